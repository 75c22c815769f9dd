// Thirty-three councils in one program. Some of them are destroyed in every way a folder can be, while one is at work: no request of
// that one fails, nothing is said to be recorded where it cannot be kept, and what is put back is served again. Then one is held up.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { adviceFields, command, cswo, formsOf, freshKey, hold, newestEntry, pause, seed, Server, verify } from '../pages/site.mjs';
import { psql } from '../postgres/cluster.mjs';
import { placeOf } from '../pages/stored.mjs';
import { visitorAt, writeRegistry } from './canaries.mjs';

const count = 33;

function noise(file) {
  const size = statSync(file).size;
  const handle = openSync(file, 'r+');
  writeSync(handle, randomBytes(size), 0, size, 0);
  closeSync(handle);
}

// `lost`: what is recorded from then on could not be kept, so nothing may be. `served`: the store is served all the same.
// `perhaps`: it is, when all that stood there was in the record already; then nothing was lost, and it is sound.
const ways = [
  { name: 'the folder is taken away', lost: true, how: (folder) => rmSync(folder, { recursive: true }) },
  { name: 'the record is deleted', lost: true, how: (folder) => rmSync(join(folder, 'record.sqlite')) },
  { name: 'the record is emptied', how: (folder) => truncateSync(join(folder, 'record.sqlite'), 0) },
  { name: 'the record is cut in half', how: (folder) => truncateSync(join(folder, 'record.sqlite'), statSync(join(folder, 'record.sqlite')).size >> 1) },
  { name: 'the record is overwritten with noise', how: (folder) => noise(join(folder, 'record.sqlite')) },
  { name: 'an older copy is put in the place of the record', lost: true, served: true, how: (folder, fresh) => {
    cpSync(join(fresh, 'record.sqlite'), join(folder, 'older'));
    renameSync(join(folder, 'older'), join(folder, 'record.sqlite'));
  } },
  { name: 'the shared index is emptied', served: true, how: (folder) => truncateSync(join(folder, 'record.sqlite-shm'), 0) },
  { name: 'the write-ahead log is overwritten with noise', perhaps: true, how: (folder) => noise(join(folder, 'record.sqlite-wal')) },
  { name: 'every file is overwritten with noise', how: (folder) => readdirSync(folder).forEach((file) => noise(join(folder, file))) },
  { name: 'the desk is deleted', served: true, how: (folder) => rmSync(join(folder, 'desk.sqlite')) },
];

