// Passkeys (BARS S11): made and used in Chromium with its virtual authenticator; and, with an authenticator written here, each way in
// which an answer can be wrong. Every wrong one has the same answer unspoilt as its control.
import { createHash, createSign, generateKeyPairSync, randomBytes, sign as signWith } from 'node:crypto';
import { chromium } from 'playwright-core';
import { alter, newestEntry, record } from '../pages/stored.mjs';
import { formsOf, hold, Visitor } from '../pages/site.mjs';
import { isIn, main, makeStore, password, passwords, recoveryOn, served, setUp, visitor } from './people.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const url = (bytes) => Buffer.from(bytes).toString('base64url');
const forget = (store) => alter(store, 'desk', 'DELETE FROM wrong_try');

export async function passkeys({ steps, watch, folder }) {
  const store = makeStore(folder, 'passkeys');
  const server = await served(store);
  await inBrowser({ steps, store, server });
  await byHand({ steps, watch, store, server });
  await server.end();
}

async function inBrowser({ steps, store, server }) {
  const at = `http://localhost:${server.port}`;
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  const { codeOf } = await import('./people.mjs');
  await steps.check('passkeys: one is made in a browser', async () => {
    await page.goto(`${at}/sign-in`);
    await page.getByLabel('Sign-in name').fill('morag.innes');
    await page.getByLabel('Password').fill(passwords['morag.innes']);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Set up one-time codes' }).waitFor();
    const secret = await page.locator('main code').innerText();
    await page.getByLabel('The code that the app shows now').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Use these codes' }).click();
    await page.getByRole('link', { name: 'I have them, go on' }).click();
    await page.goto(`${at}/me/passkeys`);
    const before = newestEntry(store);
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByRole('button', { name: /Take away the one/ }).waitFor();
    hold(newestEntry(store) === before + 1, 'no entry of the record says so');
    const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
    hold(credentials.length === 1 && credentials[0].isResidentCredential && credentials[0].rpId === 'localhost', JSON.stringify(credentials));
  });
  await steps.check('passkeys: it signs in, with nothing typed', async () => {
    await page.goto(`${at}/me`);
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await page.getByRole('link', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL(`${at}/`);
    await page.goto(`${at}/me`);
    hold((await page.locator('main').innerText()).includes('Signed in by passkey'), 'her page does not say so');
  });
  await steps.check('passkeys: it shows anew who one is', async () => {
    await page.goto(`${at}/prove?next=/me/password`);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL(`${at}/me/password`);
  });
  await steps.check('passkeys: a finger that is not hers does not', async () => {
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.goto(`${at}/prove?next=/me/password`);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('No passkey was given').waitFor();
    hold(page.url().includes('/prove'), page.url());
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  });
  await steps.check('passkeys: without script the page says what to do instead', async () => {
    const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await bare.goto(`${at}/sign-in/passkey`);
    const words = await bare.locator('main').innerText();
    hold(words.includes('your browser runs none here'), words);
    hold(!(await bare.getByRole('button', { name: 'Use a passkey' }).isVisible()), 'a button that does nothing is shown');
    await bare.getByRole('link', { name: 'Sign in another way' }).click();
  });
  await browser.close();
}

// Just enough CBOR to write what an authenticator writes.
function cbor(value) {
  const head = (major, number) => (number < 24 ? Buffer.from([major << 5 | number])
    : number < 256 ? Buffer.from([major << 5 | 24, number]) : Buffer.from([major << 5 | 25, number >> 8, number & 255]));
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, held]) => [cbor(key), cbor(held)])]);
  return Buffer.concat([head(2, value.length), value]);
}

// An authenticator of our own, of one of the three kinds of key; `spoil` changes what it says before or after it signs.
class Authenticator {
  constructor(kind) {
    this.kind = kind;
    this.id = randomBytes(32);
    this.counter = 0;
    this.keys = kind === 'es256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : kind === 'eddsa' ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: 2048 });
  }

  cose() {
    const jwk = this.keys.publicKey.export({ format: 'jwk' });
    const part = (name) => Buffer.from(jwk[name], 'base64url');
    if (this.kind === 'es256') return new Map([[1, 2], [3, -7], [-1, 1], [-2, part('x')], [-3, part('y')]]);
    if (this.kind === 'eddsa') return new Map([[1, 1], [3, -8], [-1, 6], [-2, part('x')]]);
    return new Map([[1, 3], [3, -257], [-1, part('n')], [-2, part('e')]]);
  }

