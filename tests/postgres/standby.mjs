// BARS D8 and D10: the standby is cut off, and a commit that waits for it is cancelled, with the standby taking over or coming back. What
// is told is held against what stands in the end.
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { adviceFields, build, cswo, freshKey, hold, pause, seed, Server, verify, Visitor } from '../pages/site.mjs';
import { newestEntry, record } from '../pages/stored.mjs';
import { checkRoot } from '../faults/record.mjs';
import { ask, psql } from './cluster.mjs';
import { makeSpaces, Pair } from './pair.mjs';

const withinSeconds = 10;
const recorded = (answer) => answer.status === 303 && /receipt=\d+/.test(answer.headers.location ?? '');
const entryOf = (answer) => Number(answer.headers.location.match(/receipt=(\d+)/)[1]);
const plainWords = /the copy (of the record|on another machine)[^.]*does not answer/i;

// A store on a pair, whose line names both servers, so that a takeover needs no change (docs/OPERATING.md).
async function onPair(folder, name) {
  const pair = await Pair.start();
  const store = join(folder, name);
  seed(store, '--demo', '--server', pair.primary.line());
  const file = join(store, 'server');
  const both = `host=${pair.primary.socket},${pair.standby.socket} target_session_attrs=read-write`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/host=('[^']*'|\S+)/, both), { mode: 0o600 });
  return { pair, store };
}

// One person and a form ready to send; `send` gives the answer, whatever it says, or null when none came in time.
async function writer(server) {
  const visitor = await new Visitor(server).become(...cswo);
  const form = await visitor.form('/new/advice/give');
  const fields = (question, key = freshKey()) => ({ ...adviceFields(form, question), key });
  const send = (filled) => visitor.post(form.action, filled).catch((error) => ({ status: 0, headers: {}, text: String(error) }));
  return { visitor, fields, send };
}

const soon = (promise, seconds) => Promise.race([promise, pause(seconds * 1000).then(() => null)]);

async function until(what, seconds, holds) {
  const began = performance.now();
  for (;;) {
    if (await holds()) return (performance.now() - began) / 1000;
    if (performance.now() - began > seconds * 1000) throw new Error(`${what}: not after ${seconds} s`);
    await pause(100);
  }
}

const keysOf = (store) => record(store, 'SELECT count(*) - count(DISTINCT idempotency) AS twice FROM entry WHERE idempotency IS NOT NULL')[0].twice;

// Whether advice is acknowledged while the standby is away. Gives what came of it.
async function sendWhileCut(pair, one, seconds) {
  pair.cut();
  const filled = one.fields('Is anybody there?');
  const answer = one.send(filled);
  return { filled, answer, early: await soon(answer, seconds) };
}

