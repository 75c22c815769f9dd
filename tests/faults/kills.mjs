// BARS D1: clients write at full speed, the server is killed at a random moment, started again, and what it acknowledged is
// looked for in its database. The clients' receipts lie outside the store.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceFields, build, cswo, hold, oneRisk, pause, Server, verify, Visitor } from '../pages/site.mjs';
import { record } from '../pages/stored.mjs';
import { checkedEntry, checkRoot, entriesFrom, storedKey } from './record.mjs';

// A form that `load` sends over and over: @KEY@ and @N@ are filled by it. `more` adds fields.
export async function formFor(server, more = {}) {
  const visitor = await new Visitor(server).become(...cswo);
  const form = await visitor.form('/new/advice/give');
  const fields = { ...adviceFields(form, 'Is matter @N@ ready?'), ...more, key: '@KEY@' };
  const body = new URLSearchParams(fields).toString().replaceAll('%40KEY%40', '@KEY@').replaceAll('%40N%40', '@N@');
  return { visitor, path: form.action, cookie: visitor.cookieHeader(), body };
}

// Starts `load`; `begun` resolves when its clients have sent their first forms, `done` with what it counted.
export function startLoad(server, form, { clients, seconds, receipts }) {
  const words = [server.host, form.path, String(clients), String(seconds), form.cookie, form.body];
  if (receipts) words.push(receipts);
  const child = spawn(join(build, 'tests/load'), words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '', err = '';
  child.stdout.on('data', (piece) => { out += piece; });
  const begun = new Promise((yes) => child.stderr.on('data', (piece) => { err += piece; if (err.includes('begun')) yes(); }));
  const done = new Promise((yes, no) => child.on('close', () => {
    const line = out.trim().split('\n').pop();
    if (line.startsWith('{')) yes({ ...JSON.parse(line), complaint: err }); else no(new Error(`load: ${err}`));
  }));
  return { begun, done };
}

// The lines that have come since byte `from`: [{ key, reference, entry }].
export function receiptsSince(file, from) {
  if (!existsSync(file)) return { receipts: [], end: from };
  const bytes = readFileSync(file);
  const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1);
  const receipts = whole.subarray(from).toString().split('\n').filter(Boolean).map((line) => {
    const [, key, reference, entry] = line.match(/^([0-9a-f]{32}) \/record\/([^?]+)\?receipt=(\d+)/) ?? [];
    hold(key, `a receipt that cannot be read: ${line}`);
    return { key, reference, entry: Number(entry) };
  });
  return { receipts, end: whole.length };
}

// Compares receipts with the entries from `first` on. Gives what is wrong, as sentences, and the number of entries.
export function compare(store, receipts, first, person) {
  const wrong = [];
  const byNumber = new Map();
  const rows = entriesFrom(store, first);
  rows.forEach((row, place) => {
    if (row.number !== first + place) wrong.push(`entry ${first + place} is missing`);
    try {
      byNumber.set(row.number, { ...row, header: checkedEntry(row) });
    } catch (error) { wrong.push(error.message); }
  });
  for (const { number, header } of byNumber.values()) {
    const [start, count] = (header['.act'] ?? '').split(' ').map(Number);
    for (let part = start; part < start + count; ++part) {
      if (part >= first && byNumber.get(part)?.header['.act'] !== header['.act']) wrong.push(`entry ${number}: its act is not whole`);
    }
  }
  const references = new Map(record(store,
    `SELECT reference, first_entry FROM record WHERE first_entry >= ${first}`).map((row) => [row.reference, row.first_entry]));
  const acts = new Set(record(store, `SELECT entry FROM act WHERE entry >= ${first}`).map((row) => row.entry));
  for (const { key, reference, entry } of receipts) {
    const found = byNumber.get(entry);
    if (!found) wrong.push(`LOST: ${reference}, entry ${entry}, was acknowledged`);
    else if (found.idempotency !== storedKey(person, key) || found.header['.record'] !== reference) {
      wrong.push(`LOST: entry ${entry} is not that of ${reference}`);
    } else if (references.get(reference) !== entry || !acts.has(entry)) wrong.push(`HALF: ${reference} has no row`);
  }
  return { wrong, next: first + rows.length };
}

// Kills the server `kills` times, or until something is wrong when `untilLoss` is set.
export async function killLoop({ store, folder, kills, clients, binary, untilLoss = false, verifyAt = [] }) {
  const receiptsFile = join(folder, `receipts-${kills}-${clients}`);
  writeFileSync(receiptsFile, '');
  let server = await Server.start(store, { binary });
  const form = await formFor(server, oneRisk);   // acts of two entries: a half one would show
  const [{ person }] = record(store, `SELECT person FROM account WHERE name = '${cswo[0]}'`);
  const told = { kills: 0, acknowledged: 0, entries: 0, failed: 0, slowest: 0, verified: 0, wrong: [], complaint: '' };
  let next = record(store, 'SELECT max(number) + 1 AS next FROM entry')[0].next;
  const began = next;
  for (let end = 0; told.kills < kills;) {
    const load = startLoad(server, form, { clients, seconds: 20, receipts: receiptsFile });
    await load.begun;
    // Where the machine is so busy that hardly anything is acknowledged in that time, they write for longer.
    await pause(5 + Math.random() * (told.acknowledged > 4 * told.kills ? 195 : 995));
    await server.end('SIGKILL');
    const counted = await load.done;
    told.kills += 1;
    told.failed += counted.failed;
    if (counted.failed > 0) told.complaint ||= counted.complaint;
    server = await Server.start(store, { binary });
    told.slowest = Math.max(told.slowest, server.readyIn);
    const come = receiptsSince(receiptsFile, end);
    end = come.end;
    told.acknowledged += come.receipts.length;
    const compared = compare(store, come.receipts, next, person);
    next = compared.next;
    told.wrong.push(...compared.wrong);
    if (untilLoss && told.wrong.length > 0) break;
    if (!verifyAt.includes(told.kills)) continue;
    const looked = verify(store);
    hold(looked.code === 0, `verify after ${told.kills} kills: code ${looked.code} ${looked.out} ${looked.err}`);
    told.verified += 1;
  }
  await server.end();
  told.entries = next - began;
  if (untilLoss) return told;
  // Once more over all of it: nothing that was there after one kill went with a later one.
  told.wrong.push(...compare(store, receiptsSince(receiptsFile, 0).receipts, began, person).wrong);
  const [twice] = record(store,
    'SELECT count(*) - count(DISTINCT idempotency) AS twice FROM entry WHERE idempotency IS NOT NULL');
  hold(twice.twice === 0, `${twice.twice} idempotency keys stand twice`);
  told.root = checkRoot(store);
  return told;
}
