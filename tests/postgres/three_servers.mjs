// Three server processes on one PostgreSQL, killed in turn while clients write to all three; then PostgreSQL itself, crashed and started
// again. No acknowledged entry may be lost, none may stand twice, and a session begun at one server holds at another.
import { join } from 'node:path';
import { compare, formFor, receiptsSince, startLoad } from '../faults/kills.mjs';
import { checkRoot } from '../faults/record.mjs';
import { cswo, formsOf, hold, newestEntry, oneRisk, pause, seed, Server, verify, Visitor } from '../pages/site.mjs';
import { record } from '../pages/stored.mjs';

const kills = Number(process.env.PLUMBLINE_SERVER_KILLS ?? 30);
const personOf = (store) => record(store, `SELECT person FROM account WHERE name = '${cswo[0]}'`)[0].person;

async function startThree(store) {
  return Promise.all([0, 1, 2].map(() => Server.start(store)));
}

// One of the three, killed and started again until `stop` says so. Clients keep their session of the beginning.
async function killAgain(place, servers, { store, form, receipts, turns, told }) {
  for (let turn = 0; turn < turns; ++turn) {
    const load = startLoad(servers[place], form, { clients: 8, seconds: 20, receipts });
    await load.begun;
    await pause(100 + Math.random() * 700);
    await servers[place].end('SIGKILL');
    const counted = await load.done;
    told.kills += 1;
    told.failed += counted.failed;
    if (counted.failed > 0) told.complaint ||= counted.complaint;
    const began = performance.now();
    servers[place] = await Server.start(store);
    told.slowest = Math.max(told.slowest, performance.now() - began);
  }
}

function lookAfter(store, first, files, told) {
  const receipts = files.flatMap((file) => receiptsSince(file, 0).receipts);
  const { wrong } = compare(store, receipts, first, personOf(store));
  hold(wrong.length === 0, `${wrong.length} faults: ${wrong.slice(0, 5).join('; ')}`);
  const [twice] = record(store, 'SELECT count(*) - count(DISTINCT idempotency) AS keys, count(*) AS entries, max(number) AS newest FROM entry WHERE idempotency IS NOT NULL');
  hold(twice.keys === 0, `${twice.keys} keys stand twice`);
  hold(new Set(receipts.map((one) => one.entry)).size === receipts.length, 'an entry was acknowledged to two');
  checkRoot(store);
  const looked = verify(store);
  hold(looked.code === 0, `verify: ${looked.code} ${looked.out} ${looked.err}`);
  told.acknowledged = receipts.length;
}

export async function threeServers({ steps, folder, words }) {
  const store = join(folder, 'three');
  seed(store, '--demo', ...words);
  const servers = await startThree(store);
  const visitor = await new Visitor(servers[0]).become(...cswo);
  const at = async (place, path, fields) => {
    visitor.server = servers[place];
    return fields ? visitor.post(path, fields) : visitor.get(path);
  };

  await steps.check('a session begun at one server holds at the two others, and its form is recorded there', async () => {
    for (const place of [1, 2, 0]) {
      const page = await at(place, '/');
      hold(page.status === 200 && page.text.includes('Chief Social Work Officer'), `server ${place}: status ${page.status}`);
    }
  });

  const first = newestEntry(store) + 1;
  const files = [0, 1, 2].map((place) => join(folder, `three-receipts-${place}`));
  await steps.check(`three servers, ${kills} kills in turn under load: nothing lost, nothing twice`, async () => {
    const told = { kills: 0, failed: 0, slowest: 0, complaint: '' };
    const form = await formFor(servers[0], oneRisk);   // its token belongs to the session, which all three know
    await Promise.all(files.map(async (receipts, place) => {
      await pause(place * 250);
      await killAgain(place, servers, { store, form, receipts, turns: Math.ceil(kills / 3), told });
    }));
    hold(told.failed === 0, `${told.failed} posts were answered with something else than a receipt: ${told.complaint.slice(0, 800)}`);
    lookAfter(store, first, files, told);
    hold(told.acknowledged > kills, `only ${told.acknowledged} acts were acknowledged`);
    return `${told.kills} kills, ${told.acknowledged} acts acknowledged, 0 lost, 0 twice; ready in ${Math.round(told.slowest)} ms at the slowest`;
  });

  await steps.check('the session of before the kills still holds at all three', async () => {
    for (const place of [0, 1, 2]) hold((await at(place, '/')).status === 200, `server ${place}: the session is gone`);
  });
  await steps.check('signing out at one is signing out at all, within a second', async () => {
    const { token } = formsOf((await at(1, '/')).text).find((form) => form.fields.token).fields;
    const copy = new Map(visitor.cookies);
    hold((await at(1, '/sign-out', { token })).status === 303, 'signing out');
    visitor.cookies = copy;
    await pause(1100);   // a server may remember a session for one second before it asks again
    for (const place of [0, 1, 2]) hold((await at(place, '/')).status === 303, `server ${place} still opens a page`);
  });
  await Promise.all(servers.map((server) => server.end()));
}

// PostgreSQL itself goes down as after a crash, and comes back; our servers live on and write again without a restart.
export async function crashes({ steps, folder, words, cluster, times = 5 }) {
  const store = join(folder, 'crashes');
  seed(store, '--demo', ...words);
  const server = await Server.start(store);
  const first = newestEntry(store) + 1;
  const receipts = join(folder, 'crash-receipts');
  await steps.check(`PostgreSQL crashes ${times} times under load: nothing acknowledged is lost, and writing resumes by itself`, async () => {
    const form = await formFor(server, oneRisk);
    let slowest = 0;
    for (let turn = 0; turn < times; ++turn) {
      const load = startLoad(server, form, { clients: 16, seconds: 1, receipts });
      await load.begun;
      await pause(200 + Math.random() * 500);
      await cluster.stop('SIGQUIT');
      await load.done;
      await cluster.begin();
      const began = performance.now();
      for (let recorded = 0; recorded === 0; await pause(100)) {
        const again = await startLoad(server, form, { clients: 1, seconds: 0.1, receipts }).done;
        recorded = again.recorded;
        hold(performance.now() - began < 30000, `no writing 30 s after PostgreSQL was back: ${again.complaint.slice(0, 600)}`);
      }
      slowest = Math.max(slowest, (performance.now() - began) / 1000);
    }
    hold(!server.ended, 'the server ended');
    await server.end();
    const told = {};
    lookAfter(store, first, [receipts], told);
    return `${told.acknowledged} acts acknowledged, 0 lost; wrote again ${slowest.toFixed(1)} s after PostgreSQL was back, at the slowest`;
  });
}
