// The cells of record.sqlite, and how one is changed with the sqlite3 tool. For cells.mjs.
import { quoted, spotOf, truth } from './cell.mjs';
import { record } from '../pages/stored.mjs';

function tablesOf(store) {
  return record(store, "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .map(({ name, wr }) => {
      const columns = record(store, `SELECT name, pk FROM pragma_table_info('${name}')`);
      const key = wr ? columns.filter((column) => column.pk > 0).map((column) => column.name) : ['rowid'];
      return { name, columns: columns.map((column) => column.name), key };
    });
}

// First and last cell of each column, one from its middle, and the first that is empty (null). One question to a table, since each starts a tool.
function cellsOfTable(store, table) {
  const keys = table.key.map((name, place) => `quote(${name === 'rowid' ? name : quoted(name)}) AS key${place}`).join(', ');
  const order = table.key.map((name) => (name === 'rowid' ? name : quoted(name))).join(', ');
  const asked = (column, at) => `SELECT * FROM (WITH all_rows AS (SELECT ${keys}, typeof(${quoted(column)}) AS type,
      hex(substr(CAST(${quoted(column)} AS BLOB), 1, 4000)) AS bytes, row_number() OVER (PARTITION BY ${quoted(column)} IS NULL ORDER BY ${order}) AS place,
      count(*) OVER (PARTITION BY ${quoted(column)} IS NULL) AS of FROM ${quoted(table.name)})
    SELECT ${at} AS at, * FROM all_rows WHERE place = 1 OR (type <> 'null' AND (place = of${truth.includes(table.name) ? ' OR place = (of + 1) / 2' : ''})) ORDER BY type = 'null', place)`;
  const rows = record(store, table.columns.map(asked).join('\nUNION ALL '));
  // A number is not the point, so one of them stands for its column.
  return table.columns.flatMap((column, at) => rows.filter((row) => row.at === at).filter((row, first) => row.type !== 'integer' || first === 0)
    .map((row) => ({ table, column, ...row, at: row.place === 1 ? 'first' : row.place === row.of ? 'last' : 'middle' })));
}

export function cellsOf(store) {
  const all = tablesOf(store);
  const counts = record(store, all.map(({ name }) => `SELECT '${name}' AS name, count(*) AS rows FROM ${quoted(name)}`).join(' UNION ALL '));
  const filled = new Set(counts.filter(({ rows }) => rows > 0).map(({ name }) => name));
  const tables = all.filter(({ name }) => filled.has(name));
  return {
    tables, empty: all.filter((table) => !tables.includes(table)).map((table) => table.name),
    cells: tables.flatMap((table) => cellsOfTable(store, table)),
  };
}

// The cell's new value as SQL: one character, byte or unit other than before.
function changed(cell, turn) {
  const bytes = Buffer.from(cell.bytes, 'hex');
  const whole = quoted(cell.column);
  if (cell.type === 'integer') return `${whole} + ${1 + turn * 1000003}`;
  if (cell.type === 'real') return `${whole} + 0.5`;
  if (cell.type === 'null') return "'x'";
  if (bytes.length === 0) return cell.type === 'text' ? "'x'" : "x'00'";
  const spot = spotOf(cell, bytes);
  if (spot === undefined) return `${whole} || 'x'`;
  const flipped = Buffer.from([bytes[spot] ^ (1 << turn)]).toString('hex');
  const joined = `substr(CAST(${whole} AS BLOB), 1, ${spot}) || x'${flipped}' || substr(CAST(${whole} AS BLOB), ${spot + 2})`;
  return `CAST(${joined} AS ${cell.type === 'text' ? 'TEXT' : 'BLOB'})`;
}

// True when it was changed. The next cell gets a fresh copy of the file.
export function change(store, cell) {
  const where = cell.table.key.map((name, place) => `${name === 'rowid' ? name : quoted(name)} = ${cell[`key${place}`]}`).join(' AND ');
  for (let turn = 0; turn < 4; ++turn) {
    try {
      const [{ done }] = record(store, `UPDATE ${quoted(cell.table.name)} SET ${quoted(cell.column)} = ${changed(cell, turn)} WHERE ${where};
        SELECT changes() AS done`);
      if (done === 1) return true;
    } catch { /* another row has that very value: try another bit */ }
  }
  return false;
}
