// BARS D5: one bit turned, or the end cut off, at random places of record.sqlite; and the same done to a backup. Each must be
// found by `verify`, or refused, unless it touched a byte that holds nothing (then the contents are what they were).
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { commandSoon } from '../pages/site.mjs';
import { copyStore } from './cells.mjs';

// All tables as text: what a store says, whatever the bytes. Null when SQLite itself cannot read it.
export function contents(store) {
  try {
    return execFileSync('sqlite3', [join(store, 'record.sqlite'), '.dump'], { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch {
    return null;
  }
}

function turnBit(file) {
  const bytes = readFileSync(file);
  const at = Math.floor(Math.random() * bytes.length);
  bytes[at] ^= 1 << Math.floor(Math.random() * 8);
  writeFileSync(file, bytes);
  return `bit of byte ${at} of ${bytes.length}`;
}

function cut(file) {
  const length = statSync(file).size;
  const left = Math.floor(Math.random() * length);
  truncateSync(file, left);
  return `cut to ${left} of ${length} bytes`;
}

// `times` damages. Gives { found, refused, nothing, missed }: `nothing` is damage that changed no content.
export async function damageStore(store, folder, times, workers = 2) {
  const whole = contents(store);
  const told = { found: 0, refused: 0, nothing: 0, missed: [] };
  let left = times;
  const work = async (worker) => {
    const copy = join(folder, `damage-${worker}`);
    while (left-- > 0) {
      copyStore(store, copy);
      const what = (left % 4 === 0 ? cut : turnBit)(join(copy, 'record.sqlite'));
      const ran = await commandSoon('verify', '--store', copy, '--json');
      if (ran.code === 1) told.found += 1;
      else if (ran.code === 2 && ran.err !== '') told.refused += 1;
      else if (ran.code === 0 && contents(copy) === whole) told.nothing += 1;
      else told.missed.push(`${what}: code ${ran.code} ${ran.err.slice(0, 200)}`);
    }
    rmSync(copy, { recursive: true, force: true });
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return told;
}

// `times` damages of a backup and its keys: every restore must fail and leave nothing behind.
export async function damageBackup(backup, folder, times, workers = 2) {
  const told = { refused: 0, missed: [] };
  let left = times;
  const work = async (worker) => {
    const copy = join(folder, `damaged-backup-${worker}`);
    const into = join(folder, `damaged-restore-${worker}`);
    while (left-- > 0) {
      copyFileSync(backup, copy);
      copyFileSync(`${backup}.keys`, `${copy}.keys`);
      const target = left % 3 === 0 ? `${copy}.keys` : copy;
      const what = `${target === copy ? 'copy' : 'keys'}, ${(left % 5 === 0 ? cut : turnBit)(target)}`;
      const ran = await commandSoon('restore', '--from', copy, '--store', into);
      const behind = existsSync(into) ? readdirSync(into) : [];
      if (ran.code !== 0 && behind.length === 0) told.refused += 1;
      else told.missed.push(`${what}: code ${ran.code}, left behind: ${behind.join(' ') || 'nothing'}`);
      rmSync(into, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return told;
}
