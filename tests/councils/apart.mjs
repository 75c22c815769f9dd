// BARS A5 and the part of A4 that lies between councils: whatever is asked of one, nothing comes of the other.
import { formsOf, hold, newestEntry, plain } from '../pages/site.mjs';
import { councils, visitorAt } from './canaries.mjs';
import { everybody, foreignWords, otherCouncilsCut, routesOf, routesUnseen, steady, walk } from './crawl.mjs';

const otherOf = (one) => councils.find((council) => council !== one);
const ownSeeds = (one) => [`/record/${one.reference}`, `/record/${one.reference}/file/evidence_file`, `/record/${one.reference}/proof/${one.entry}`,
  `/proof/${one.entry}`, `/proof/${one.entry}/text`, `/draft/${one.draft}/check`, `/draft/${one.draft}/1`, `/new/advice/give`, `/record/${one.reference}/do/withdraw`,
  `/record/${one.reference}/links`, `/filter/${one.filter}`];

// Every page of a council as each of its people, by who they are. Two walk at once: while one reads, the server draws for the other.
export async function walkAll(server, one) {
  const people = await everybody(server, one);
  const walks = new Map(people.map(({ who }) => [who, undefined]));
  const waiting = [...people];
  const guide = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) walks.set(next.who, await walk(next.visitor, ownSeeds(one)));
  };
  await Promise.all([guide(), guide()]);
  return walks;
}

// What is wrong with the walks of a council that shares its server, as sentences.
export function judge(one, walks, alone) {
  const wrong = [];
  for (const [who, seen] of walks) {
    for (const [path, answer] of seen) {
      const words = foreignWords(answer.text + answer.headers, otherOf(one));
      if (words.length > 0) wrong.push(`${one.name}, ${who}: ${path} (${answer.type}) has “${words.slice(0, 3).join('”, “')}”`);
      const before = alone?.get(who)?.get(path);
      // Who opened a record grows by the walks themselves: its words are looked at above, and that it answers.
      const grows = /^\/record\/[^/]+\/opened/.test(path);
      if (!alone || (before && before.status === answer.status && (grows || before.text === answer.text || steady(before.text) === steady(answer.text)))) continue;
      wrong.push(`${one.name}, ${who}: ${path} is ${before ? `another page than when the council is alone (${before.status}, ${answer.status})` : 'there only when the council is not alone'}`);
    }
  }
  return wrong;
}

export async function apart({ steps, server, alone }) {
  const walks = new Map();
  for (const one of councils) {
    await steps.check(`${one.name}: every page of every capacity is that of the council alone, without a foreign word`, async () => {
      const seen = await walkAll(server, one);
      walks.set(one, seen);
      const wrong = judge(one, seen, alone.get(one));
      hold(wrong.length === 0, `${wrong.length} pages, such as\n  ${wrong.slice(0, 5).join('\n  ')}`);
      const pages = [...seen.values()].reduce((sum, walked) => sum + walked.size, 0);
      const own = [...seen.values()].reduce((sum, walked) => sum + [...walked.values()].filter((answer) => answer.text.includes(one.ending)).length, 0);
      hold(own > 200, `only ${own} pages have words of the council itself`);
      return `${pages} answers as ${seen.size} people, ${own} of them with its own words`;
    });
  }
  await steps.check('the walks have opened every route that can be got', () => {
    const unseen = routesUnseen([...walks.values()].flatMap((seen) => [...seen.values()]));
    hold(unseen.length === 0, unseen.join(' '));
  });
  for (const one of councils) await asked(steps, server, one);
  await unnamed(steps, server);
}

const fill = (pattern, ids) => pattern.replace(/\{(\w+)\}/g, (all, name) => ids[pattern.startsWith('/filter/') ? 'filter' : name] ?? 'x');
const idsOf = (one) => ({ register: 'advice', step: 'withdraw', field: 'evidence_file', year: '2025-26', name: 'given', page: '1', level: 'entries', a: '000', b: '000', c: '000', d: '000',
  reference: one.reference, entry: one.entry, id: one.draft, filter: one.filter, number: one.service });