  head(said) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(said.counter);
    return Buffer.concat([sha256(said.rp), Buffer.from([said.flags]), counter]);
  }

  make(asked, spoil = {}) {
    const said = { rp: 'localhost', flags: 0x45, counter: this.counter, type: 'webauthn.create', ...asked, ...spoil };
    const client = JSON.stringify({ type: said.type, challenge: said.challenge, origin: said.origin, crossOrigin: said.crossOrigin ?? false });
    const length = Buffer.from([this.id.length >> 8, this.id.length & 255]);
    const data = Buffer.concat([this.head(said), Buffer.alloc(16), length, this.id, cbor(said.cose ?? this.cose()), said.behind ?? Buffer.alloc(0)]);
    return { client: url(client), attestation: url(cbor(new Map([['fmt', 'none'], ['attStmt', new Map()], ['authData', said.data ?? data]]))) };
  }

  use(asked, spoil = {}) {
    this.counter += 1;
    const said = { rp: 'localhost', flags: 0x05, counter: this.counter, type: 'webauthn.get', ...asked, ...spoil };
    const client = Buffer.from(said.client ?? JSON.stringify({ type: said.type, challenge: said.challenge, origin: said.origin, crossOrigin: said.crossOrigin ?? false }));
    const head = this.head(said);
    const bytes = Buffer.concat([head, sha256(client)]);
    const signature = this.kind === 'eddsa' ? signWith(null, bytes, this.keys.privateKey) : createSign('sha256').update(bytes).sign(this.keys.privateKey);
    const after = said.after ?? ((all) => all);
    return after({ id: url(said.id ?? this.id), client: url(client), authenticator: url(head), signature: url(signature), person: url(said.person) });
  }
}

