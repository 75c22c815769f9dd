// BARS D6 with the real server under libfaketime: its wall clock is set while the time it counts by itself goes on. Order stays, times
// of recording never go back, each step is told by an entry before the next act; time that only passes is no step.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceFields, cswo, freshKey, hold, pause, Server, verify, Visitor } from '../pages/site.mjs';
import { record, timeOf } from '../pages/stored.mjs';

// The library of Debian's faketime, or null where it is not installed.
export function faketime() {
  const machine = execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim();
  const library = `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`;
  return existsSync(library) ? library : null;
}

const entriesOf = (store) => record(store, 'SELECT e.number, e.recorded_at, a.step FROM entry e JOIN act a ON a.entry = e.number ORDER BY e.number')
  .map((row) => ({ number: row.number, step: row.step, at: timeOf(row.recorded_at) }));

export async function setClock(store, folder, library) {
  const file = join(folder, 'faketime');
  const set = (offset) => writeFileSync(file, `${offset}\n`);
  set('+0');
  const environment = { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  const server = await Server.start(store, { environment });
  // Signed in anew each time: a session may end with the hour.
  const give = async (what) => {
    const visitor = await new Visitor(server).become(...cswo);
    const form = await visitor.form('/new/advice/give');
    const answer = await visitor.post('/new/advice/give', { ...adviceFields(form, what), key: freshKey() });
    hold(answer.status === 303, `${what}: ${answer.status}`);
  };
  await give('Before the clock is set');
  const began = entriesOf(store).length;
  const hours = 3600, day = 24 * hours;
  // Offsets from the true time, one after the other.
  const jumps = [['one hour back', -hours], ['31 s on', -hours + 31], ['right again', 0], ['29 s on', 29]];
  let steps = 0;
  for (const [name, offset] of jumps) {
    set(offset >= 0 ? `+${offset}` : `${offset}`);
    await pause(50);
    await give(`After: ${name}`);
    if (name !== '29 s on') steps += 1;
  }
  await server.end();
  const added = entriesOf(store).slice(began);
  const told = added.filter((entry) => entry.step === 'note_clock').length;
  hold(told === steps, `${steps} steps of the clock, ${told} told`);
  hold(added[0].step === 'note_clock', 'the step stands before the act after it');
  // Stopped and started with the clock ten years back, then a day on: told on opening, once, and by nothing when it goes forward.
  const starts = [['ten years back', -3653 * day, 1], ['a day on', day, 0], ['right again', 0, 1]];
  for (const [name, offset, expected] of starts) {
    const before = entriesOf(store).filter((entry) => entry.step === 'note_clock').length;
    set(offset >= 0 ? `+${offset}` : `${offset}`);
    const turn = await Server.start(store, { environment });
    if (name === 'a day on') {
      const person = await new Visitor(turn).become(...cswo);
      const answer = await person.post('/new/advice/give', { ...adviceFields(await person.form('/new/advice/give'), 'A day on'), key: freshKey() });
      hold(answer.status === 303, `${name}: ${answer.status}`);
    }
    await turn.end();
    const after = entriesOf(store).filter((entry) => entry.step === 'note_clock').length;
    hold(after - before === expected, `${name}, on opening: ${after - before} told, not ${expected}`);
  }
  const all = entriesOf(store);
  const sorted = all.every((entry, place) => place === 0 || all[place - 1].at <= entry.at);
  hold(sorted, 'times of recording go back');
  const looked = verify(store);
  hold(looked.code === 0, `verify: ${looked.code} ${looked.out} ${looked.err}`);
  return `${steps} steps told while running, 2 on opening, none for 29 s or a day forward while stopped; ${all.length} entries in order`;
}
