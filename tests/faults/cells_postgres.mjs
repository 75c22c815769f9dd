// The cells of a store's schema, and how a PostgreSQL administrator changes one and puts it back. For cells.mjs.
import { quoted, spotOf, truth } from './cell.mjs';
import { ask, psql } from '../postgres/cluster.mjs';
import { placeOf } from '../pages/stored.mjs';

const typeNames = { bigint: 'integer', integer: 'integer', smallint: 'integer', text: 'text', bytea: 'blob' };

// All tables but the one row that writers lock, which says nothing.
function tablesOf(place) {
  const rows = ask(place.administrator, `SELECT table_name AS name, column_name AS column, data_type AS type FROM information_schema.columns
    WHERE table_schema = '${place.record}' AND table_name <> 'writer_place' ORDER BY table_name, ordinal_position`);
  const tables = new Map();
  for (const { name, column, type } of rows) {
    if (!typeNames[type]) throw new Error(`${name}.${column} is of the type ${type}, which this test cannot change`);
    if (!tables.has(name)) tables.set(name, { name, columns: [] });
    tables.get(name).columns.push({ name: column, type: typeNames[type] });
  }
  return [...tables.values()];
}

const bytesOf = (column) => ({ text: `convert_to(${quoted(column.name)}, 'UTF8')`, blob: quoted(column.name), integer: `convert_to(${quoted(column.name)}::text, 'UTF8')` })[column.type];

// First and last cell of each column, one from its middle, and the first that is empty (null). One question to a table, since each starts a tool.
function cellsOfTable(place, table) {
  const middle = truth.includes(table.name) ? ' OR place = (of + 1) / 2' : '';
  const asked = ({ name, type }, at) => `SELECT * FROM (WITH all_rows AS (SELECT ctid AS spot, ${quoted(name)} IS NULL AS none,
      encode(substr(${bytesOf({ name, type })}, 1, 4000), 'hex') AS bytes, row_number() OVER (PARTITION BY ${quoted(name)} IS NULL ORDER BY ctid) AS place,
      count(*) OVER (PARTITION BY ${quoted(name)} IS NULL) AS of FROM ${quoted(table.name)})
    SELECT ${at} AS at, spot::text AS ctid, none, bytes, place, of FROM all_rows WHERE place = 1 OR (NOT none AND (place = of${middle})) ORDER BY none, place) of_column`;
  const rows = ask(place.administrator, table.columns.map(asked).join('\nUNION ALL '), { path: place.record });
  return table.columns.flatMap((column, at) => rows.filter((row) => row.at === at)
    .filter((row, first) => column.type !== 'integer' || first === 0 || row.none)
    .map(({ at: of, ...row }) => ({ table, column: column.name, kind: column.type, ...row, type: row.none ? 'null' : column.type,
      at: row.place === 1 ? 'first' : row.place === row.of ? 'last' : 'middle' })));
}

export function cellsOf(store) {
  const place = placeOf(store);
  const all = tablesOf(place);
  const counts = ask(place.administrator, all.map(({ name }) => `SELECT '${name}' AS name, count(*) AS rows FROM ${quoted(name)}`).join(' UNION ALL '), { path: place.record });
  const filled = new Set(counts.filter(({ rows }) => rows > 0).map(({ name }) => name));
  const tables = all.filter(({ name }) => filled.has(name));
  return {
    tables, empty: all.filter((table) => !tables.includes(table)).map((table) => table.name),
    cells: tables.flatMap((table) => cellsOfTable(place, table)),
  };
}

// The cell's new value as SQL: one character, byte or unit other than before.
function changed(cell, turn) {
  const bytes = Buffer.from(cell.bytes ?? '', 'hex');
  const whole = quoted(cell.column);
  if (cell.type === 'integer') return `${whole} + ${1 + turn * 1000003}`;
  if (cell.type === 'null') return { integer: '1', text: "'x'", blob: "'\\x78'::bytea" }[cell.kind];
  if (bytes.length === 0) return cell.type === 'text' ? "'x'" : "'\\x00'::bytea";
  const spot = spotOf(cell, bytes);
  if (spot === undefined) return `${whole} || 'x'`;
  const flipped = bytes[spot] ^ (1 << turn);
  if (cell.type === 'blob') return `set_byte(${whole}, ${spot}, ${flipped})`;
  return `convert_from(set_byte(convert_to(${whole}, 'UTF8'), ${spot}, ${flipped}), 'UTF8')`;
}

// Changes it, and gives the function that puts it back; false when it could not be changed. A row that is written again stands at
// another place (ctid), also when it is put back, so the cells of that row are looked for there from then on.
export function change(store, cell) {
  const place = placeOf(store);
  const [table, column] = [quoted(cell.table.name), quoted(cell.column)];
  const moved = movedIn(store, cell.table.name);
  const from = moved.get(cell.ctid) ?? cell.ctid;
  for (let turn = 0; turn < 4; ++turn) {
    try {
      const [before, now] = psql(place.administrator, `SELECT coalesce(quote_literal(${column}::text), 'NULL') FROM ${table} WHERE ctid = '${from}';
        UPDATE ${table} SET ${column} = ${changed(cell, turn)} WHERE ctid = '${from}' RETURNING 'now ' || ctid`, { path: place.record }).split(/\nnow (?=\(\d+,\d+\)\n*$)/);
      if (!now) return false;
      return () => {
        const there = psql(place.administrator, `UPDATE ${table} SET ${column} = ${before} WHERE ctid = '${now.trim()}' RETURNING ctid`, { path: place.record }).trim();
        moved.set(cell.ctid, there);
      };
    } catch { /* another row has that very value, or a rule forbids it: try another bit */ }
  }
  return false;
}

// Where the rows of a table went that this test has written again, by where they stood at first.
const places = new Map();
function movedIn(store, table) {
  const name = `${placeOf(store).dbname} ${table}`;
  if (!places.has(name)) places.set(name, new Map());
  return places.get(name);
}