const missingIds = (one) => ({ ...idsOf(one), reference: `${one.reference.slice(0, -4)}zzzz`, id: '0123456789abcdef', filter: '0123456789abcdef', number: 'CS1111111111' });

async function asked(steps, server, one) {
  const other = otherOf(one);
  const everyone = await everybody(server, one);
  const people = everyone.filter(({ who }) => /Chief Social Work Officer|Elected member|administrator/i.test(who)).slice(0, 4);
  for (const { visitor, who } of everyone) {
    await steps.check(`${one.name}, ${who}: the other's numbers are as good as none, on every route`, async () => {
      const { token } = formsOf((await visitor.get('/help')).text).find((form) => form.fields.token).fields;
      const named = (method) => routesOf(method).filter((route) => /\{(reference|id|number)\}/.test(route.pattern)).map(({ pattern }) => ({ method, pattern }));
      for (const { method, pattern } of [...named('get'), ...named('post')]) {
        const ask = (ids) => (method === 'get' ? visitor.get(fill(pattern, ids)) : visitor.post(fill(pattern, ids), { token, go: 'record', signed: 'yes', key: '0'.repeat(32) }));
        const [theirs, none] = [await ask(idsOf(other)), await ask(missingIds(other))];
        hold(theirs.status === none.status && [403, 404, 303].includes(theirs.status), `${pattern}: ${theirs.status}, ${none.status}`);
        const alike = (answer, ids) => Object.values(ids).filter((id) => id.length > 7).reduce((text, id) => text.replaceAll(id, 'ID'), steady(answer.text + (answer.headers.location ?? '')));
        hold(alike(theirs, idsOf(other)) === alike(none, missingIds(other)), `${pattern}: the two pages differ`);
        hold(foreignWords(theirs.text, other).length === 0, `${pattern}: ${foreignWords(theirs.text, other)}`);
      }
    });
  }
  for (const { visitor, who } of people) {
    await steps.check(`${one.name}, ${who}: no word of the other is found or suggested`, async () => {
      for (const word of other.words) {
        const page = await visitor.get(`/search?words=${encodeURIComponent(word)}`);
        hold(page.status === 200 || page.status === 403, `status ${page.status}`);
        const rest = page.text.replaceAll(word, '');
        hold(!/href="\/record\//.test(rest) && foreignWords(rest, other).length === 0, `“${word}” finds something`);
      }
    });
  }
  await sessionsApart(steps, server, one);
}

// A session, a form's token, an auditor's key: each is worth nothing elsewhere.
async function sessionsApart(steps, server, one) {
  const other = otherOf(one);
  const [{ visitor: theirs }, { visitor: mine }] = [(await everybody(server, other))[0], (await everybody(server, one))[0]];
  const tokenOf = async (visitor) => formsOf((await visitor.get('/help')).text).find((form) => form.fields.token).fields.token;
  const theirToken = await tokenOf(theirs);
  await steps.check(`${one.name}: a session of the other opens nothing`, async () => {
    const visitor = visitorAt(server, one);
    visitor.cookies = new Map(theirs.cookies);
    for (const { pattern, wants } of routesOf('get')) {
      const answer = await visitor.get(fill(pattern, idsOf(one)));
      if (wants === 'caller' || wants === 'session')
        hold(answer.status === 303 && answer.headers.location.startsWith('/sign-in'), `${pattern}: ${answer.status} ${answer.headers.location}`);
      hold(foreignWords(answer.text, other).length === 0, `${pattern} has ${foreignWords(answer.text, other)}`);
      visitor.cookies = new Map(theirs.cookies);
    }
    hold((await theirs.get('/')).status === 200, 'their session has ended by it');
  });
  await steps.check(`${one.name}: no POST goes through with what the other gave`, async () => {
    const before = [one, other].map((council) => newestEntry(council.folder)).join();
    const form = { token: theirToken, go: 'record', signed: 'yes', key: 'a'.repeat(32), grant: '1', name: `ishbel${other.ending}`, password: 'x', person: 'P-2025-001' };
    for (const { pattern, wants } of routesOf('post')) {
      const path = fill(pattern, idsOf(one));
      const withMine = await mine.post(path, form);
      hold(withMine.status === 403, `${pattern} with my session and their token: ${withMine.status}`);
      const stranger = visitorAt(server, one);
      stranger.cookies = new Map(theirs.cookies);
      const withTheirs = await stranger.post(path, form);
      hold([401, 403].includes(withTheirs.status), `${pattern} with their session and token (${wants}): ${withTheirs.status}`);
      const crossed = await mine.post(path, { ...form, token: await tokenOf(mine) }, { headers: { Origin: `http://${other.host}:${server.port}`, 'Sec-Fetch-Site': 'same-site' } });
      hold(crossed.status === 403, `${pattern} from a page of the other: ${crossed.status}`);
      for (const answer of [withMine, withTheirs, crossed]) hold(foreignWords(otherCouncilsCut(answer.text).replaceAll(form.name, ''), other).length === 0, `${pattern}: ${foreignWords(answer.text, other)}`);
    }
    hold([one, other].map((council) => newestEntry(council.folder)).join() === before, 'something was recorded');
    hold((await mine.get('/')).status === 200 && (await theirs.get('/')).status === 200, 'somebody was signed out');
  });
  await steps.check(`${one.name}: an auditor's key of the other opens no bundle`, async () => {
    const visitor = visitorAt(server, one);
    const ask = (key) => visitor.get('/log/tile/entries/000.p/40', { headers: { Authorization: `Bearer ${key}` } });
    hold((await ask(other.auditorKey)).status === 403, `status ${(await ask(other.auditorKey)).status}`);
    hold((await ask(one.auditorKey)).status === 200, 'its own key opens nothing, so this shows nothing');
    const notes = await Promise.all([one, other].map((council) => visitorAt(server, council).get('/log/vkey')));
    hold(notes[0].status === 200 && notes[1].status === 200, 'no verifier key');
  });
}

async function unnamed(steps, server) {
  const stranger = (host) => visitorAt(server, { host });
  await steps.check('under a host that nobody named: the councils, and nothing else', async () => {
    for (const host of ['127.0.0.1', 'localhost', 'east.localhost', 'north.localhost.', 'xnorth.localhost', 'north.localhost.example']) {
      const page = await stranger(host).get('/');
      hold(page.status === 200 && page.text.includes('Choose your council'), `${host}: ${page.status}`);
      const links = [...page.text.matchAll(/<main[\s\S]*<\/main>/g)].flatMap(([main]) => [...main.matchAll(/href="([^"]+)"/g)].map(([, href]) => plain(href)));
      hold(links.join(' ') === councils.map((one) => `http://${one.host}:${server.port}/sign-in`).join(' '), `${host}: ${links.join(' ')}`);
      const words = councils.reduce((text, one) => text.replaceAll(one.council, ''), page.text);
      for (const one of councils) hold(foreignWords(words, one).length === 0, `${host}: ${foreignWords(words, one)}`);
      for (const path of ['/record/x', '/search?words=a', '/log/checkpoint', '/r/advice', '/sign-in', '/demonstration', '/services.csv']) {
        const inner = await stranger(host).get(path);
        hold(inner.status === 404 && inner.text.includes('Choose your council') && inner.cookies.length === 0, `${host}${path}: ${inner.status}`);
      }
      const sent = await stranger(host).post('/sign-in', { name: 'x', password: 'y' });
      hold(sent.status === 403 && sent.cookies.length === 0, `${host}: a POST: ${sent.status}`);
    }
  });
  await steps.check('a name in capitals is the same name, and files come under any', async () => {
    const loud = await visitorAt(server, { host: 'North.LOCALHOST' }).get('/sign-in');
    hold(loud.status === 200 && loud.text.includes(councils[0].council), `status ${loud.status}`);
    const style = loud.text.match(/\/assets\/plumbline[\w.-]+\.css/)[0];
    hold((await stranger('127.0.0.1').get(style)).status === 200, 'the style is not given');
  });
  await steps.check('readiness says which hosts are not ready', async () => {
    const ready = await stranger('127.0.0.1').get('/health/ready');
    hold(ready.status === 200 && ready.text === 'ready\n', ready.text);
    hold((await stranger('127.0.0.1').get('/health/live')).text === 'live\n', 'not live');
  });
}

export { otherOf };
