// Signs a text as a log's key would, for what a thief of a key can do. As a program: node sign.mjs KEYFILE < text > signature line.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const markOf = (name, open) => createHash('sha256').update(`${name}\n\x01`).update(open).digest().subarray(0, 4);
const openOf = (key) => createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);

// { name, key } out of the text of a log.key; or a new key of that name.
export function readKey(text) {
  const [, name, seed] = text.match(/^PRIVATE\+KEY\+([^+]+)\+[0-9a-f]{8}\+(\S+)/);
  const bytes = Buffer.from(seed, 'base64').subarray(1);
  return { name, key: createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), bytes]), format: 'der', type: 'pkcs8' }) };
}
export const newKey = (name) => ({ name, key: generateKeyPairSync('ed25519').privateKey });
export const verifierOf = ({ name, key }) => `${name}+${markOf(name, openOf(key)).toString('hex')}+${Buffer.concat([Buffer.from([1]), openOf(key)]).toString('base64')}`;
export const signatureLine = ({ name, key }, text) => `— ${name} ${Buffer.concat([markOf(name, openOf(key)), sign(null, Buffer.from(text), key)]).toString('base64')}\n`;

if (process.argv[1].endsWith('/sign.mjs')) {
  process.stdout.write(signatureLine(readKey(readFileSync(process.argv[2], 'utf8')), readFileSync(0)));
}
