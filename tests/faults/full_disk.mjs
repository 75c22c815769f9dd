// BARS D4: the disk fills up while people write, and room is made again. Needs to mount a small file system, so it is skipped
// where that may not be done.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { adviceFields, cswo, freshKey, hold, newestEntry, pause, Server, verify, Visitor } from '../pages/site.mjs';
import { copyStore, hex, record, removeStore } from '../pages/stored.mjs';
import { checkRoot, storedKey } from './record.mjs';

const megabytes = 24;

// A small file system of our own, or the reason why there is none.
export function smallDisk(folder) {
  const place = join(folder, 'small-disk');
  mkdirSync(place);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place], { encoding: 'utf8' });
  if (mounted.status !== 0) return { why: (mounted.stderr || String(mounted.error)).trim() };
  const leave = () => spawnSync('umount', ['-l', place]);
  process.on('exit', leave);
  return { place, leave };
}

function fill(place, leaveBytes) {
  const file = openSync(join(place, 'filler'), 'a');
  const block = Buffer.alloc(64 * 1024);
  for (;;) {
    const { bavail, bsize } = statfsSync(place);
    const room = bavail * bsize - leaveBytes;
    if (room <= 0) break;
    try { writeSync(file, block, 0, Math.min(room, block.length)); } catch { break; }
  }
  closeSync(file);
}

export async function fullDisk(seeded, place) {
  const store = join(place, 'store');
  copyStore(seeded, store, { place });
  const server = await Server.start(store);
  const visitor = await new Visitor(server).become(...cswo);
  const [{ person }] = record(store, `SELECT person FROM account WHERE name = '${cswo[0]}'`);
  const receipts = [];
  const give = async () => {
    const form = { fields: { ...(await formFields()) }, action: '/new/advice/give' };
    const fields = { ...adviceFields(form, 'Is there room for this matter?'), key: freshKey() };
    const answer = await visitor.post(form.action, fields);
    const entry = answer.headers.location?.match(/receipt=(\d+)/);
    if (answer.status === 303 && entry) receipts.push({ key: fields.key, entry: Number(entry[1]) });
    return answer;
  };
  let drawn;
  const formFields = async () => (drawn ??= (await visitor.form('/new/advice/give')).fields);

  hold((await give()).status === 303, 'before the disk is full, advice is recorded');
  fill(place, 300 * 1024);
  let refused;
  for (let turn = 0; turn < 2000 && !refused; ++turn) {
    const answer = await give();
    if (answer.status !== 303) refused = answer;
  }
  hold(refused, 'with the disk full, writing still seemed to work 2,000 times');
  hold(refused.status === 503 && /<h1/.test(refused.text), `a full disk is a page with status 503, not ${refused.status}`);
  const atFull = newestEntry(store);
  const redAt = performance.now();
  const health = async () => (await visitor.get('/health/ready')).status;
  while (await health() !== 503 && performance.now() - redAt < 5000) await pause(100);
  hold(await health() === 503, 'readiness is not red 5 s after the disk was full');
  for (let turn = 0; turn < 5; ++turn) hold((await give()).status === 503, 'a full disk stays refused');
  hold(newestEntry(store) === atFull, 'nothing came in while it was refused');
  hold((await visitor.get('/')).status === 200, 'reading goes on');
  hold((await visitor.get('/r/advice')).status === 200, 'lists go on');
  hold(!server.ended, 'the server lives');
  rmSync(join(place, 'filler'));
  const began = performance.now();
  let again = await give();
  while (again.status !== 303 && performance.now() - began < 30000) {
    await pause(500);
    again = await give();
  }
  hold(again.status === 303, `30 s after room was made, writing answers ${again.status}`);
  const resumed = (performance.now() - began) / 1000;
  hold(await health() === 200, 'readiness is red although writing goes on');
  await server.end();
  const keys = new Map(record(store, `SELECT number, ${hex(store, 'idempotency')} AS key FROM entry`).map((row) => [row.number, row.key]));
  const lost = receipts.filter((receipt) => keys.get(receipt.entry) !== storedKey(person, receipt.key));
  hold(lost.length === 0, `${lost.length} acknowledged acts were lost`);
  const looked = verify(store);
  hold(looked.code === 0, `verify: ${looked.code} ${looked.out} ${looked.err}`);
  checkRoot(store);
  removeStore(store);   // before its disk goes: a server still means to write there
  return `${receipts.length} acknowledged and all there; refused with a page; wrote again ${resumed.toFixed(1)} s after room was made`;
}