const memory = (server) => Number(readFileSync(`/proc/${server.child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const threads = (server) => Number(readFileSync(`/proc/${server.child.pid}/status`, 'utf8').match(/Threads:\s+(\d+)/)[1]);
const files = (server) => readdirSync(`/proc/${server.child.pid}/fd`).length;
const figures = (server) => `${memory(server).toFixed(0)} MB, ${threads(server)} threads, ${files(server)} open files`;

const give = async (visitor, question) => visitor.post('/new/advice/give', adviceFields(await visitor.form('/new/advice/give'), question));
const isReceipt = (answer) => answer.status === 303 && /\/record\/[^?]+\?receipt=/.test(answer.headers.location ?? '');

// People at work in one council until told to stop: { stop() } gives what they met.
async function work(server, one, people) {
  const told = { requests: 0, receipts: 0, failures: [], slowest: 0 };
  let over = false;
  const person = async () => {
    const visitor = await visitorAt(server, one).become(...cswo);
    while (!over) {
      for (const ask of [() => visitor.get('/'), () => visitor.get('/r/advice'), () => give(visitor, 'Does the neighbour’s fire matter here?')]) {
        const began = performance.now();
        try {
          const answer = await ask();
          told.requests += 1;
          if (isReceipt(answer)) told.receipts += 1;
          if (answer.status >= 400) told.failures.push(`status ${answer.status}: ${answer.text.slice(0, 300)}`);
        } catch (error) {
          told.failures.push(String(error));
        }
        told.slowest = Math.max(told.slowest, performance.now() - began);
      }
      await pause(80);
    }
  };
  const all = Array.from({ length: people }, person);
  return { told, stop: async () => { over = true; await Promise.all(all); return told; } };
}

const within = async (seconds, holds) => {
  for (const end = performance.now() + 1000 * seconds; performance.now() < end; await pause(250)) if (await holds()) return true;
  return holds();
};

const logOf = (server, one) => server.complaints.split('\n').filter((line) => line.includes(`"${one.host}"`)).slice(-3).join('\n  ');

export async function destroyed({ steps, folder }) {
  mkdirSync(folder, { recursive: true });
  const fresh = join(folder, 'fresh');
  seed(fresh, '--demo');
  const stores = Array.from({ length: count }, (_, place) => ({ name: `c${place}`, host: `c${place}.localhost`, folder: join(folder, `c${place}`) }));
  for (const one of stores) cpSync(fresh, one.folder, { recursive: true });
  const server = await Server.start('', { words: ['--registry', writeRegistry(folder, stores)] });
  const anybody = visitorAt(server, { host: 'nobody.localhost' });
  const notReady = async () => [...(await anybody.get('/health/ready')).text.matchAll(/not ready: (.+)/g)].map(([, host]) => host);
  await steps.check(`${count} councils are ready in one program`, async () => {
    hold((await notReady()).length === 0, (await anybody.get('/health/ready')).text);
    return `${server.readyIn.toFixed(0)} ms to open; at rest ${figures(server)}`;
  });
  const visitors = await Promise.all(stores.map((one) => visitorAt(server, one).become(...cswo)));
  await steps.check('somebody is at work in each of them', async () => {
    for (const visitor of visitors) hold((await visitor.get('/')).status === 200 && isReceipt(await give(visitor, 'Is this the first?')), 'it does not work');
    return figures(server);
  });

  await steps.check('people in all of them at once share the connections that one program may have, and nobody is refused', async () => {
    const answers = await Promise.all(visitors.flatMap((visitor) => Array.from({ length: 4 }, (_, turn) => visitor.get(turn % 2 ? '/' : '/r/advice'))));
    const refused = answers.filter((answer) => answer.status !== 200);
    hold(refused.length === 0, `${refused.length} of ${answers.length} refused: ${refused[0]?.text.match(/<h1[^>]*>[^<]*/)} ${server.complaints.split('\n').slice(-3)}`);
    return `${answers.length} pages; ${figures(server)}`;
  });

  const steady = stores[count - 1];
  const before = newestEntry(steady.folder);
  const people = await work(server, steady, 4);
  for (const [place, way] of ways.entries()) {
    await steps.check(`${way.name}: whoever is at work there gets an answer`, async () => {
      way.how(stores[place].folder, fresh);
      for (let turn = 0; turn < 3; ++turn) {
        for (const path of ['/', '/r/advice', '/sign-in', '/health/ready']) await visitors[place].get(path);
        const form = formsOf((await visitors[place].get('/new/advice/give')).text).find((one) => one.fields.key !== undefined);
        const answer = await visitors[place].post('/new/advice/give', adviceFields(form ?? { fields: {} }, 'Was this kept?', freshKey()));
        if (way.lost) hold(!isReceipt(answer), 'it was said to be recorded');
      }
    });
  }
  const hurt = ways.map((way, place) => ({ ...way, ...stores[place], what: way.name }));
  await steps.check('within half a minute those that cannot be served say so, and readiness names them', async () => {
    const hosts = (all) => all.map((one) => one.host).sort().join(' ');
    const gone = hosts(hurt.filter((one) => !one.served));
    const certain = hosts(hurt.filter((one) => !one.served && !one.perhaps));
    hold(await within(40, async () => [gone, certain].includes((await notReady()).sort().join(' '))), `not ready: ${(await notReady()).sort().join(' ')}; expected ${gone}\n  ${hurt.map((one) => logOf(server, one)).join('\n  ')}`);
    const away = await notReady();
    for (const one of hurt.filter((council) => council.perhaps && !away.includes(council.host))) {
      const looked = verify(one.folder);
      hold(looked.code === 0 && newestEntry(one.folder) > newestEntry(fresh), `${one.host} is served: ${looked.out}`);
      one.served = true;
    }
    for (const one of hurt) {
      const page = await visitorAt(server, one).get('/sign-in');
      if (one.served) hold(page.status === 200, `${one.what}: ${page.status}`);
      else hold(page.status === 503 && page.headers['retry-after'] === '30' && page.text.includes('cannot be opened just now') && page.text.includes('Ardmorran Council'), `${one.what}: ${page.status}`);
    }
    for (const one of hurt.filter((council) => !council.served)) hold(server.complaints.includes(`"event":"store_not_ready","store":"${one.host}"`), `the log does not say why ${one.host} is not ready`);
  });
  // Where the program wrote beside the new tables how far the old ones had come, two people must first say what was lost: that is an answer too.
  const isAnswered = (answer) => isReceipt(answer) || /Nothing is recorded until two people/.test(answer.text);
  await steps.check('what is put back is served again within half a minute', async () => {
    for (const one of hurt) {
      rmSync(one.folder, { recursive: true, force: true });
      cpSync(fresh, one.folder, { recursive: true });
    }
    hold(await within(45, async () => (await notReady()).length === 0), `not ready: ${await notReady()}`);
    hold(await within(45, async () => {
      for (const one of hurt) if (!isAnswered(await give(await visitorAt(server, one).become(...cswo), 'Is it back?').catch(() => ({ status: 0, headers: {}, text: '' })))) return false;
      return true;
    }), 'nothing can be recorded there');
    return figures(server);
  });
  await steps.check('none of it was felt where people were at work', async () => {
    const told = await people.stop();
    hold(told.failures.length === 0, `${told.failures.length} of ${told.requests} failed, such as ${told.failures[0]}`);
    hold(told.receipts > 100 && newestEntry(steady.folder) - before === told.receipts, `${told.receipts} receipts, ${newestEntry(steady.folder) - before} entries`);
    hold(told.slowest < 5000, `the slowest took ${told.slowest.toFixed(0)} ms`);
    const looked = verify(steady.folder);
    hold(looked.code === 0, looked.out);
    return `${told.requests} requests, ${told.receipts} of them recorded, the slowest ${told.slowest.toFixed(0)} ms`;
  });
  await heldUp(steps, server, stores[20], steady);
  await steps.check('it ends in order', async () => hold((await server.end()) === 0, 'it did not'));
  for (const one of [stores[20], stores[21]]) await steps.check(`${one.name} is sound`, () => hold(verify(one.folder).code === 0, verify(one.folder).out));
}

// The same on a server: one council's schema is dropped, another's role is locked out, while a third is at work.
export async function destroyedOnServer({ steps, folder }) {
  mkdirSync(folder, { recursive: true });
  const stores = ['dropped', 'shut', 'steady'].map((name) => ({ name, host: `${name}.localhost`, folder: join(folder, name) }));
  for (const one of stores) seed(one.folder, '--demo');
  const server = await Server.start('', { words: ['--registry', writeRegistry(folder, stores)] });
  const [dropped, shut, steady] = stores;
  const visitors = await Promise.all([dropped, shut].map((one) => visitorAt(server, one).become(...cswo)));
  const before = newestEntry(steady.folder);
  const people = await work(server, steady, 2);
  const [gone, locked] = [dropped, shut].map((one) => placeOf(one.folder));
  psql(gone.administrator, `DROP SCHEMA "${gone.record}" CASCADE`);
  psql(locked.administrator, `ALTER ROLE "${locked.record}" NOLOGIN`);
  psql(locked.administrator, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${locked.record}'`);
  await steps.check('whoever is at work there gets an answer, and nothing is said to be recorded', async () => {
    for (const visitor of visitors) {
      for (const path of ['/', '/r/advice', '/sign-in']) {
        const answer = await visitor.get(path);
        hold(answer.status >= 300, `${path} is drawn: ${answer.status} ${answer.text.slice(0, 500)}`);
      }
      hold(!isReceipt(await visitor.post('/new/advice/give', adviceFields({ fields: {} }, 'Was this kept?'))), 'it was said to be recorded');
    }
  });
  const readyAt = async (one) => (await visitorAt(server, one).get('/health/ready')).status === 200;
  await steps.check('both say that they are not ready, and the dropped one is named to whoever asks', async () => {
    hold(!(await readyAt(dropped)) && !(await readyAt(shut)), 'they do not');
    const anybody = visitorAt(server, { host: 'nobody.localhost' });
    hold(await within(40, async () => (await anybody.get('/health/ready')).text.includes('not ready: dropped.localhost')), (await anybody.get('/health/ready')).text);
  });
  await steps.check('who is let in again is served again', async () => {
    psql(locked.administrator, `ALTER ROLE "${locked.record}" LOGIN`);
    hold(await within(40, () => readyAt(shut)), 'it is not');
    hold(await within(10, async () => isReceipt(await give(await visitorAt(server, shut).become(...cswo), 'Is it back?').catch(() => ({ status: 0, headers: {} })))), 'nothing can be recorded there');
  });
  await steps.check('none of it was felt where people were at work', async () => {
    const told = await people.stop();
    hold(told.failures.length === 0, `${told.failures.length} of ${told.requests} failed, such as ${told.failures[0]}`);
    hold(told.receipts > 20 && newestEntry(steady.folder) - before === told.receipts, `${told.receipts} receipts, ${newestEntry(steady.folder) - before} entries`);
    return `${told.requests} requests, ${told.receipts} of them recorded, the slowest ${told.slowest.toFixed(0)} ms`;
  });
  await steps.check('it ends in order', async () => hold((await server.end()) === 0, 'it did not'));
}

