// Guessing at a short value whose digest is known: the only way back to it is its salt, and that came from a seed that is gone.
import { hash } from 'node:crypto';
import * as crypto from 'node:crypto';

const sha256 = typeof hash === 'function' ? (bytes) => hash('sha256', bytes, 'hex') : (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');

export function digestOf(salt, name, kind, value) {
  const head = Buffer.from('plumbline-part-v1\0');
  const [n, k, v] = [Buffer.from(name), Buffer.from(kind), Buffer.from(value)];
  const sizes = Buffer.alloc(8);
  sizes.writeUInt16BE(n.length, 0);
  sizes.writeUInt16BE(k.length, 2);
  sizes.writeUInt32BE(v.length, 4);
  return sha256(Buffer.concat([head, salt, sizes.subarray(0, 2), n, sizes.subarray(2, 4), k, sizes.subarray(4, 8), v]));
}

// Tries each value with each salt until `times` digests were computed; then salts counted up from zero. Gives the value, or none.
export function guess(digests, { name, kind, values, salts, times }) {
  const wanted = new Set(digests);
  let tried = 0;
  const counted = Buffer.alloc(16);
  for (let turn = 0; tried < times; ++turn) {
    const salt = turn < salts.length ? salts[turn] : counted;
    if (turn >= salts.length) counted.writeUInt32LE(turn, 0);
    for (const value of values) {
      ++tried;
      if (wanted.has(digestOf(salt, name, kind, value))) return { value, tried };
    }
  }
  return { tried };
}
