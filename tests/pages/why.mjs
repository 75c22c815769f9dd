// “Why you may, and why not”, people and their capacities, and who may do what: each answer is held against what the server then does.
import { adviceFields, cswo, freshKey, hold, newestEntry } from './site.mjs';
import { record } from './stored.mjs';

const director = 'Gordon Abernethy, Director', member = 'Agnes Bruntie, Elected member', overseer = 'Catriona Weir, Monitoring Officer';
const administrator = 'Morag Tulloch, System administrator', reader = 'Fiona Laidlaw, Second reader';
export const words = (text) => text.replace(/[\s\S]*<main/, '').replace(/<\/main>[\s\S]*/, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
// The steps that the page says may be taken, in each capacity: { capacity: { title: word } }.
export function stepsTold(text) {
  const told = {};
  for (const [, capacity, rest] of text.matchAll(/<h2[^>]*>([^<]+)<\/h2>([\s\S]*?)(?=<h2|<\/main>)/g)) {
    const rows = [...rest.matchAll(/<tr>\s*<th scope="row"[^>]*>([\s\S]*?)<\/th>\s*<td[^>]*>([\s\S]*?)<\/td>/g)];
    const plain = (html) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').replace(/&#39;/g, "'").trim();
    if (rows.length > 0) told[plain(capacity)] = Object.fromEntries(rows.map(([, title, word]) => [plain(title), plain(word).replace(/^.*\s(?=(Yes|No|Not now)$)/, '')]));
  }
  return told;
}

export async function why({ steps, visitorFor, names, store }) {
  const chief = await visitorFor(cswo.join(', ')), weir = await visitorFor(overseer);
  const person = (name) => record(store, `SELECT person FROM account WHERE name = '${name}'`)[0].person;
  const given = await chief.post('/new/advice/give', { ...adviceFields(await chief.form('/new/advice/give'), 'May sanderling move?'), key: freshKey(),
    to: 'post director', about: 'one_person', case_reference: 'C-78' });
  const path = given.headers.location.replace(/[?].*/, '');

  await steps.check('why: what it says of the steps is what the server then does', async () => {
    let asked = 0;
    for (const [who, capacity] of [[cswo.join(', '), 'Chief Social Work Officer'], [director, 'Director of Social Work and Health']]) {
      const visitor = await visitorFor(who);
      const page = await visitor.get(`${path}/why`);
      const told = stepsTold(page.text)[capacity];
      hold(page.status === 200 && Object.keys(told ?? {}).length >= 8, `${who}: ${page.status} ${words(page.text).slice(0, 900)}`);
      const titles = Object.fromEntries([...(await chief.get('/who-may/advice')).text.matchAll(/<th scope="row"[^>]*>([^<]+)</g)].map(([, title]) => [title.trim(), true]));
      for (const [title, word] of Object.entries(told)) {
        hold(titles[title], `${title} is no step of the table`);
        const open = (await visitor.get(path)).text.match(/<div class="next">([\s\S]*?)<(?:details|\/div)/)[1].includes(`>${title}<`);
        hold(open === (word === 'Yes'), `${who}, ${title}: told “${word}”, and it is ${open ? '' : 'not '}offered`);
        asked += 1;
      }
    }
    return `${asked} steps`;
  });
  await steps.check('why: it names the capacity, its first day, the entry that gave it, and the rule that forbids', async () => {
    const [grant] = record(store, `SELECT entry, reference FROM grants WHERE person = '${person('Gordon Abernethy')}' AND capacity = 'director'`);
    const own = words((await (await visitorFor(director)).get(`${path}/why`)).text);
    for (const wanted of ['Held since Tuesday 1 April 2025', `entry ${grant.entry}`, grant.reference, 'The record names you as decision maker']) hold(own.includes(wanted), `${wanted}: ${own.slice(0, 900)}`);
    const of = async (name, by = chief) => words((await by.get(`${path}/why?person=${person(name)}`)).text);
    hold((await of('Peter Lennox')).includes('The rule: What is restricted is read by those named in it'), await of('Peter Lennox'));
    hold((await of('Morag Tulloch')).includes('Nothing opens it to Morag Tulloch'), await of('Morag Tulloch'));
    hold((await of('Fiona Laidlaw')).includes('It is read by: Chief Social Work Officer, Depute Chief Social Work Officer'), await of('Fiona Laidlaw'));
  });
  await steps.check('why: an overseer who may not read it learns who may and nothing of what it says', async () => {
    hold((await weir.get(path)).status === 404, 'she reads it');
    const page = await weir.get(`${path}/why?person=${person('Gordon Abernethy')}`);
    hold(page.status === 200 && words(page.text).includes('The record names Gordon Abernethy.'), words(page.text).slice(0, 800));
    for (const word of ['sanderling', 'decision maker', 'Given, not yet', 'Respond']) hold(!page.text.includes(word), `it says “${word}”`);
  });
  await steps.check('why: others ask about themselves alone, and a name in the address changes nothing', async () => {
    for (const who of [director, member]) {
      const visitor = await visitorFor(who);
      const own = await visitor.get(`/record/${names.advice}/why`), other = await visitor.get(`/record/${names.advice}/why?person=${person('Moira Haldane')}&as_at=2026-09-01`);
      const steady = (text) => text.replace(/value="[\w-]{32,}"/g, '');
      hold(own.status === 200 || who === member, `${who}: ${own.status}`);
      hold(steady(own.text) === steady(other.text) && !own.text.includes('Ask about somebody else'), `${who}: the pages differ`);
    }
  });
  await steps.check('why: an emergency opening is the reason while it lasts, and its record is named to who may read that', async () => {
    const breaker = await visitorFor('Elspeth Drummond, Chief Officer');
    const form = await breaker.form('/new/emergency_opening/open');
    const check = await breaker.post('/new/emergency_opening/open', { ...form.fields, go: 'record', signed: 'yes', key: freshKey(), about: path.split('/').pop(), why: 'The police ask.' });
    const sent = check.headers.location?.includes('/check') ? await breaker.post(check.headers.location, { ...(await breaker.form(check.headers.location)).fields, go: 'record', signed: 'yes' }) : check;
    const opening = sent.headers.location?.match(/record\/(EO-\w+)/)?.[1];
    hold(opening, `${sent.status} ${sent.headers.location}`);
    const page = words((await breaker.get(`${path}/why`)).text);
    hold(page.includes('It was opened to you as to somebody who needs to know.') && page.includes('Until '), page.slice(0, 900));
    const told = words((await weir.get(`${path}/why?person=${person('Elspeth Drummond')}`)).text);
    hold(told.includes(opening) && told.includes('Until '), told.slice(0, 900));
  });
  await steps.check('why: a past day is told as it was recorded by then', async () => {
    const ask = async (name, day) => words((await chief.get(`/record/${names.body}/why?person=${person(name)}&as_at=${day}`)).text);
    hold((await ask('Duncan Fairlie', '2026-05-03')).includes('Chief Social Work Officer Held from'), await ask('Duncan Fairlie', '2026-05-03'));
    hold((await ask('Duncan Fairlie', '2026-05-04')).includes('No capacity is in force on that day'), 'he holds it a day longer');
    const before = await ask('Ishbel Carnochan', '2026-05-03'), after = await ask('Ishbel Carnochan', '2026-05-04');
    hold(!before.includes('Chief Social Work Officer Held') && after.includes('Chief Social Work Officer Held since Monday 4 May 2026'), `${before.slice(0, 400)} | ${after.slice(0, 400)}`);
  });
  await steps.check('why: asking records nothing', async () => {
    const before = newestEntry(store);
    for (const where of [`${path}/why`, `/record/${names.advice}/why`, '/capacities', '/who-may']) await chief.get(where);
    hold(newestEntry(store) === before, 'an entry was made');
  });
  await steps.check('capacities: the page has every grant with its days, for those who read appointments, and each their own', async () => {
    const page = await chief.get('/capacities');
    const grants = record(store, 'SELECT entry, reference, person FROM grants');
    for (const { entry, reference } of grants) hold(page.text.includes(`>${reference}</a>, entry ${entry.toLocaleString('en-GB')}<`), `${reference}, entry ${entry}`);
    hold((await chief.get('/capacities.csv')).text.trim().split('\n').length >= grants.length + 1, 'the file is shorter');
    hold(/<svg[\s\S]*?<title/.test(page.text) && page.text.includes('<table'), 'no drawing, or no table');
    const outsider = await visitorFor(reader);
    const own = grants.find((one) => one.person === person('Fiona Laidlaw'));
    hold((await outsider.get('/capacities')).status === 404 && (await outsider.get('/capacities.csv')).status === 404, 'the whole council is open to a second reader');
    const theirs = await outsider.get(`/capacities/${own.person}`);
    hold(theirs.status === 200 && theirs.text.includes(`${own.reference}`), `${theirs.status}`);
    const shut = await outsider.get(`/capacities/${person('Moira Haldane')}`), missing = await outsider.get('/capacities/P-0000-000');
    hold(shut.status === 404 && shut.text.replace(/value="[\w-]{32,}"/g, '') === missing.text.replace(/value="[\w-]{32,}"/g, ''), `${shut.status}, ${missing.status}`);
    return `${grants.length} grants`;
  });
  await steps.check('home: a draft of an appointment is called by the title of its capacity', async () => {
    const moira = await visitorFor('Moira Haldane, Chief Executive');
    const form = await moira.form('/new/appointment/propose');
    await moira.post(form.action, { ...form.fields, go: 'check', holder: person('Jamie Orr'), capacity: 'records_manager', 'from.day': '1', 'from.month': '12', 'from.year': '2026' });
    const home = (await moira.get('/')).text;
    hold(home.includes('>Records manager</a>') && !home.includes('records_manager'), home.match(/draft\/[\s\S]{0,300}/)?.[0] ?? 'there is no draft');
  });
  await steps.check('who may do what: the page says what docs/WHO_MAY.md says of every step', async () => {
    const { readFileSync } = await import('node:fs');
    const paper = readFileSync(new URL('../../docs/WHO_MAY.md', import.meta.url), 'utf8').replaceAll('&', '&amp;');
    const links = [...(await (await visitorFor(administrator)).get('/who-may')).text.matchAll(/href="(\/who-may\/\w+)">([^<]+)</g)];
    hold(links.length >= 10, `${links.length} registers`);
    let steps_seen = 0;
    for (const [, href, title] of links) {
      const page = await (await visitorFor(administrator)).get(href);
      const table = paper.split(`\n## ${title}\n`)[1]?.split('\n## ')[0];
      hold(table, `the paper has no ${title}`);
      const heads = table.split('\n').find((line) => line.startsWith('| Acting as')).split('|').slice(2, -1).map((head) => head.trim());
      for (const head of heads) {
        hold(page.text.includes(`>${head.replace(/^Reads what is open$/, 'Read what is open').replace(/^Reads all that is restricted$/, 'Read all that is restricted').replace(/^Reads it$/, 'Read it')}<`), `${title}: ${head}`);
        steps_seen += 1;
      }
    }
    return `${steps_seen} lines of ${links.length} registers`;
  });
}