// Another program holds the one writing place of a store; a hundred people want to write there.
async function heldUp(steps, server, stuck, steady) {
  const visitor = await visitorAt(server, stuck).become(...cswo);
  const form = await visitor.form('/new/advice/give');
  const other = await visitorAt(server, steady).become(...cswo);
  const holder = spawn('sqlite3', [join(stuck.folder, 'record.sqlite')], { stdio: ['pipe', 'ignore', 'ignore'] });
  holder.stdin.write('BEGIN IMMEDIATE; SELECT 1;\n');
  await pause(500);
  const answers = Array.from({ length: 120 }, (_, place) => visitor.post('/new/advice/give', adviceFields(form, `Who waits, number ${place}?`)));
  await pause(200);
  await steps.check('a council that is held up takes no more than its share of the threads', async () => {
    for (let turn = 0; turn < 20; ++turn) {
      const began = performance.now();
      hold((await other.get('/')).status === 200 && isReceipt(await give(other, 'Does it matter here?')), 'the other council does not work');
      hold(performance.now() - began < 2000, `the other council took ${(performance.now() - began).toFixed(0)} ms`);
    }
    const all = await Promise.all(answers);
    const busy = all.filter((answer) => answer.text.includes('Many people are at work in this council'));
    hold(all.every((answer) => answer.status === 503) && busy.every((answer) => answer.headers['retry-after'] === '5'), [...new Set(all.map((answer) => answer.status))].join(' '));
    hold(busy.length >= 40 && busy.length < all.length, `${busy.length} of ${all.length} were told at once`);
    return `${busy.length} of ${all.length} were told at once, the others when the wait was over`;
  });
  holder.stdin.end('ROLLBACK;\n');
  await steps.check('and works again when it is let go', async () => hold(await within(15, async () => isReceipt(await give(visitor, 'Is it free?'))), 'it does not'));
}
