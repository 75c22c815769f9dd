// What stands in a store, asked past the program: with the sqlite3 tool when the folder holds the files, with psql when it holds the line
// of a server (docs/OPERATING.md). Statements keep to what both understand; what differs has a name here.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, folderForServer, psql, statement } from '../postgres/cluster.mjs';
import { outputOf } from './runs.mjs';

// The administrator's connection of a PostgreSQL that new stores are made on, or undefined: then they are folders alone.
export const serverForStores = () => process.env.PLUMBLINE_SERVER;

export const onServer = (store) => existsSync(join(store, 'server'));

// Where a store on a server stands: the words of its connection line, its two schemas, and a connection of the administrator's.
export function placeOf(store) {
  const [, schema, line] = readFileSync(join(store, 'server'), 'utf8').match(/^schema (\S+)\nconnection (.*)/);
  const words = Object.fromEntries([...line.matchAll(/(\w+)\s*=\s*('(?:[^'\\]|\\.)*'|\S+)/g)].map(([, name, value]) => [name, value.replace(/^'|'$/g, '')]));
  const administrator = `host=${words.host} port=${words.port ?? 5432} dbname=${words.dbname} user=postgres`;
  return { ...words, line, administrator, record: schema, desk: `${schema}_desk` };
}

const fileOf = (store, part) => join(store, `${part}.sqlite`);

function sqlite(file, sql) {
  const out = outputOf('sqlite3', ['-json', '-cmd', '.timeout 10000', file, sql]);
  return out.trim() === '' ? [] : JSON.parse(out);
}

// `part` is 'record' or 'desk'. Gives rows as objects. Bytes are asked for with `hex`.
export function rowsOf(store, part, sql) {
  if (!onServer(store)) return sqlite(fileOf(store, part), sql);
  const place = placeOf(store);
  return ask(place.administrator, sql, { path: place[part] });
}
export const record = (store, sql) => rowsOf(store, 'record', sql);
export const desk = (store, sql) => rowsOf(store, 'desk', sql);

// Changes something behind the program's back, as somebody with all rights on the machine could.
export function alter(store, part, sql) {
  if (!onServer(store)) return void sqlite(fileOf(store, part), sql);
  const place = placeOf(store);
  psql(place.administrator, sql, { path: place[part] });
}

// Bytes of a column as upper-case hex digits.
export const hex = (store, column) => (onServer(store) ? `upper(encode(${column}, 'hex'))` : `hex(${column})`);

export function tablesOf(store, part) {
  if (!onServer(store)) {
    return sqlite(fileOf(store, part), "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name").map((row) => row.name);
  }
  const place = placeOf(store);
  return ask(place.administrator, `SELECT tablename AS name FROM pg_tables WHERE schemaname = '${place[part]}' ORDER BY tablename`).map((row) => row.name);
}

// Leaves as ENTRY_FORMAT 5 writes them, from entry `from` up to `to`, which is left out.
export function leavesOf(store, { from = 0, to = Number.MAX_SAFE_INTEGER } = {}) {
  const [, id] = readFileSync(join(store, 'log.key'), 'utf8').match(/plumbline\/([0-9a-f]{32})/);
  const rows = record(store, `SELECT recorded_at, ${hex(store, 'commitment')} AS commitment FROM entry WHERE number >= ${from} AND number < ${to} ORDER BY number`);
  return rows.map((row) => `plumbline-entry-v1\n${id}\n${timeOf(row.recorded_at)}\n${row.commitment.toLowerCase()}\n`);
}

// Microseconds since 1970 as an entry's leaf writes them.
export function timeOf(micros) {
  const second = new Date(Math.floor(micros / 1e6) * 1000).toISOString().slice(0, 19);
  return `${second}.${String(micros % 1e6).padStart(6, '0')}Z`;
}

export const newestEntry = (store) => record(store, 'SELECT max(number) AS newest FROM entry')[0].newest;

// All that the record says, as text: equal for two stores that say the same. Null when it cannot be read.
export function contents(store) {
  try {
    if (!onServer(store)) {
      return outputOf('sqlite3', [fileOf(store, 'record'), '.dump']);
    }
    const place = placeOf(store);
    return tablesOf(store, 'record').map((name) =>
      `${name}\n${psql(place.administrator, `COPY (SELECT * FROM "${name}" t ORDER BY t::text COLLATE "C") TO STDOUT`, { path: place.record })}`).join('');
  } catch {
    return null;
  }
}

// Every byte of the desk, as it lies there.
export function deskBytes(store) {
  if (!onServer(store)) return ['desk.sqlite', 'desk.sqlite-wal'].map((file) => (existsSync(join(store, file)) ? readFileSync(join(store, file), 'latin1') : '')).join('');
  const place = placeOf(store);
  const text = tablesOf(store, 'desk').map((name) => psql(place.administrator, `COPY "${name}" TO STDOUT`, { path: place.desk })).join('\n');
  const bytes = [...text.matchAll(/\\\\x([0-9a-f]+)/g)].map(([, digits]) => Buffer.from(digits, 'hex').toString('latin1'));
  return [text, ...bytes].join('\n');
}

// A whole store once more: its files, or its database on the same server under another name. Nobody may have it open. `place`: a folder
// for the server to keep that database in, if it is not to lie with the others.
export function copyStore(from, to, { place: within } = {}) {
  removeStore(to);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  if (!onServer(from)) alter(from, 'record', 'PRAGMA wal_checkpoint(TRUNCATE)');   // everything in the one file
  for (const file of ['log.key', 'store.key', ...(onServer(from) ? [] : ['record.sqlite'])]) copyFileSync(join(from, file), join(to, file));
  if (!onServer(from)) return;
  const place = placeOf(from);
  const name = `copy_${process.pid}_${++copies}`;
  const server = place.administrator.replace(/dbname=\S+/, 'dbname=postgres');
  if (within) statement(server, `CREATE TABLESPACE ${name} LOCATION '${folderForServer(within, 'space')}'`);
  statement(server, `CREATE DATABASE ${name} TEMPLATE ${place.dbname}${within ? ` TABLESPACE ${name}` : ''}`);
  writeFileSync(join(to, 'server'), readFileSync(join(from, 'server'), 'utf8').replace(/dbname=\S+/, `dbname=${name}`), { mode: 0o600 });
}
let copies = 0;

export function removeStore(store) {
  if (existsSync(store) && onServer(store)) {
    const place = placeOf(store);
    if (/^(copy|store)_/.test(place.dbname)) statement(place.administrator.replace(/dbname=\S+/, 'dbname=postgres'), `DROP DATABASE IF EXISTS ${place.dbname} WITH (FORCE)`);
  }
  rmSync(store, { recursive: true, force: true });
}

// The words that make the next store stand in a database of its own, so that it can be copied; nothing when stores are folders.
export function ownDatabase() {
  if (!serverForStores()) return [];
  const name = `store_${process.pid}_${++copies}`;
  statement(serverForStores(), `CREATE DATABASE ${name}`);
  return ['--server', serverForStores().replace(/dbname=\S+/, `dbname=${name}`)];
}
