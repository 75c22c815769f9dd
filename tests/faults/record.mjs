// Reads a record as docs/ENTRY_FORMAT.md describes it, with the sqlite3 tool or psql, and SHA-256, and nothing of the program: what
// was acknowledged is compared with this. Digests want the keys of records, and are left to verify.
import { sha256 } from '../pages/site.mjs';
import { hex, leavesOf, record, timeOf } from '../pages/stored.mjs';

// ENTRY_FORMAT 3, in order.
const headerNames = ['.register', '.record', '.parent', '.step', '.state', '.effective_at', '.person', '.capacity', '.grant', '.pack', '.act', '.previous', '.key', '.request'];

// ENTRY_FORMAT 8: the values of a header as it is kept in its row, by name.
export function headerOf(bytes, { recorded_at, idempotency }) {
  let at = 0;
  const take = (length) => {
    if (at + length > bytes.length) throw new Error('a header ends too early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const number = () => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = take(1)[0];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const value = () => {
    const code = number();
    const rest = Math.floor(code / 4);
    const late = rest % 2 ? -(rest + 1) / 2 : rest / 2;
    return [() => take(rest).toString(), () => take(rest).toString('hex'), () => timeOf(recorded_at + late), () => idempotency.toLowerCase()][code % 4]();
  };
  if (take(1)[0] !== 1) throw new Error('a part of this header was erased');
  take(16);
  const header = Object.fromEntries(headerNames.map((name) => [name, value()]));
  if (at !== bytes.length) throw new Error('a header goes on after its last part');
  return header;
}

export function checkedEntry(row) {
  return headerOf(Buffer.from(row.header, 'hex'), row);
}

export function entriesFrom(store, first) {
  return record(store, `SELECT number, recorded_at, ${hex(store, 'header')} AS header, coalesce(${hex(store, 'idempotency')}, '') AS idempotency
    FROM entry WHERE number >= ${first} ORDER BY number`);
}

// The root of RFC 6962 over leaves, computed from the front as an edge of whole subtrees.
export function rootOf(leaves) {
  const edge = [];
  for (const leaf of leaves) {
    let node = { size: 1, hash: sha256(Buffer.from([0]), leaf) };
    while (edge.length > 0 && edge.at(-1).size === node.size) {
      const left = edge.pop();
      node = { size: left.size * 2, hash: sha256(Buffer.from([1]), left.hash, node.hash) };
    }
    edge.push(node);
  }
  if (edge.length === 0) return sha256('');
  return edge.map((node) => node.hash).reduceRight((right, left) => sha256(Buffer.from([1]), left, right));
}

// The newest checkpoint of the store covers all its entries and holds their root; throws when it does not.
export function checkRoot(store) {
  const leaves = leavesOf(store);
  const [checkpoint] = record(store, 'SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1');
  if (checkpoint.size !== leaves.length) throw new Error(`${leaves.length} entries, but the newest checkpoint is of ${checkpoint.size}`);
  const root = rootOf(leaves);
  if (checkpoint.note.split('\n')[2] !== root.toString('base64')) throw new Error('the root of the leaves is not that of the checkpoint');
  return root.toString('hex');
}

// The idempotency key as stored for a form's key (ENTRY_FORMAT 3), in upper-case hex.
export const storedKey = (person, formKey) =>
  sha256(person, Buffer.from([0]), Buffer.from(formKey, 'hex')).subarray(0, 16).toString('hex').toUpperCase();
