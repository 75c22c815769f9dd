// The ways round a list: as it stood at another time, filters kept under a name, help in the pack's own words, and the first steps of a
// council's own store. BARS S5: names are inert wherever they stand.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { steady } from '../councils/crawl.mjs';
import { cellsOf } from './lists.mjs';
import { adviceFields, command, cswo, formsOf, hold, newestEntry, Server, Visitor } from './site.mjs';
import { record } from './stored.mjs';

const main = (page) => page.text.slice(page.text.indexOf('<main'));
const whenever = (text) => text.replace(/as_at(=|%3D|" value=")\d+/g, 'as_at$1N').replace(/stood after entry [\d,]+/g, 'stood after entry N');
const references = (page) => [...new Set([...main(page).matchAll(/href="\/record\/(AD-\w+)/g)].map(([, one]) => one))];
const give = async (visitor, question, more = {}) => {
  const answer = await visitor.post('/new/advice/give', { ...adviceFields(await visitor.form('/new/advice/give'), question), ...more });
  hold(answer.status === 303, `not recorded: ${answer.status} ${answer.text.slice(0, 800)}`);
  return answer.headers.location.match(/record\/([^?]+)/)[1];
};

async function asItStood({ steps, visitorFor, store }) {
  const visitor = await visitorFor(cswo.join(', '));
  const member = await visitorFor('Agnes Bruntie, Elected member');
  await steps.check('list ways: a list as at an entry is the list as it was then, with its filters and its file', async () => {
    const first = await give(visitor, 'Is the basalt floor dry?');
    const then = newestEntry(store);
    const paths = ['/r/advice?words=basalt', '/r/advice?state=given&words=basalt', '/r/advice?state=withdrawn&words=basalt', '/r/advice?sort=question', '/r/advice', '/r/advice?state=given&sort=state'];
    const before = [];
    for (const path of paths) before.push(references(await visitor.get(path)).join());
    hold(before[0] === first && before[2] === '', before.slice(0, 3).join(' | '));
    const form = await visitor.form(`/record/${first}/do/withdraw`);
    const withdrawn = await visitor.post(`/record/${first}/do/withdraw`, { ...form.fields, go: 'record', signed: 'yes', withdrawn_why: 'It was asked twice.' });
    hold(withdrawn.status === 303, `withdraw: ${withdrawn.status}`);
    await give(visitor, 'Is the basalt wall dry?');
    for (const [place, path] of paths.entries()) {
      const page = await visitor.get(`${path}${path.includes('?') ? '&' : '?'}as_at=${then}`);
      hold(references(page).join() === before[place], `${path}: ${references(page)} and not ${before[place]}`);
      hold(references(await visitor.get(path)).join() !== before[place] || place === 5, `${path}: the control, it is the same now`);
      hold(main(page).includes('this list as it stood after entry') && !main(page).includes('/new/advice/give'), `${path}: no banner, or an act`);
    }
    const file = await visitor.get(`/r/advice.csv?words=basalt&as_at=${then}`);
    hold(file.headers['content-disposition'].includes(`advice-as-at-entry-${then}.csv`), file.headers['content-disposition']);
    hold(cellsOf(file.text).slice(1).map((row) => row[0]).join() === first, 'the file has other rows');
    hold(cellsOf(file.text)[1][1].startsWith('Given'), cellsOf(file.text)[1].join());
  });
  await steps.check('list ways: what became restricted, or always was, is in no list of an earlier moment', async () => {
    const shut = await give(visitor, 'Is the gypsum room safe?', { about: 'one_person', case_reference: 'C-7' });
    for (const path of [`/r/advice?as_at=${newestEntry(store)}`, `/r/advice.csv?as_at=${newestEntry(store)}`, `/r/advice?words=gypsum&as_at=${newestEntry(store)}`]) {
      hold(!(await member.get(path)).text.includes(shut), `${path} tells of it`);
      hold((await visitor.get(path)).text.includes(shut), `${path}: the control, its writer does not see it`);
    }
  });
  await steps.check('list ways: a moment that is none is said, in words', async () => {
    for (const [asked, words] of [['as_at=soon', 'Enter the number of an entry'], ['as_at=-1', 'Enter the number of an entry'], ['as_at.day=1&as_at.month=1&as_at.year=2099', 'Enter a day that has passed'],
      ['as_at.day=31&as_at.month=2&as_at.year=2026', '']]) {
      const page = await visitor.get(`/r/advice?${asked}`);
      hold(page.status === 422 && page.text.includes(words) && page.text.includes('<title>Error: '), `${asked}: ${page.status}`);
      hold((await visitor.get(`/r/advice.csv?${asked}`)).status === 422, `${asked}: the file`);
    }
  });
  await steps.check('list ways: no list and no file tells how far the log has come', async () => {
    const last = newestEntry(store);
    for (const ask of [(when) => `/r/advice?as_at=${when}`, (when) => `/r/advice.csv?as_at=${when}`, (when) => `/r/advice.csv?begun_at=${when}`]) {
      const looks = [];
      for (const when of [last, last + 1, 99999999]) {
        const answer = await visitor.get(ask(when));
        looks.push(`${answer.status} ${whenever(steady(answer.text))}`);
      }
      hold(looks[0].startsWith('200 ') && new Set(looks).size === 1, `${ask('N')}: the answers differ`);
    }
    const before = steady((await member.get('/r/advice')).text);
    await give(visitor, 'Is the feldspar room locked?', { about: 'one_person', case_reference: 'C-8' });
    hold(steady((await member.get('/r/advice')).text) === before, 'a list shows that something was recorded that its reader may not see');
  });
  await steps.check('list ways: before the first day there was nothing, and a day says no number of the log', async () => {
    const page = await visitor.get('/r/advice?as_at.day=1&as_at.month=2&as_at.year=2001');
    hold(page.status === 200 && references(page).length === 0, `${page.status}`);
    hold(main(page).includes('at the end of Thursday 1 February 2001') && !/after entry|As at entry/.test(main(page)), 'the moment is not said, or too much of it');
  });
}

async function keptFilters({ steps, visitorFor }) {
  const visitor = await visitorFor(cswo.join(', '));
  const other = await visitorFor('Agnes Bruntie, Elected member');
  const keep = async (who, path, query, name) => {
    const form = formsOf((await who.get(`${path}${query}`)).text).find((one) => one.action === '/filters');
    hold(form, `${path}${query} has no form that keeps it`);
    return who.post('/filters', { ...form.fields, name });
  };
  const hostile = '<script>alert(1)</script>" onmouseover="x';
  let address;
  await steps.check('list ways: a filter is kept under a name, stands above its list and on home, and has an address', async () => {
    const kept = await keep(visitor, '/r/advice', '?state=given&sort=question', hostile);
    hold(kept.status === 303 && kept.headers.location.startsWith('/r/advice?state=given&sort=question'), `${kept.status} ${kept.headers.location}`);
    const list = await visitor.get('/r/advice?state=given&sort=question');
    address = main(list).match(/href="(\/filter\/[0-9a-f]{16})" aria-current="true"/)?.[1];
    hold(address, 'it does not stand above the list, marked');
    hold(!main(list).includes('action="/filters"'), 'it may be kept twice');
    for (const path of ['/', '/r/advice', '/filters']) {
      const page = await visitor.get(path);
      hold(page.text.includes(`href="${address}"`), `${path} does not name it`);
      hold(!page.text.includes('<script>alert') && !page.text.includes('" onmouseover'), `${path}: the name is not inert`);
    }
    const opened = await visitor.get(address);
    hold(opened.status === 303 && opened.headers.location === '/r/advice?state=given&sort=question#found', opened.headers.location);
  });
  await steps.check('list ways: it is closed to others, and to the same person in another capacity, as what was never kept', async () => {
    for (const path of [address, '/filter/0123456789abcdef']) hold((await other.get(path)).status === 404, `${path} is open`);
    const token = formsOf((await other.get('/help')).text).find((form) => form.fields.token).fields.token;
    for (const act of ['rename', 'remove']) hold((await other.post(`${address}/${act}`, { token, name: 'mine' })).status === 404, `${act} is open`);
    for (const path of ['/', '/r/advice', '/filters']) hold(!(await other.get(path)).text.includes(address), `${path} names it`);
  });
  await steps.check('list ways: it is renamed and removed', async () => {
    const page = await visitor.get('/filters');
    const form = formsOf(page.text).find((one) => one.action === `${address}/rename`);
    const empty = await visitor.post(`${address}/rename`, { ...form.fields, name: '   ' });
    hold(empty.status === 422 && empty.text.includes('Enter a name for the filter'), `${empty.status}`);
    const long = await visitor.post(`${address}/rename`, { ...form.fields, name: 'é'.repeat(61) });
    hold(long.status === 422 && long.text.includes('é'.repeat(61)), 'a long name is taken, or lost');
    hold((await visitor.post(`${address}/rename`, { ...form.fields, name: 'Waiting\r\nfor an answer' })).status === 303, 'not renamed');
    hold((await visitor.get('/')).text.includes('Waiting  for an answer'), 'home has the old name');
    hold((await keep(visitor, '/r/advice', '?state=decided', 'Waiting  for an answer')).status === 422, 'two of one name');
    hold((await visitor.post(`${address}/remove`, form.fields)).status === 303 && (await visitor.get(address)).status === 404, 'not removed');
  });
  await steps.check('list ways: only lists are kept, and only so many', async () => {
    const token = formsOf((await visitor.get('/help')).text).find((form) => form.fields.token).fields.token;
    for (const path of ['https://elsewhere.example/', '//elsewhere.example', '/record/x', '/r/auditor_key', '/r/nothing', '/r/advice/../x', '/'])
      hold((await visitor.post('/filters', { token, path, query: '?a=b', name: 'x' })).status === 404, `${path} is kept`);
    for (const query of ['?a=' + 'x'.repeat(1100), '#x', 'x', '?a=%00'])
      hold((await visitor.post('/filters', { token, path: '/r/advice', query, name: 'x' })).status === 404, `${query.slice(0, 20)} is kept`);
    let last;
    for (let place = 0; place < 31; ++place) last = await visitor.post('/filters', { token, path: '/r/advice', query: `?words=w${place}`, name: `Filter ${place}` });
    hold(last.status === 422 && last.text.includes('You keep 30 filters'), `the 31st: ${last.status}`);
    for (const [, id] of (await visitor.get('/filters')).text.matchAll(/action="\/filter\/(\w+)\/remove"/g)) await visitor.post(`/filter/${id}/remove`, { token });
    hold((await visitor.get('/filters')).text.includes('You keep no filters yet'), 'some stay');
  });
  await steps.check('list ways: searches and services are kept too', async () => {
    for (const [path, query] of [['/search', '?words=night'], ['/services', '?council=Ardmorran&lowest=low']]) {
      const kept = await keep(visitor, path, query, `Kept ${path}`);
      hold(kept.status === 303, `${path}: ${kept.status}`);
      hold(main(await visitor.get(path)).includes(`Kept ${path}`), `${path} does not name it`);
    }
  });
}

async function helpInPlace({ steps, visitorFor }) {
  const visitor = await visitorFor(cswo.join(', '));
  await steps.check('list ways: what each question means, in the words of the pack', async () => {
    const page = await visitor.get('/about/advice');
    for (const words of ['What is the question?', 'One sentence, as the person who decides would ask it.', 'Why it is kept', 'opinion, not law', 'Respond to this advice', 'Otherwise than advised'])
      hold(page.text.includes(words), `it lacks “${words}”`);
    hold((await visitor.get('/about/advice_risk')).status === 200, 'a part is not explained');
    for (const path of ['/r/advice', '/new/advice/give']) hold((await visitor.get(path)).text.includes('About: Advice'), `${path} does not lead there`);
    for (const path of ['/about/auditor_key', '/about/nothing']) hold((await visitor.get(path)).status === 404, `${path} is open`);
  });
}

// A council's own store, as `plumbline init` makes it.
async function firstSteps({ steps, folder, watch }) {
  const store = join(folder, 'own');
  const passwords = join(folder, 'own-passwords');
  writeFileSync(passwords, 'quiet-harbour-lantern\nplain-meadow-thimble\n');
  const made = command('init', '--store', store, '--council', 'Glenorrie Council', '--administrator', 'Una Baird', '--sign-in', 'una.baird', '--second', 'Tom Reekie',
    '--second-sign-in', 'tom.reekie', '--passwords', passwords);
  hold(made.code === 0, made.err);
  writeFileSync(join(store, 'sign_in.toml'), '[local]\nsecond_factor = "offered"\n');
  const server = await Server.start(store);
  const enter = async (name, password) => {
    const visitor = watch.over(new Visitor(server));
    const form = formsOf((await visitor.get('/sign-in')).text).find((one) => one.fields.token);
    const signed = await visitor.post('/sign-in', { ...form.fields, name, sign_in: name, password });
    hold(signed.status === 303, `signing in: ${signed.status}`);
    const capacity = await visitor.get('/capacity');
    const choice = formsOf(capacity.text).find((one) => one.action === '/capacity');
    if (choice) await visitor.post('/capacity', choice.fields);
    return visitor;
  };
  const act = async (visitor, path, fields) => {
    const form = await visitor.form(path);
    const answer = await visitor.post(path, { ...form.fields, go: 'record', signed: 'yes', ...fields });
    hold(answer.status === 303, `${path}: ${answer.status} ${main(answer).slice(0, 1500)}`);
    return answer.headers.location.match(/record\/([^?]+)/)[1];
  };
  const ticked = (page) => [...main(page).matchAll(/<li>(?:<a[^>]*>)?([^<]+)(?:<\/a>)? <[^>]*>Done</g)].map(([, words]) => words);
  const una = await enter('una.baird', 'quiet-harbour-lantern');
  await steps.check('list ways: a new store leads its first administrator through the first steps', async () => {
    const home = await una.get('/');
    for (const words of ['First steps', 'Add the people who will sign in', 'Appoint the Chief Social Work Officer', 'Import the care services', 'Give the first advice'])
      hold(main(home).includes(words), `home lacks “${words}”`);
    for (const href of ['/new/person/add', '/new/appointment/propose', '/new/body/add']) hold(main(home).includes(`href="${href}"`), `no way to ${href}`);
    hold(!main(home).includes('/new/advice/give') && !main(home).includes('/services/import'), 'it leads where the administrator may not go');
    hold(!/demonstration|invented|Ardmorran/i.test(home.text), 'home speaks of the demonstration');
    hold(ticked(home).length === 0, `ticked already: ${ticked(home)}`);
    hold((await una.get('/about/advice')).status === 404, 'a register that one may not open is explained');
  });
  await steps.check('list ways: each first step is ticked off by what the record holds', async () => {
    const person = await act(una, '/new/person/add', { name: 'Isla Renton', sign_in: 'isla.renton', post: 'Head of service' });
    const short = await una.post(`/record/${person}/do/set_password`, { ...(await una.form(`/record/${person}/do/set_password`)).fields, go: 'record', signed: 'yes', password: 'short' });
    hold(short.status === 422 && !short.text.includes('value="short"'), `a short password: ${short.status}`);
    await act(una, `/record/${person}/do/set_password`, { password: 'mossy-kettle-orbit' });
    hold(record(store, 'SELECT verifier FROM account').every((one) => one.verifier.startsWith('$argon2')), 'a password is kept as it was typed');
    hold(ticked(await una.get('/')).join() === 'Add the people who will sign in', `ticked: ${ticked(await una.get('/'))}`);
    const proposed = await act(una, '/new/appointment/propose', { holder: person, capacity: 'cswo', 'from.day': '1', 'from.month': '1', 'from.year': '2026' });
    hold(ticked(await una.get('/')).length === 1, 'an appointment that nobody confirmed counts');
    const tom = await enter('tom.reekie', 'plain-meadow-thimble');
    hold(main(await tom.get('/')).includes(proposed), 'the second person is not asked to confirm');
    await act(tom, `/record/${proposed}/do/confirm`, {});
    hold(ticked(await una.get('/')).includes('Appoint the Chief Social Work Officer'), `ticked: ${ticked(await una.get('/'))}`);
    const isla = await enter('isla.renton', 'mossy-kettle-orbit');
    const home = await isla.get('/');
    for (const href of ['/new/advice/give', '/services/import']) hold(main(home).includes(`href="${href}"`), `the officer has no way to ${href}`);
    hold(ticked(await una.get('/')).length === 2, 'the administrator is told of something else');
  });
  await server.end();
}

export async function listWays(all) {
  await asItStood(all);
  await keptFilters(all);
  await helpInPlace(all);
  await firstSteps(all);
}
