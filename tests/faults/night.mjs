// The nightly look of a server: when the hour comes it verifies its store by itself, those whom the packs name are told, and a byte that
// was turned meanwhile is found the next night. The wall clock is libfaketime's.
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { command, cswo, hold, pause, Server, Visitor } from '../pages/site.mjs';
import { alter, onServer, record } from '../pages/stored.mjs';

const told = [cswo, ['', 'System administrator'], ['', 'Auditor or inspector']];
const overseer = ['', 'Monitoring Officer'], others = [['', 'Chief Executive'], ['', 'Elected member']];
const look = (store) => { try { return readFileSync(join(store, 'verified'), 'utf8').split('\n'); } catch { return null; } };

// One bit of a text that stands in a derived table, in the file itself; on a server by its administrator.
function turnBit(store) {
  const [{ title, record: number }] = record(store, "SELECT f_question AS title, record FROM advice WHERE length(f_question) > 20 ORDER BY record LIMIT 1");
  if (onServer(store)) return alter(store, 'record', `UPDATE advice SET f_question = '#' || substr(f_question, 2) WHERE record = ${number}`);
  const file = join(store, 'record.sqlite');
  const bytes = readFileSync(file);
  const open = openSync(file, 'r+');
  let turned = 0;
  for (let at = bytes.indexOf(title); at >= 0; at = bytes.indexOf(title, at + 1), ++turned) writeSync(open, Buffer.from([bytes[at + 5] ^ 1]), 0, 1, at + 5);
  closeSync(open);
  hold(turned > 0, 'the text is not in the file');
}

// Seconds from now to ten seconds before two in the morning in London, `nights` nights on.
function beforeTwo(nights) {
  const now = new Date();
  const words = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(now);
  const [hour, minute, second] = words.split(':').map(Number);
  return nights * 86400 + 2 * 3600 - 8 - (hour * 3600 + minute * 60 + second);
}

export async function nightlyLook(store, folder, library) {
  alter(store, 'record', onServer(store) ? 'CHECKPOINT' : 'PRAGMA wal_checkpoint(TRUNCATE)');
  const file = join(folder, 'night-faketime');
  const set = (offset) => writeFileSync(file, `+${offset}\n`);
  set(beforeTwo(1) - 1200);   // twenty minutes before, so that slow machines ask in time
  const environment = { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  const server = await Server.start(store, { environment });
  const home = async ([name, title]) => (await (await new Visitor(server).become(name, title)).get('/')).text;
  const night = async (before) => {
    for (let turn = 0; turn < 1200; ++turn) {   // by the lowest priority
      const lines = look(store);
      if (lines && lines[0] !== before) return lines;
      await pause(200);
    }
    throw new Error('the store was not looked at in four minutes');
  };
  hold(look(store) === null, 'somebody looked before the hour');
  for (const who of told) hold((await home(who)).includes('It is verified every night. It has not been yet.'), `${who[1]} is not told before the first night`);
  set(beforeTwo(1));
  const [first, sound] = await night('');
  hold(sound === 'sound', `the first night found: ${look(store).join(' | ')}`);
  for (const who of told) {
    const text = await home(who);
    hold(/verified by night[\s\S]*Sound[\s\S]*, 2:\d\dam/.test(text), `${who[1]} is not told that it is sound`);
    hold(!/\d entries/.test(text), `${who[1]} is told how many entries there are`);
  }
  for (const who of [overseer, ...others]) hold(!(await home(who)).includes('verified by night'), `${who[1]} is told that it is sound`);

  turnBit(store);
  hold(!(await home(cswo)).includes('not found sound'), 'the bit is found before anybody looked');
  set(beforeTwo(2));
  const [, found, said] = await night(first);
  hold(found === 'unsound_tables' && said !== '', `the second night found: ${found} ${said}`);
  for (const who of [...told, overseer]) {
    const text = await home(who);
    hold(/The record was not found sound on[^<]*<\/b> What was recorded is whole, but its tables/.test(text), `${who[1]} is not told that it is not sound`);
    hold(!text.includes(said), `${who[1]} is told a number of the record`);
  }
  for (const who of others) hold(!(await home(who)).includes('not found sound'), `${who[1]} is told that it is not sound`);
  await server.end();
  const doctor = command('doctor', '--store', store);
  hold(doctor.code === 1 && /NOT\s+verified by night: .*2:\d\dam: /.test(doctor.out), `doctor: ${doctor.out}`);

  writeFileSync(join(store, 'verified'), `${new Date(Date.now() - 40 * 3600e3).toISOString().replace('Z', '000Z')}\nsound\n\n`);
  const later = await Server.start(store);
  const page = await (await new Visitor(later).become(...cswo)).get('/');
  hold(page.text.includes('The record was last verified on'), 'nobody is told that the last look is old');
  await later.end();
  return `sound the first night, “${said}” the second, told to ${told.length} and then ${told.length + 1} capacities`;
}
