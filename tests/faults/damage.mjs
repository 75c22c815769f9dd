// BARS D5: one bit turned, or the end cut off, at random places of the record's file (or of one of its files, on a PostgreSQL server
// that is down meanwhile); and the same done to a backup. Each must be found by `verify`, or refused, unless it touched a byte that
// holds nothing (then the contents are what they were).
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandSoon, seed } from '../pages/site.mjs';
import { contents, copyStore, removeStore, serverForStores } from '../pages/stored.mjs';
import { ask, Cluster, psql } from '../postgres/cluster.mjs';

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
    removeStore(copy);
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return told;
}

// The same on a server of its own, which is stopped for each damage and started again.
export async function damageServer(folder, times) {
  const cluster = await Cluster.start({ name: 'damaged' });
  const store = join(folder, 'damage-server');
  seed(store, '--demo', '--server', cluster.line());
  const whole = contents(store);
  const [{ space }] = ask(cluster.line(), "SELECT oid::text AS space FROM pg_database WHERE datname = 'postgres'");
  const base = join(cluster.data, 'base', space);
  const told = { found: 0, refused: 0, nothing: 0, missed: [] };
  psql(cluster.line(), 'CHECKPOINT');
  await cluster.stop();
  const files = readdirSync(base).filter((name) => /^\d+(_fsm|_vm)?$/.test(name) && Number.parseInt(name, 10) >= 16384 && statSync(join(base, name)).size > 0);
  for (let left = times; left > 0; --left) {
    const file = join(base, files[Math.floor(Math.random() * files.length)]);
    const kept = readFileSync(file);
    const what = `${file.split('/').pop()}: ${(left % 4 === 0 ? cut : turnBit)(file)}`;
    await cluster.begin();
    const ran = await commandSoon('verify', '--store', store, '--json');
    if (ran.code === 1) told.found += 1;
    else if (ran.code === 2 && ran.err !== '') told.refused += 1;
    else if (ran.code === 0 && (contents(store) ?? throughDamage(store)) === whole) told.nothing += 1;
    else told.missed.push(`${what}: code ${ran.code} ${ran.err.slice(0, 200)}`);
    await cluster.stop('SIGQUIT');
    writeFileSync(file, kept);
  }
  return told;
}

// A page of rows that were replaced long ago holds nothing either, though the server does not read over it unless it is told to.
function throughDamage(store) {
  process.env.PGOPTIONS = '-c ignore_checksum_failure=on';
  const said = contents(store);
  delete process.env.PGOPTIONS;
  return said;
}

// `times` damages of a backup and its keys: every restore must fail and leave nothing behind.
export async function damageBackup(backup, folder, times, workers = 2) {
  const told = { refused: 0, missed: [] };
  const schemas = schemasThere();
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
  const remains = schemasThere().filter((name) => !schemas.includes(name));
  if (remains.length > 0) told.missed.push(`left behind on the server: ${remains.join(' ')}`);
  return told;
}

// The schemas and roles that a server has for stores.
function schemasThere() {
  const server = serverForStores();
  if (!server) return [];
  return ask(server, "SELECT nspname AS name FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' UNION ALL SELECT rolname FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%'")
    .map((row) => row.name).sort();
}