async function byHand({ steps, watch, store, server }) {
  const origin = `http://localhost:${server.port}`;
  const at = (who) => {
    const ask = who.ask.bind(who);
    // As a browser at localhost sends it.
    who.ask = (method, path, options = {}) => ask(method, path, { ...options, headers: { Host: `localhost:${server.port}`, ...(method === 'POST' ? { Origin: origin } : {}), ...options.headers } });
    return who;
  };
  const fresh = () => at(visitor(server, watch));
  const askedOn = (answer, action) => {
    const open = answer.text.match(new RegExp(`<form[^>]*action="${action}"[^>]*data-passkey[^>]*>`))?.[0];
    hold(open, `no form for a passkey (status ${answer.status})`);
    return { challenge: open.match(/data-challenge="([^"]+)"/)[1], origin, fields: formsOf(answer.text).find((form) => form.action === action && form.fields.waiting).fields };
  };
  const [{ person }] = record(store, "SELECT person FROM account WHERE sign_in = 'ewan.petrie'");
  const ewan = fresh();
  await setUp(ewan, await password(ewan, 'ewan.petrie'));
  const makeWith = async (authenticator, spoil) => {
    const asked = askedOn(await ewan.get('/me/passkeys'), '/me/passkeys');
    return ewan.post('/me/passkeys', { ...asked.fields, ...authenticator.make(asked, spoil) });
  };
  const signIn = async (authenticator, spoil, who = fresh()) => {
    const asked = askedOn(await who.get('/sign-in/passkey'), '/sign-in/passkey');
    const sent = { ...asked.fields, ...authenticator.use({ ...asked, person }, spoil) };
    return { who, sent, answer: await who.post('/sign-in/passkey', sent) };
  };

  for (const kind of ['es256', 'eddsa', 'rs256']) {
    await steps.check(`passkeys: a key of kind ${kind} is taken, and signs in`, async () => {
      const authenticator = new Authenticator(kind);
      const made = await makeWith(authenticator);
      hold(made.status === 303, `made: ${made.status} ${main(made).slice(0, 500)}`);
      const { who, answer } = await signIn(authenticator);
      hold(answer.status === 303 && await isIn(who), `used: ${answer.status}`);
    });
  }

  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const makingFaults = {
    'another challenge': { challenge: url(randomBytes(32)) },
    'another origin': { origin: 'https://evil.example' },
    'the right host at another port': { origin: 'http://localhost:1' },
    'from within another page': { crossOrigin: true },
    'the type of a use': { type: 'webauthn.get' },
    'another host’s hash': { rp: 'evil.example' },
    'nobody present': { flags: 0x44 },
    'nobody looked at': { flags: 0x41 },
    'no credential in it': { flags: 0x05 },
    'a key of no known kind': { cose: new Map([[1, 2], [3, -47], [-1, 8], [-2, Buffer.alloc(32)], [-3, Buffer.alloc(32)]]) },
    'something behind the key': { behind: Buffer.from([0]) },
    'data cut short': { data: Buffer.alloc(36) },
  };
  for (const [fault, spoil] of Object.entries(makingFaults)) {
    await steps.check(`passkeys: not made with ${fault}`, async () => {
      const authenticator = new Authenticator('es256');
      const before = newestEntry(store);
      const answer = await makeWith(authenticator, spoil);
      hold(answer.status === 422 && newestEntry(store) === before, `status ${answer.status}`);
      hold((await makeWith(authenticator)).status === 303, 'the control is refused too');
    });
  }

  const using = new Authenticator('es256');
  await makeWith(using);
  const flip = (field) => (all) => {
    const bytes = Buffer.from(all[field], 'base64url');
    bytes[bytes.length - 1] ^= 1;
    return { ...all, [field]: url(bytes) };
  };
  const usingFaults = {
    'another challenge': { challenge: url(randomBytes(32)) },
    'another origin': { origin: 'https://evil.example' },
    'another port': { origin: 'http://localhost:1' },
    'the type of a making': { type: 'webauthn.create' },
    'from within another page': { crossOrigin: true },
    'another host’s hash': { rp: 'evil.example' },
    'nobody present': { flags: 0x04 },
    'nobody looked at': { flags: 0x01 },
    'a turned bit in the signature': { after: flip('signature') },
    'a turned bit in the counter': { after: flip('authenticator') },
    'client data with a name twice': { client: '{"type":"webauthn.get","type":"webauthn.get"}' },
    'the id of another passkey': { id: randomBytes(32) },
    'the name of another person': { person: 'P-2026-001' },
    'another key': { after: (all) => ({ ...all, signature: url(createSign('sha256').update('x').sign(other.privateKey)) }) },
  };
  for (const [fault, spoil] of Object.entries(usingFaults)) {
    await steps.check(`passkeys: not let in with ${fault}`, async () => {
      forget(store);
      const wrong = await signIn(using, spoil);
      hold(wrong.answer.status === 422 && !(await isIn(wrong.who)), `status ${wrong.answer.status}`);
      const right = await signIn(using);
      hold(right.answer.status === 303 && await isIn(right.who), `the control: ${right.answer.status}`);
    });
  }
  await steps.check('passkeys: an answer is taken once', async () => {
    forget(store);
    const { who, sent, answer } = await signIn(using);
    hold(answer.status === 303, `status ${answer.status}`);
    const thief = fresh();
    await thief.get('/sign-in/passkey');
    thief.cookies = new Map(thief.cookies);
    const token = formsOf((await thief.get('/sign-in/passkey')).text).find((form) => form.fields.waiting).fields.token;
    const again = await thief.post('/sign-in/passkey', { ...sent, token });
    hold(again.status === 422 && !(await isIn(thief)) && await isIn(who), `again: ${again.status}`);
  });
  await steps.check('passkeys: a copy is found by its counter, one that stands still and one that went back to none', async () => {
    forget(store);
    const counter = using.counter;
    hold((await signIn(using)).answer.status === 303, 'the control');
    for (const old of [counter, counter + 1, 1, 0]) {
      const copy = await signIn(using, { counter: old });
      hold(copy.answer.status === 422 && !(await isIn(copy.who)), `counter ${old}: ${copy.answer.status}`);
    }
    forget(store);
    hold((await signIn(using)).answer.status === 303, 'the true one is refused afterwards');
  });
  await steps.check('passkeys: one without a counter works again and again', async () => {
    forget(store);
    const plain = new Authenticator('es256');
    await makeWith(plain);
    for (let turn = 0; turn < 3; ++turn) hold((await signIn(plain, { counter: 0 })).answer.status === 303, `turn ${turn}`);
  });
  await steps.check('passkeys: one that was taken away lets nobody in', async () => {
    forget(store);
    const gone = new Authenticator('es256');
    await makeWith(gone);
    hold((await signIn(gone)).answer.status === 303, 'the control');
    const form = formsOf((await ewan.get('/me/passkeys')).text).find((one) => one.action === '/me/passkeys/remove' && one.fields.id === url(gone.id));
    hold((await ewan.post(form.action, form.fields)).status === 303, 'it is not taken away');
    hold((await signIn(gone)).answer.status === 422, 'it still lets in');
  });
}