async function cutOff({ steps, state }) {
  const { pair, store } = state;
  const server = await Server.start(store);
  const one = await writer(server);
  const other = await writer(server);
  let cut;
  const first = await one.send(one.fields('Is all well?'));
  await steps.check('with the standby there, advice is recorded', () => hold(recorded(first), `status ${first.status}`));
  const before = newestEntry(store);

  await steps.check(`the standby cut off: the page says so in plain words within ${withinSeconds} s, and reading goes on`, async () => {
    cut = await sendWhileCut(pair, one, 0);
    const took = await until('no page speaks of the second copy', withinSeconds, async () => {
      const page = await soon(other.visitor.get('/'), 2);
      hold(page && page.status === 200, `reading stopped: ${page?.status ?? 'no answer in 2 s'}`);
      return plainWords.test(page.text);
    });
    return `after ${took.toFixed(1)} s`;
  });
  await steps.check('what was sent is not acknowledged', async () => {
    const answer = await soon(cut.answer, 20);
    if (answer) hold(!recorded(answer), `it was answered ${answer.status} ${answer.headers.location}`);
    hold(newestEntry(store) === before, 'others see it already');
    return answer ? `status ${answer.status}: ${/<h1[^>]*>([^<]*)/.exec(answer.text)?.[1]}` : 'no answer in 20 s';
  });
  await steps.check('further acts are refused at once, in words', async () => {
    const began = performance.now();
    const answer = await soon(other.send(other.fields('May I write?')), 5);
    hold(answer && !recorded(answer), `answered ${answer?.status ?? 'nothing in 5 s'}`);
    hold(answer.status === 503 && plainWords.test(answer.text), `status ${answer.status}: ${answer.text.slice(0, 500)}`);
    return `status ${answer.status} in ${Math.round(performance.now() - began)} ms`;
  });
  await steps.check('lists, a record, search and a report can be read', async () => {
    for (const path of ['/r/advice', first.headers.location.split('?')[0], '/search?words=well', '/report/annual/2025-26']) {
      const page = await soon(other.visitor.get(path), 5);
      hold(page?.status === 200, `${path}: ${page?.status ?? 'no answer in 5 s'}`);
    }
  });
  await steps.check('/health/ready is red, /health/live is green', async () => {
    const ready = await new Visitor(server).get('/health/ready');
    const live = await new Visitor(server).get('/health/live');
    hold(ready.status === 503 && live.status === 200, `${ready.status}, ${live.status}`);
  });
  await steps.check('when the link is back, the same form gives its one receipt and writing goes on', async () => {
    pair.join();
    const took = await until('writing', 30, async () => {
      const answer = await soon(other.send(other.fields('Does it go on?')), 5);
      return answer && recorded(answer);
    });
    const again = await one.send(cut.filled);
    hold(recorded(again), `the same form: ${again.status}`);
    const twice = await one.send(cut.filled);
    hold(recorded(twice) && entryOf(twice) === entryOf(again), 'the second time it leads elsewhere');
    hold(keysOf(store) === 0, 'a key stands twice');
    const page = await other.visitor.get('/');
    hold(!plainWords.test(page.text), 'the page still says that writing pauses');
    hold((await new Visitor(server).get('/health/ready')).status === 200, '/health/ready is still red');
    return `${took.toFixed(1)} s after the link`;
  });
  await server.end();
  await steps.check('the record is sound, on the standby too', async () => {
    hold(verify(store).code === 0, 'verify');
    const [{ newest }] = ask(pair.standby.line(), `SELECT max(number) AS newest FROM ${schemaOf(store)}.entry`);
    hold(newest === newestEntry(store), `the standby has ${newest}`);
  });
}

const schemaOf = (store) => readFileSync(join(store, 'server'), 'utf8').match(/^schema (\S+)/)[1];

// Negative control of D8: a server that does not wait for its standby acknowledges, and the look at the answer notices.
async function withoutWaiting({ steps, state }) {
  const { pair, store } = state;
  await steps.check('a server that does not wait (synchronous_commit=local) is found out', async () => {
    await pair.follows();
    pair.primary.change({ synchronous_commit: 'local' });
    const server = await Server.start(store);
    const { early } = await sendWhileCut(pair, await writer(server), 8);
    hold(early && recorded(early), `advice was not acknowledged: ${early?.status ?? 'no answer'}`);
    await server.end('SIGKILL');
    pair.join();
    pair.primary.change({ synchronous_commit: 'on' });
    await pair.follows();
  });
}

