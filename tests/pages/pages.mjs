// Serves a demonstration council and asks it for everything; run by tests/steps/pages. Words on the command line choose parts.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Watch } from './answers.mjs';
import { as_at } from './as_at.mjs';
import { closed } from './closed.mjs';
import { comments } from './comments.mjs';
import { play } from './http_file.mjs';
import { listWays } from './list_ways.mjs';
import { lists } from './lists.mjs';
import { links } from './links.mjs';
import { log } from './log.mjs';
import { mail } from './mail.mjs';
import { malformed } from './malformed.mjs';
import { namedOnly } from './named.mjs';
import { opened } from './opened.mjs';
import { packs } from './packs.mjs';
import { posts } from './posts.mjs';
import { routes } from './routes.mjs';
import { sealedNames } from './sealed.mjs';
import { sessions } from './sessions.mjs';
import { adviceFields, counter, cswo, hold, scratch, seed, Server, verify, Visitor } from './site.mjs';
import { record } from './stored.mjs';
import { uploads } from './uploads.mjs';
import { why } from './why.mjs';

const steps = counter();
const watch = new Watch();
const folder = scratch('pages');
const store = join(folder, 'demo');
seed(store, '--demo');
const server = await Server.start(store);

// People stay signed in between tests; `again` signs in afresh.
const people = new Map();
async function visitorFor(who, { again = false } = {}) {
  if (!again && people.has(who)) return people.get(who);
  const visitor = watch.over(new Visitor(server));
  if (who !== 'nobody') await visitor.become(...who.split(', '));
  if (!again) people.set(who, visitor);
  return visitor;
}

// What the braces of *.http files stand for. One record is made here: restricted, with words found nowhere else.
async function namesOf() {
  const visitor = await visitorFor(cswo.join(', '));
  const give = async (fields) => {
    const answer = await visitor.post('/new/advice/give', { ...adviceFields(await visitor.form('/new/advice/give'), 'x'), ...fields });
    hold(answer.status === 303 && answer.headers.location.startsWith('/record/'), `advice was not recorded: ${answer.status} ${answer.headers.location} ${answer.text.slice(0, 3000)}`);
    const [, reference, entry] = answer.headers.location.match(/record\/([^?]+)\?receipt=(\d+)/);
    return { reference, entry };
  };
  const open = await give({ question: 'Is the hall warm enough?' });
  const shut = await give({ question: 'May quernstone move to another house?', about: 'one_person', case_reference: 'C-0001', advice: 'Quernstone should stay.' });
  const style = (await visitor.get('/help')).text.match(/\/assets\/[\w.-]+\.css/)[0];
  const missing = `${shut.reference.slice(0, -4)}zzzz`;
  const [older] = record(store, "SELECT reference FROM record WHERE register = 'body' LIMIT 1");
  return { advice: open.reference, entry: open.entry, restricted: shut.reference, restricted_entry: shut.entry, restricted_word: 'quernstone',
    restricted_text: 'quernstone move', missing, style, host: server.host, body: older.reference };
}

const parts = { posts, sessions, mail, closed, lists, listWays, links, as_at, comments, log, uploads, malformed, namedOnly, opened, sealedNames, why, packs, routes };
const chosen = process.argv.slice(2);
const wanted = (name) => chosen.length === 0 || chosen.includes(name);
let names;
await steps.check('two records to ask for', async () => { names = await namesOf(); });
if (!names) steps.finish();
const here = dirname(fileURLToPath(import.meta.url));
for (const file of readdirSync(here).filter((name) => name.endsWith('.http') && wanted(name)).sort()) {
  await play(join(here, file), { steps, visitorFor, names, store });
}
for (const [name, run] of Object.entries(parts)) {
  if (wanted(name)) await run({ steps, server, store, watch, visitorFor, names, folder });
}
await steps.check('every answer carries its headers and cookies', () => {
  hold(watch.complaints().length === 0, watch.complaints().join('\n  '));
  return `${watch.looked} answers looked at`;
});
await steps.check('the watch over headers finds what is missing', () => {
  const bare = new Watch();
  bare.see({ status: 200, headers: {}, cookies: ['plumbline=x; Path=/'], text: '<p style="x">' }, 'GET /');
  hold(bare.complaints().length >= 10, `${bare.complaints().length} complaints of an answer with nothing`);
});
await steps.check('the record is sound after all of it', async () => {
  await server.end();
  const looked = verify(store);
  hold(looked.code === 0, `code ${looked.code}: ${looked.out} ${looked.err}`);
});
await steps.check('the server said nothing of what people wrote', () => {
  for (const word of ['quernstone', 'Quernstone', 'C-0001', 'stranger', 'lanterns']) hold(!server.complaints.includes(word), `its log has “${word}”`);
});
steps.finish();
