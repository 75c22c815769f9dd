// What the parts of this step share: a real store with two administrators, signing in, and the app on a phone.
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, formsOf, hold, Server, Visitor } from '../pages/site.mjs';

export const passwords = { 'morag.innes': 'a long harbour morning', 'ewan.petrie': 'nine quiet lanterns' };

// `settings`: the text of sign_in.toml; none: as a new store is.
export function makeStore(folder, name, settings) {
  const store = join(folder, name);
  const file = join(folder, `${name}.passwords`);
  writeFileSync(file, Object.values(passwords).join('\n'), { mode: 0o600 });
  const made = command('init', '--store', store, '--council', 'Trial Council', '--code', 'S12000036', '--administrator', 'Morag Innes', '--sign-in', 'morag.innes',
    '--second', 'Ewan Petrie', '--second-sign-in', 'ewan.petrie', '--passwords', file);
  hold(made.code === 0, made.err);
  if (settings !== undefined) writeFileSync(join(store, 'sign_in.toml'), settings);
  return store;
}

export const served = async (store, options) => Server.start(store, options);
export const visitor = (server, watch) => watch.over(new Visitor(server));

// Sends the sign-in form.
export async function password(who, name, word = passwords[name], extra = {}) {
  const form = formsOf((await who.get('/sign-in')).text).find((one) => one.action === '/sign-in');
  return who.post('/sign-in', { ...form.fields, name, password: word, ...extra });
}

export const isIn = async (who) => (await who.get('/me')).status === 200;
export const main = (answer) => answer.text.match(/<main[\s\S]*<\/main>/)?.[0] ?? answer.text;

// The app on a phone: six digits for half a minute. Written here, from RFC 6238, and not from ours.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
function fromBase32(text) {
  const bits = [...text.replaceAll(' ', '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}
export function codeOf(secret, steps = 0) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const at = digest[19] & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
export const secretOn = (answer) => main(answer).match(/<code>([A-Z2-7 ]+)<\/code>/)?.[1];
export const recoveryOn = (answer) => [...main(answer).matchAll(/<code>([a-z2-7 ]+)<\/code>/g)].map(([, code]) => code);

// From a right password to a whole sign-in, setting up codes: { secret, recovery }.
export async function setUp(who, answer, action = '/sign-in/set-up') {
  const secret = secretOn(answer);
  hold(secret, `no secret on the page (status ${answer.status})`);
  const form = formsOf(answer.text).find((one) => one.action === action);
  const code = codeOf(secret);
  const done = await who.post(action, { ...form.fields, code });
  const recovery = recoveryOn(done);
  hold(done.status === 200 && recovery.length === 10, `status ${done.status}, ${recovery.length} recovery codes`);
  return { secret, recovery, code };
}

// Waits until the app shows another code than the one just used: half a minute at most. Codes one step ahead are taken too, so that
// a test need not wait: the first use takes the step now, the next the step after.
export async function sendCode(who, answer, code) {
  const form = formsOf(answer.text).find((one) => one.action === '/sign-in/code');
  hold(form, `no form for a code (status ${answer.status})`);
  return who.post('/sign-in/code', { ...form.fields, code });
}