// How the wait of the writer's backend ends while the link is cut.
const waiting = (pair) => ask(pair.primary.line(), "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND application_name LIKE 'plumbline%'");
const interruptions = {
  'the wait is cancelled': (pair) => psql(pair.primary.line(), "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"),
  'the backend is ended': (pair) => psql(pair.primary.line(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"),
  'the server process is killed': (pair, server) => server.end('SIGKILL'),
};

// Sends advice while the link is cut, interrupts the wait, and gives what the caller was told: 'recorded', or anything else.
async function interrupted(pair, server, one, interrupt) {
  const sent = await sendWhileCut(pair, one, 0);
  await until('a backend that waits for the standby', 10, () => waiting(pair).length > 0);
  await interrupt(pair, server);
  return { ...sent, told: await soon(sent.answer, 25) };
}

// After the interruption the standby takes over, or comes back; then the same form is sent again, twice.
async function oneTrueAnswer({ pair, store, interrupt, takeOver, binary, environment }) {
  let server = await Server.start(store, { binary, environment });
  let one = await writer(server);
  hold(recorded(await one.send(one.fields('Is all well?'))), 'advice was not recorded before');
  const { filled, told } = await interrupted(pair, server, one, interrupt);
  const claimed = told && recorded(told) ? entryOf(told) : undefined;
  if (takeOver) await pair.failOver(); else { pair.join(); await pair.follows(); }
  if (server.ended) {
    server = await Server.start(store, { binary, environment });
    one.visitor.server = server;
  }
  let again;
  await until('the same form again', 40, async () => {
    again = await soon(one.send(filled), 10);
    return again && recorded(again);
  }).catch((error) => {
    throw new Error(`${error.message}: ${again?.status} ${again?.text.match(/<h1[\s\S]{0,600}/)?.[0]} ${server.complaints.slice(-1500)}`);
  });
  const twice = await one.send(filled);
  await server.end();
  return { told, claimed, again: entryOf(again), twice: recorded(twice) ? entryOf(twice) : undefined };
}

function judgeAnswer(store, { claimed, again, twice }) {
  hold(claimed === undefined, `a commit that waited in vain was told as recorded: entry ${claimed}`);
  hold(again === twice, `the same key led to entries ${again} and ${twice}`);
  hold(keysOf(store) === 0, 'a key stands twice');
  checkRoot(store);
  hold(verify(store).code === 0, 'verify');
}

async function cancelled({ steps, state }) {
  for (const [name, interrupt] of Object.entries(interruptions)) {
    await steps.check(`${name}, and the standby comes back: the key gives one true answer`, async () => {
      const told = await oneTrueAnswer({ ...state, interrupt, takeOver: false });
      judgeAnswer(state.store, told);
      return `told ${told.told?.status ?? 'nothing'}; then entry ${told.again}, twice`;
    });
  }
}

async function takenOver({ steps, folder }) {
  for (const [name, interrupt] of Object.entries(interruptions)) {
    await steps.check(`${name}, and the standby takes over: the key gives one true answer`, async () => {
      const fresh = await onPair(folder, `take-over-${name.split(' ').pop()}`);
      try {
        const told = await oneTrueAnswer({ ...fresh, interrupt, takeOver: true });
        useStandby(fresh);
        judgeAnswer(fresh.store, told);
        return `told ${told.told?.status ?? 'nothing'}; then entry ${told.again}, twice`;
      } finally {
        await fresh.pair.stop();
      }
    });
  }
  await steps.check('a program that takes the warning for success is found out', async () => {
    const fresh = await onPair(folder, 'warning-ignored');
    const environment = { LD_PRELOAD: join(build, 'tests/libno_warning.so') };
    const told = await oneTrueAnswer({ ...fresh, interrupt: interruptions['the wait is cancelled'], takeOver: true, environment });
    useStandby(fresh);
    await fresh.pair.stop();
    hold(told.claimed !== undefined, 'it did not say “recorded”, so this proves nothing');
    return `it said “recorded” of entry ${told.claimed}, which the standby never had`;
  });
}

// The tests' own look at a store follows it to the server that took over.
function useStandby({ pair, store }) {
  const file = join(store, 'server');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/host=\S+/, `host=${pair.standby.socket}`), { mode: 0o600 });
}

// `only`: 'takeover' leaves out what comes before it.
export async function standby({ steps, folder, only }) {
  const spaces = makeSpaces();
  if (spaces.why) {
    steps.skip('a standby that is cut off', spaces.why);
    return;
  }
  if (only !== 'takeover') {
    const state = await onPair(folder, 'cut-off');
    await cutOff({ steps, state });
    await withoutWaiting({ steps, state });
    await cancelled({ steps, state });
    await state.pair.stop();
  }
  await takenOver({ steps, folder });
  spaces.leave();
}
