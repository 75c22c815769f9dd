// The log's key changed while the program is killed at random moments of it, on either database: the folder always has the key in force,
// and whoever opens the store next goes on with it (BARS T10). A server that has the store open goes on with the new key by itself.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceFields, command, cswo, freshKey, hold, pause, program, Server, verify, Visitor } from '../pages/site.mjs';

const keyOf = (store) => readFileSync(join(store, 'log.key'), 'utf8');

const killedAfter = (store, milliseconds) => new Promise((done) => {
  const child = spawn(program, ['key', 'rotate', '--store', store], { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  child.on('exit', (code) => { clearTimeout(timer); done(code === 0); });
});

export async function killedChanges(store, times) {
  const began = performance.now();
  hold(command('key', 'rotate', '--store', store).code === 0, 'the key cannot be changed');
  const whole = performance.now() - began;
  let changed = 1, killed = 0;
  for (let turn = 0; turn < times; ++turn) {
    const before = keyOf(store);
    if (!await killedAfter(store, (0.2 + Math.random()) * whole)) killed += 1;
    const next = command('key', 'auditor', '--to', `after kill ${turn}`, '--store', store);
    hold(next.code === 0, `after kill ${turn}: ${next.err}`);
    if (keyOf(store) !== before) changed += 1;
  }
  const looked = verify(store);
  hold(looked.code === 0 && looked.said.keys === 1 + changed, `verify: ${looked.code} ${looked.out} ${looked.err}; ${changed} changes`);
  hold(killed > 0, 'no change was killed');

  return `${times} changes, ${killed} killed, ${changed - 1} of them recorded all the same; ${1 + changed} keys, sound`;
}

// Somebody changes the key under a server that has the store open: it says so, and within half a minute goes on with the new one.
export async function changedUnderServer(store) {
  const server = await Server.start(store);
  hold(command('key', 'rotate', '--store', store).code === 0, 'the key cannot be changed while the store is served');
  const give = async () => {
    const visitor = await new Visitor(server).become(...cswo);
    const answer = await visitor.post('/new/advice/give', { ...adviceFields(await visitor.form('/new/advice/give'), 'After the change of key'), key: freshKey() });
    return answer.status;
  };
  const changed = performance.now();
  hold(await give().catch(() => 0) !== 303, 'a server records by a key that is no longer in force');
  let recorded = false;
  for (let turn = 0; turn < 25 && !recorded; ++turn) {
    await pause(2000);
    recorded = await give().catch(() => 0) === 303;
  }
  hold(recorded, 'the server does not go on with the new key');
  const seconds = Math.round((performance.now() - changed) / 1000);
  await server.end();
  const after = verify(store);
  hold(after.code === 0 && after.said.keys === 2 && after.said.unvouched_keys.length === 0, `verify: ${after.out}`);
  return `it goes on after ${seconds} s`;
}
