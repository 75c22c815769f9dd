// One entry as a stranger checks it: from the text of its proof alone, by docs/ENTRY_FORMAT.md 5 to 7, with nothing of ours.
import { createPublicKey, verify as signatureHolds } from 'node:crypto';
import { hold, sha256 } from '../pages/site.mjs';

const bytes = (hex) => Buffer.from(hex, 'hex');
const counted = (buffer, size) => {
  const length = Buffer.alloc(size);
  if (size === 2) length.writeUInt16BE(buffer.length); else length.writeUInt32BE(buffer.length);
  return Buffer.concat([length, buffer]);
};
const digestOf = ({ salt, name, kind, value }) => sha256(Buffer.from('plumbline-part-v1\0'), salt, counted(Buffer.from(name), 2), counted(Buffer.from(kind), 2), counted(value, 4));

// RFC 9162 section 2.1.3.2.
function rootFrom(leafHash, index, size, path) {
  let [fn, sn, root] = [index, size - 1, leafHash];
  for (const step of path) {
    hold(sn > 0, 'the path is longer than the tree is high');
    if (fn % 2 === 1 || fn === sn) {
      root = sha256(Buffer.from([1]), step, root);
      if (fn % 2 === 0) while (fn % 2 === 0 && fn > 0) { fn /= 2; sn = Math.floor(sn / 2); }
    } else root = sha256(Buffer.from([1]), root, step);
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  hold(sn === 0, 'the path is too short');
  return root;
}

function signed(note, vkey) {
  const [text, signatures] = note.split('\n\n');
  const [name, , key] = vkey.trim().match(/^(.*?)\+([0-9a-f]{8})\+(.*)$/).slice(1);
  const raw = Buffer.from(key, 'base64');
  hold(raw.length === 33 && raw[0] === 1, 'the key is no Ed25519 key');
  const publicKey = createPublicKey({ key: Buffer.concat([bytes('302a300506032b6570032100'), raw.subarray(1)]), format: 'der', type: 'spki' });
  const line = signatures.split('\n').find((one) => one.startsWith(`— ${name} `));
  return signatureHolds(null, Buffer.from(`${text}\n`), publicKey, Buffer.from(line.split(' ')[2], 'base64').subarray(4));
}

// Throws where anything does not hold; gives { number, leaf, parts }: values by name, of the parts that whoever asked may see.
export function checkedEntry(text, vkey) {
  const section = (title, next) => text.split(`\n${title}\n`)[1].split(`\n\n${next}`)[0].split('\n').filter((line) => line !== '');
  const number = Number(text.match(/\nentry (\d+)\n/)[1]), size = Number(text.match(/\ntree size (\d+)\n/)[1]);
  const parts = section('parts (hex of salt, name, kind, hex of value)', 'digests').map((line) => {
    const [salt, name, kind, value = ''] = line.split(' ');
    return { salt: bytes(salt), name, kind, value: bytes(value) };
  });
  const digests = section('digests', 'leaf').map(bytes);
  const told = new Set(digests.map((one) => one.toString('hex')));
  for (const part of parts) hold(told.has(digestOf(part).toString('hex')), `entry ${number}: ${part.name} is not what was recorded`);
  const many = Buffer.alloc(2);
  many.writeUInt16BE(digests.length);
  const commitment = sha256(Buffer.from('plumbline-entry-v1\0'), many, ...digests).toString('hex');
  const leaf = `${section('leaf', 'inclusion').join('\n')}\n`;
  hold(leaf.endsWith(`\n${commitment}\n`), `entry ${number}: the leaf has another commitment`);
  const path = section('inclusion', 'checkpoint').map(bytes);
  const note = text.split('\ncheckpoint\n')[1].split('\n\nverifier key')[0];
  const root = rootFrom(sha256(Buffer.from([0]), Buffer.from(leaf)), number, size, path);
  hold(note.split('\n')[2] === root.toString('base64') && Number(note.split('\n')[1]) === size, `entry ${number}: it does not lead to the checkpoint`);
  hold(signed(`${note}\n`, vkey), `entry ${number}: the checkpoint is not signed by that key`);
  return { number, leaf, parts: Object.fromEntries(parts.map((part) => [part.name, part.value.toString('utf8')])) };
}
