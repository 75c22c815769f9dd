// Links lead both ways, and none of them tells of what is closed (PAGES, no dead ends; principle 8).
import { adviceFields, cswo, freshKey, hold } from './site.mjs';

// Without the frame, whose form token is new each time.
const main = (text) => text.match(/<main[\s\S]*<\/main>/)[0];

export async function links({ steps, visitorFor, names }) {
  const chief = await visitorFor(cswo.join(', '));
  const member = await visitorFor('Agnes Bruntie, Elected member');
  const form = await chief.form('/new/advice/give');
  const give = async (fields) => {
    const answer = await chief.post('/new/advice/give', { ...adviceFields(form, 'x'), key: freshKey(), to: `body ${names.body}`, ...fields });
    hold(answer.status === 303, `advice was not recorded: ${answer.status} ${answer.text.slice(0, 2000)}`);
    return answer.headers.location.match(/record\/([^?]+)/)[1];
  };
  const before = await member.get(`/record/${names.body}/links`);
  const shut = await give({ question: 'Is the quernstone house safe?', about: 'one_person', case_reference: 'C-0002' });
  await steps.check('a closed record that names an open one changes nothing that others see', async () => {
    const after = await member.get(`/record/${names.body}/links`);
    hold(before.status === 200 && main(after.text) === main(before.text), 'the page of links differs');
    for (const path of [`/record/${names.body}`, `/record/${names.body}/links`]) {
      hold(!(await member.get(path)).text.includes(shut), `${path} tells of it`);
      hold((await chief.get(path)).text.includes(shut), `${path} does not tell its reader of it`);
    }
  });
  const open = [];
  for (let number = 0; number < 60; ++number) open.push(await give({ question: `Is room ${number} warm enough?` }));
  await steps.check('the newest that name a record stand beside it, with the way to all', async () => {
    const page = await member.get(`/record/${names.body}`);
    hold(page.text.includes(`/record/${open.at(-1)}"`) && page.text.includes(`/record/${names.body}/links"`), 'no link back');
    hold(!page.text.includes(open[0]), 'a long list stands beside the record');
  });
  await steps.check('all that name it are paged through, each once', async () => {
    const seen = [];
    let path = `/record/${names.body}/links`;
    for (let turn = 0; path && turn < 9; ++turn) {
      const page = await member.get(path);
      hold(page.status === 200, `${path}: ${page.status}`);
      seen.push(...[...page.text.matchAll(/<th scope="row"><a href="\/record\/([^"]+)"/g)].map((found) => found[1]));
      path = page.text.match(/href="(\/record\/[^"]+\/links\?after=[^"]+)"/)?.[1].replaceAll('&amp;', '&');
    }
    hold(open.every((reference) => seen.filter((one) => one === reference).length === 1), 'not each once');
    hold(new Set(seen).size === seen.length && !seen.includes(shut), 'one twice, or a closed one');
    return `${seen.length} links`;
  });
  await steps.check('a record leads to what it names, and to the report’s section that counts it', async () => {
    const page = await member.get(`/record/${open[0]}`);
    hold(page.text.includes(`href="/record/${names.body}"`), 'no link to the body');
    const section = page.text.match(/href="(\/report\/annual\/\d{4}-\d\d)#(\w+)"/);
    hold(section, 'no link to the report');
    const report = await member.get(section[1]);
    hold(report.status === 200 && report.text.includes(`id="${section[2]}"`), 'the link leads nowhere');
    const closed = await chief.get(`/record/${shut}`);
    hold(!/\/report\/annual\/\d{4}-\d\d#/.test(closed.text), 'a restricted record leads to a report');
  });
  await steps.check('a page of links that is none is told kindly', async () => {
    const page = await member.get(`/record/${names.body}/links?after=nonsense`);
    hold(page.status === 400 && page.text.includes('Open the record again'), `${page.status}`);
  });
}
