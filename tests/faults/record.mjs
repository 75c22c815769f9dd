// Reads a record as docs/ENTRY_FORMAT.md describes it, with the sqlite3 tool or psql, and SHA-256, and nothing of the program: what
// was acknowledged is compared with this.
import { sha256 } from '../pages/site.mjs';
import { hex, record } from '../pages/stored.mjs';

const u16 = (number) => Buffer.from([number >> 8, number & 255]);
const u32 = (number) => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(number); return bytes; };

// A part list: [{ salt, name, kind, value }].
export function partsOf(bytes) {
  const parts = [];
  let at = 2;
  const take = (length) => {
    if (at + length > bytes.length) throw new Error('a part list ends too early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  for (let left = bytes.readUInt16BE(0); left > 0; --left) {
    const salt = take(16);
    const name = take(take(2).readUInt16BE()).toString();
    const kind = take(take(2).readUInt16BE()).toString();
    parts.push({ salt, name, kind, value: take(take(4).readUInt32BE()) });
  }
  if (at !== bytes.length) throw new Error('a part list goes on after its last part');
  return parts;
}

const digestOf = (part) => sha256('plumbline-part-v1', Buffer.from([0]), part.salt, u16(Buffer.byteLength(part.name)), part.name,
  u16(Buffer.byteLength(part.kind)), part.kind, u32(part.value.length), part.value);

// One entry: its header by name, after its digests, commitment and leaf were computed again.
export function checkedEntry(row) {
  const header = partsOf(Buffer.from(row.header, 'hex'));
  const digests = Buffer.from(row.digests, 'hex');
  header.forEach((part, place) => {
    if (!digestOf(part).equals(digests.subarray(32 * place, 32 * place + 32))) {
      throw new Error(`entry ${row.number}: the digest of ${part.name} does not fit`);
    }
  });
  const commitment = sha256('plumbline-entry-v1', Buffer.from([0]), u16(digests.length / 32), digests).toString('hex');
  if (row.leaf.split('\n')[3] !== commitment) throw new Error(`entry ${row.number}: the leaf holds another commitment`);
  return Object.fromEntries(header.map((part) => [part.name, part.value.toString()]));
}

export function entriesFrom(store, first) {
  return record(store, `SELECT number, leaf, ${hex(store, 'header')} AS header, ${hex(store, 'digests')} AS digests,
    ${hex(store, 'idempotency')} AS idempotency FROM entry WHERE number >= ${first} ORDER BY number`);
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
  const leaves = record(store, 'SELECT leaf FROM entry ORDER BY number').map((row) => row.leaf);
  const [checkpoint] = record(store, 'SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1');
  if (checkpoint.size !== leaves.length) throw new Error(`${leaves.length} entries, but the newest checkpoint is of ${checkpoint.size}`);
  const root = rootOf(leaves);
  if (checkpoint.note.split('\n')[2] !== root.toString('base64')) throw new Error('the root of the leaves is not that of the checkpoint');
  return root.toString('hex');
}

// The idempotency key as stored for a form's key (ENTRY_FORMAT 3), in upper-case hex.
export const storedKey = (person, formKey) =>
  sha256(person, Buffer.from([0]), Buffer.from(formKey, 'hex')).subarray(0, 16).toString('hex').toUpperCase();
