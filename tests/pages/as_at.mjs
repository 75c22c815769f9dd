// A record as it stood: marked as such, by entry and by day, with nothing to do from it, and as closed as the record is today.
import { steady } from '../councils/crawl.mjs';
import { adviceFields, cswo, freshKey, hold, newestEntry } from './site.mjs';

export async function as_at({ steps, store, visitorFor, names }) {
  const chief = await visitorFor(cswo.join(', '));
  const member = await visitorFor('Agnes Bruntie, Elected member');
  const recorded = (answer) => {
    hold(answer.status === 303 && answer.headers.location.includes('receipt='), `not recorded: ${answer.status} ${answer.text.slice(0, 2000)}`);
    const [, reference, entry] = answer.headers.location.match(/record\/([^?]+)\?receipt=(\d+)/);
    return { reference, entry: Number(entry) };
  };
  const made = recorded(await chief.post('/new/advice/give', { ...adviceFields(await chief.form('/new/advice/give'), 'Is the first wording kept?'), key: freshKey() }));
  const path = `/record/${made.reference}`;
  const change = async (fields) => recorded(await chief.post(`${path}/do/correct`, { ...(await chief.form(`${path}/do/correct`)).fields, go: 'record', signed: 'yes', correction: 'A better wording.', ...fields }));
  await change({ question: 'Is the second wording shown?' });

  await steps.check('as at an entry a record stands as it stood, and says so', async () => {
    const now = await member.get(path);
    hold(now.text.includes('Is the second wording shown?</h1>') && !now.text.includes('You are reading this'), 'the record as it stands');
    const link = now.text.match(/href="(\/record\/[^"]+\?as_at=(\d+))"/);
    hold(link && Number(link[2]) === made.entry, `the history leads to entry ${link?.[2]}, not ${made.entry}`);
    const then = await member.get(link[1]);
    hold(then.status === 200 && then.text.includes('Is the first wording kept?</h1>'), 'not as it stood');
    hold(then.text.includes('You are reading this as it stood on') && then.text.includes(`href="${path}"`), 'it is not marked, or leads nowhere');
    hold(!then.text.includes('second wording') && !then.text.includes('A better wording'), 'what came later shows');
  });
  await steps.check('nothing can be done from a record as it stood', async () => {
    const then = await chief.get(`${path}?as_at=${made.entry}`);
    hold(!then.text.includes('/do/') && !then.text.includes('/new/advice'), 'a step is offered');
    hold((await chief.get(path)).text.includes('/do/'), 'none is offered on the record as it stands either');
  });
  await steps.check('what had not been recorded by then is told so', async () => {
    const early = await member.get(`${path}?as_at=${made.entry - 1}`);
    hold(early.status === 404 && early.text.includes('This had not been recorded by then'), `${early.status}`);
    const day = await member.get(`${path}?as_at=2025-04-02`);
    hold(day.status === 404 && day.text.includes('This had not been recorded by then'), `by day: ${day.status}`);
  });
  await steps.check('a day is asked for in three boxes, without script', async () => {
    const sent = await member.get(`${path}?as_at.day=2&as_at.month=4&as_at.year=2025`);
    hold(sent.status === 303 && sent.headers.location === `${path}?as_at=2025-04-02`, `${sent.status} ${sent.headers.location}`);
    const wrong = await member.get(`${path}?as_at.day=31&as_at.month=2&as_at.year=2026`);
    hold(wrong.status === 422 && wrong.text.includes('There is no 31 February') && /value="31"/.test(wrong.text), `${wrong.status}`);
    const body = await member.get(`/record/${names.body}?as_at=2026-05-01`);
    hold(body.status === 200 && body.text.includes('as it stood at the end of Friday 1 May 2026'), `a body: ${body.status}`);
    hold(!body.text.includes(made.reference), 'a later record names it');
  });
  await steps.check('links of a page asked for by day stay with the day, and tell no last entry', async () => {
    const list = await member.get('/r/advice?as_at=2026-05-01');
    const paths = [...list.text.matchAll(/href="(\/record\/[^"?]+\?as_at=2026-05-01)"/g)].map(([, path]) => path);
    hold(paths.length > 0, `the list leads to no record as at the day: ${list.status}`);
    const toOthers = [];
    for (const one of new Set(paths)) {
      const links = (await member.get(one)).text.matchAll(/href="([^"?]+)\?as_at=([^"&]+)[^"]*"/g);
      for (const [, path, when] of links) if (path !== one.split('?')[0]) toOthers.push(when);
    }
    hold(toOthers.length > 0, 'no page links to another record');
    hold(toOthers.every((when) => when === '2026-05-01'), `links tell ${toOthers.join(', ')}`);
  });
  await steps.check('an entry that is yet to come looks like the newest: no page tells how far the log has come', async () => {
    const looks = [];
    for (const when of [newestEntry(store), newestEntry(store) + 1, 999999999]) looks.push(steady((await member.get(`${path}?as_at=${when}`)).text).replace(/as_at(=|%3D|" value=")\d+/g, 'as_at$1N'));
    hold(looks[0].includes('You are reading this') && new Set(looks).size === 1, 'the pages differ');
  });
  await steps.check('a day that is yet to come is now, and so is what is no moment', async () => {
    for (const when of ['2199-01-01', 'nonsense', '-1']) {
      const page = await member.get(`${path}?as_at=${when}`);
      hold(page.status === 200 && !page.text.includes('You are reading this'), `${when}: ${page.status}`);
    }
  });
}
