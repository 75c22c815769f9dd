// BARS S4: every POST route of the site map, asked in every wrong way, is refused and changes nothing; asked rightly, it is not
// refused for that reason (so the test can fail). The routes come from src/web/site_map.cpp, so that none is forgotten.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formsOf, freshKey, hold, root, Visitor } from './site.mjs';
import { desk, hex, record, tablesOf } from './stored.mjs';

const refusal = 'Nothing was done';   // the title of the page, see src/web/words_frame.cpp

export function postRoutes() {
  const text = readFileSync(join(root, 'src/web/site_map.cpp'), 'utf8');
  return [...text.matchAll(/Method::post, "([^"]+)", Wants::(\w+)/g)].map(([, pattern, wants]) => ({ pattern, wants }));
}

// Everything that a post could change: entries, sessions, drafts, waiting files.
// Not what waits with a page that was just drawn (a challenge for a passkey), nor counts of guesses.
// Each question of a store starts a tool, and that would be most of what this takes: so few are asked.
function state(store) {
  const entries = record(store, 'SELECT count(*) AS count FROM entry')[0].count;
  deskTables ??= tablesOf(store, 'desk').filter((name) => !/guess|try|tries|waiting|rising|look/.test(name));
  const counts = deskTables.map((name) => `SELECT '${name}' AS name, count(*) AS count FROM "${name}"`);
  const grants = `SELECT 'session ' || ${hex(store, 'mark')}, grant_entry FROM session`;
  return JSON.stringify([entries, desk(store, `${[...counts, grants].join(' UNION ALL ')} ORDER BY 1`)]);
}
let deskTables;

const wrongWays = {
  'no token': (form) => ({ form: without(form, 'token') }),
  'a wrong token': (form) => ({ form: { ...form, token: 'A'.repeat(43) } }),
  'the token of somebody else': (form, other) => ({ form: { ...form, token: other } }),
  'cross-site': (form) => ({ form, headers: { 'Sec-Fetch-Site': 'cross-site' } }),
  'same-site only': (form) => ({ form, headers: { 'Sec-Fetch-Site': 'same-site' } }),
  'cross-site with another origin': (form) => ({ form, headers: { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elsewhere.example' } }),
  'no metadata, another origin': (form) => ({ form, headers: { 'Sec-Fetch-Site': null, Origin: 'https://elsewhere.example' } }),
  'no metadata, origin null': (form) => ({ form, headers: { 'Sec-Fetch-Site': null, Origin: 'null' } }),
  'no metadata, no origin, no referrer': (form) => ({ form, headers: { 'Sec-Fetch-Site': null, Origin: null } }),
  'as plain text': (form) => ({ body: new URLSearchParams(form).toString(), headers: { 'Content-Type': 'text/plain' } }),
  'as JSON': (form) => ({ body: JSON.stringify(form), headers: { 'Content-Type': 'application/json' } }),
  'with no type': (form) => ({ body: new URLSearchParams(form).toString() }),
};

const without = (form, name) => Object.fromEntries(Object.entries(form).filter(([key]) => key !== name));

// Signed in or not is all one to these.
const nameless = (wants) => ['nobody', 'nameless'].includes(wants);

export async function posts({ steps, server, store, watch, visitorFor, names }) {
  const routes = postRoutes();
  await steps.check('the site map has POST routes', () => hold(routes.length >= 8, `${routes.length} were read from it`));
  const signedIn = await visitorFor('Ishbel Carnochan, Chief Social Work Officer');
  const other = formsOf((await (await visitorFor('Gordon Abernethy, Director of Social Work and Health')).get('/help')).text).find((form) => form.fields.token).fields.token;
  // A draft of hers, so that the routes of drafts have something to lose.
  const drawn = await signedIn.form('/new/advice/give');
  const kept = await signedIn.post('/new/advice/give', { ...drawn.fields, question: 'Is this kept as a draft?', advice: 'Yes.', to: 'post director', about: 'services', go: 'check' });
  const draft = kept.headers.location?.match(/\/draft\/([0-9a-f]+)/)?.[1];
  await steps.check('a draft is kept', () => hold(draft, `status ${kept.status}, location ${kept.headers.location}`));
  const fill = (pattern) => pattern.replace('{register}', 'advice').replace('{reference}', names.advice).replace('{id}', draft)
    .replace('{page}', '1').replace('{step}', pattern.startsWith('/record/') ? 'withdraw' : 'give');
  for (const { pattern, wants } of routes) {
    const visitor = nameless(wants) ? watch.over(new Visitor(server)) : signedIn;
    const page = await visitor.get(nameless(wants) ? '/sign-in' : '/new/advice/give');
    const { token } = formsOf(page.text).find((form) => form.fields.token).fields;
    const form = { token, go: 'record', signed: 'yes', key: freshKey(), grant: drawn.fields.grant, question: 'Was this sent by a stranger?',
      advice: 'It was.', to: 'post director', about: 'services', withdrawn_why: 'A stranger says so.', person: 'P-2025-001', name: 'nobody', password: 'nothing at all' };
    const before = state(store);
    const wrongly = (make) => visitor.ask('POST', fill(pattern), make(form, other));
    // All ways first, and one look at the store: only if something was changed is each way asked again by itself, to name it.
    const answers = new Map();
    for (const [way, make] of Object.entries(wrongWays)) answers.set(way, await wrongly(make));
    const changed = state(store) !== before;
    for (const [way, make] of Object.entries(wrongWays)) {
      await steps.check(`POST ${pattern}: ${way}`, async () => {
        const was = changed && state(store);
        const answer = changed ? await wrongly(make) : answers.get(way);
        hold([400, 403, 415].includes(answer.status), `status ${answer.status}: ${answer.text.slice(0, 600)}`);
        hold(!changed || state(store) === was, 'something was changed');
        hold(!answer.cookies.some((cookie) => cookie.startsWith('__Host-plumbline=')), 'a session was given or ended');
      });
    }
    await steps.check(`POST ${pattern}, asked in all wrong ways, changes nothing`, () => hold(!changed, 'something was changed'));
    const unread = changed ? state(store) : before;
    await steps.check(`GET ${pattern} with all that a POST would carry changes nothing`, async () => {
      const answer = await visitor.get(`${fill(pattern)}?${new URLSearchParams(form)}`);
      hold([200, 303, 403, 404, 405].includes(answer.status), `status ${answer.status}`);
      hold(state(store) === unread, 'something was changed');
    });
  }
  // And asked rightly, none of them is refused for where it came from. Signing out last.
  const order = [...routes].sort((a, b) => Number(a.pattern === '/sign-out') - Number(b.pattern === '/sign-out'));
  const fresh = await visitorFor('Ishbel Carnochan, Chief Social Work Officer', { again: true });
  // What one does about oneself ends other sessions of the same person, which other tests go on with.
  const alone = await visitorFor('Jamie Orr, Assistant to the Chief Social Work Officer', { again: true });
  for (const { pattern, wants } of order) {
    await steps.check(`POST ${pattern}, asked rightly, is not taken for a stranger's`, async () => {
      const visitor = nameless(wants) ? watch.over(new Visitor(server)) : pattern.startsWith('/me/') ? alone : fresh;
      const page = await visitor.get(nameless(wants) ? '/sign-in' : '/help');
      const { token } = formsOf(page.text).find((form) => form.fields.token).fields;
      const answer = await visitor.post(fill(pattern), { token, go: 'kept' });
      hold(answer.status !== 403 || !answer.text.includes(refusal), `status ${answer.status}: ${answer.text.slice(0, 600)}`);
    });
  }
}
