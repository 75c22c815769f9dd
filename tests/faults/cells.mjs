// Whatever text, blob or number of record.sqlite is changed by somebody with the sqlite3 tool,
// `verify` says so and names something. One change at a time, several cells of each column of each table.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandSoon, sqlite } from '../pages/site.mjs';

const files = ['record.sqlite', 'log.key', 'store.key'];
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

export function copyStore(from, to) {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const file of files) copyFileSync(join(from, file), join(to, file));
}

// Everything of a store in its one file, so that a copy of that file is a copy of the store.
export const settle = (store) => sqlite(join(store, 'record.sqlite'), 'PRAGMA wal_checkpoint(TRUNCATE)');

function tablesOf(file) {
  return sqlite(file, "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .map(({ name, wr }) => {
      const columns = sqlite(file, `SELECT name, pk FROM pragma_table_info('${name}')`);
      const key = wr ? columns.filter((column) => column.pk > 0).map((column) => column.name) : ['rowid'];
      return { name, columns: columns.map((column) => column.name), key };
    });
}

// The tables that everything else is made from get one cell more of each column.
const truth = ['entry', 'tile', 'checkpoint', 'record_key', 'document', 'document_piece'];

// First and last cell of a column, one from its middle, and the first that is empty (null).
function cellsOf(file, table, column) {
  const keys = table.key.map((name, place) => `quote(${name === 'rowid' ? name : quoted(name)}) AS key${place}`).join(', ');
  const order = table.key.map((name) => (name === 'rowid' ? name : quoted(name))).join(', ');
  const rows = sqlite(file, `WITH all_rows AS (SELECT ${keys}, typeof(${quoted(column)}) AS type,
      hex(substr(CAST(${quoted(column)} AS BLOB), 1, 4000)) AS bytes, row_number() OVER (PARTITION BY ${quoted(column)} IS NULL ORDER BY ${order}) AS place,
      count(*) OVER (PARTITION BY ${quoted(column)} IS NULL) AS of FROM ${quoted(table.name)})
    SELECT * FROM all_rows WHERE place = 1 OR (type <> 'null' AND (place = of${truth.includes(table.name) ? ' OR place = (of + 1) / 2' : ''})) ORDER BY type = 'null', place`);
  // A number is not the point, so one of them stands for its column.
  const chosen = rows.filter((row, place) => row.type !== 'integer' || place === 0);
  return chosen.map((row) => ({ table, column, ...row, at: row.place === 1 ? 'first' : row.place === row.of ? 'last' : 'middle' }));
}

// The cell's new value as SQL: one character, byte or unit other than before.
function changed(cell, turn) {
  const bytes = Buffer.from(cell.bytes, 'hex');
  const whole = quoted(cell.column);
  if (cell.type === 'integer') return `${whole} + ${1 + turn * 1000003}`;
  if (cell.type === 'real') return `${whole} + 0.5`;
  if (cell.type === 'null') return "'x'";
  if (bytes.length === 0) return cell.type === 'text' ? "'x'" : "x'00'";
  const spots = [...bytes.keys()].filter((at) => cell.type === 'blob' || (bytes[at] >= 32 && bytes[at] < 127));
  if (spots.length === 0) return `${whole} || 'x'`;
  const spot = { first: spots[0], middle: spots[spots.length >> 1], last: spots.at(-1) }[cell.at];
  const flipped = Buffer.from([bytes[spot] ^ (1 << turn)]).toString('hex');
  const joined = `substr(CAST(${whole} AS BLOB), 1, ${spot}) || x'${flipped}' || substr(CAST(${whole} AS BLOB), ${spot + 2})`;
  return `CAST(${joined} AS ${cell.type === 'text' ? 'TEXT' : 'BLOB'})`;
}

function change(store, cell) {
  const where = cell.table.key.map((name, place) => `${name === 'rowid' ? name : quoted(name)} = ${cell[`key${place}`]}`).join(' AND ');
  for (let turn = 0; turn < 4; ++turn) {
    try {
      const [{ done }] = sqlite(join(store, 'record.sqlite'), `UPDATE ${quoted(cell.table.name)} SET ${quoted(cell.column)} = ${changed(cell, turn)} WHERE ${where};
        SELECT changes() AS done`);
      if (done === 1) return true;
    } catch { /* another row has that very value: try another bit */ }
  }
  return false;
}

// Every cell chosen, changed and verified. Gives { looked, found, missed: [sentence], tables, empty }.
export async function changeCells(store, folder, { most = 1e9, workers = 2 } = {}) {
  const file = join(store, 'record.sqlite');
  const tables = tablesOf(file);
  const empty = tables.filter((table) => sqlite(file, `SELECT count(*) AS rows FROM ${quoted(table.name)}`)[0].rows === 0);
  const cells = tables.filter((table) => !empty.includes(table))
    .flatMap((table) => table.columns.flatMap((column) => cellsOf(file, table, column))).slice(0, most);
  const told = { looked: 0, found: 0, missed: [], tables: tables.length - empty.length, empty: empty.map((table) => table.name), unchanged: [] };
  const work = async (worker) => {
    const copy = join(folder, `cells-${worker}`);
    for (let cell = cells.pop(); cell; cell = cells.pop()) {
      copyStore(store, copy);
      const name = `${cell.table.name}.${cell.column}, ${cell.type}, ${cell.at}`;
      if (!change(copy, cell)) {
        told.unchanged.push(name);
        continue;
      }
      told.looked += 1;
      const ran = await commandSoon('verify', '--store', copy, '--json');
      let findings = [];
      try { findings = JSON.parse(ran.out.trim()).findings; } catch { /* counted as missed */ }
      if (ran.code === 1 && findings?.[0]?.what) told.found += 1;
      else told.missed.push(`${name}: code ${ran.code} ${ran.err.slice(0, 200)}`);
    }
    rmSync(copy, { recursive: true, force: true });
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return told;
}
