// OpenID Connect (BARS S12, S13): with a real provider, and with a hostile one that does each thing wrong. And the emergency sign-in that
// needs no provider and is told to two others.
import { createServer } from 'node:net';
import http from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Provider } from 'oidc-provider';
import { alter, newestEntry, record } from '../pages/stored.mjs';
import { formsOf, hold, pause } from '../pages/site.mjs';
import { Hostile } from './hostile.mjs';
import { isIn, main, makeStore, password, passwords, served, setUp, visitor } from './people.mjs';

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => done(port)); });
});
const tenant = '11111111-2222-3333-4444-555555555555';
const forget = (store) => alter(store, 'desk', 'DELETE FROM wrong_try');

export async function provider({ steps, watch, folder }) {
  const hostile = await Hostile.start({ tenant });
  const port = await freePort();
  const settings = (issuer, more = '') => `address = "http://127.0.0.1:${port}"\n[provider]\nname = "Trial Council"\nissuer = "${issuer}"\nclient_id = "plumbline"\n` +
    `secret_file = "sign_in.secret"\nnetwork = "this_machine"\n${more}`;
  const store = makeStore(folder, 'provider', settings(hostile.issuer, 'known_by = "tid_oid"\n'));
  writeFileSync(join(store, 'sign_in.secret'), 'a secret of the two\n', { mode: 0o600 });
  const listen = `127.0.0.1:${port}`;
  let server = await served(store, { listen });
  const fresh = () => visitor(server, watch);

  // Back from the provider with what it gave: the browser sends the cookie that lives for this step, and no other.
  const comeBack = async (who, query) => {
    const kept = who.cookies;
    who.cookies = new Map([...kept].filter(([name]) => name === '__Host-return'));
    const answer = await who.get(`/sign-in/return?${new URLSearchParams(query)}`, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
    who.cookies = new Map([...kept, ...who.cookies].filter(([name]) => name !== '__Host-return'));
    return answer;
  };
  const leave = async (who, next = '', way = '/sign-in/provider') => {
    const away = await who.get(`${way}${next}`);
    hold(away.status === 303 && away.headers.location.startsWith(`${hostile.issuer}/authorize?`), `away: ${away.status} ${away.headers.location} ${main(away).slice(0, 400)}`);
    return away.headers.location;
  };
  const flow = async (who = fresh()) => {
    const { code, state } = hostile.letIn(await leave(who));
    return { who, answer: await comeBack(who, { code, state }) };
  };

  const admins = await people({ steps, store, fresh });
  await linking({ steps, store, admins, hostile, flow });

  await steps.check('provider: what is asked is PKCE, one state and one nonce each, and no mail', async () => {
    const one = new URL(await leave(fresh())).searchParams;
    const two = new URL(await leave(fresh())).searchParams;
    for (const [name, value] of Object.entries({ response_type: 'code', response_mode: 'query', code_challenge_method: 'S256', client_id: 'plumbline', redirect_uri: `http://127.0.0.1:${port}/sign-in/return` })) hold(one.get(name) === value, `${name}: ${one.get(name)}`);
    for (const name of ['state', 'nonce', 'code_challenge']) hold(one.get(name) !== two.get(name) && one.get(name).length >= 43, name);
    hold(!one.get('scope').includes('email'), one.get('scope'));
    await flow();
    hold(hostile.lastForm.get('code_verifier')?.length >= 43, 'no verifier');
    hold(hostile.lastAuthorization === `Basic ${Buffer.from('plumbline:a%20secret%20of%20the%20two').toString('base64')}`, hostile.lastAuthorization);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const faults = {
    'another issuer': () => ({ claims: { iss: 'https://login.microsoftonline.com/common/v2.0' } }),
    'another audience': () => ({ claims: { aud: 'somebody-else' } }),
    'no audience': () => ({ without: ['aud'] }),
    'two audiences and nobody named to bring it': () => ({ claims: { aud: ['plumbline', 'other'] } }),
    'a token given to another client': () => ({ claims: { azp: 'other' } }),
    'another nonce': () => ({ claims: { nonce: 'x'.repeat(43) } }),
    'no nonce': () => ({ without: ['nonce'] }),
    'an end that has passed': () => ({ claims: { exp: now() - 120 } }),
    'no end': () => ({ without: ['exp'] }),
    'made in the future': () => ({ claims: { iat: now() + 600 } }),
    'made long ago': () => ({ claims: { iat: now() - 3600 } }),
    'not holding yet': () => ({ claims: { nbf: now() + 600 } }),
    'the end as a text': () => ({ claims: { exp: String(now() + 300) } }),
    'no subject': () => ({ without: ['sub'] }),
    'no object id': () => ({ without: ['oid'] }),
    'another tenant': () => ({ claims: { tid: '99999999-2222-3333-4444-555555555555' } }),
    'alg none': () => ({ header: { alg: 'none' } }),
    'alg None': () => ({ header: { alg: 'None' }, after: (all) => `${all.split('.').slice(0, 2).join('.')}.` }),
    'HS256 with the public key as its secret': () => ({ header: { alg: 'HS256' } }),
    'an unknown key': () => ({ header: { kid: 'nobody' }, signWith: 'stranger' }),
    'a stranger’s signature under a known key': () => ({ signWith: 'stranger' }),
    'the algorithm of another key': () => ({ header: { alg: 'RS256', kid: 'curve' } }),
    'a key sent in the token': () => ({ header: { kid: 'own', jwk: hostile.keys.stranger.publicKey.export({ format: 'jwk' }) }, signWith: 'stranger' }),
    'a demand that is not understood': () => ({ header: { crit: ['exp'] } }),
    'a turned letter in the claims': () => ({ after: (all) => all.replace(/\.(.)(.)/, (whole, a, b) => `.${a}${b === 'a' ? 'b' : 'a'}`) }),
    'no signature': () => ({ after: (all) => all.replace(/[^.]+$/, '') }),
    'claims named twice': () => ({ payload: `{"iss":"${hostile.issuer}","aud":"x","aud":"plumbline","sub":"subject-1","tid":"${tenant}","oid":"object-1","iat":${now()},"exp":${now() + 300},"nonce":"x"}` }),
    'a code that is refused': () => ({ refuseCode: true }),
    'no token': () => ({ noToken: true }),
    'a token address that leads elsewhere': () => ({ tokenRedirect: true }),
  };
  for (const [fault, spoil] of Object.entries(faults)) {
    await steps.check(`provider: not let in with ${fault}`, async () => {
      hostile.fault = spoil();
      const wrong = await flow();
      hostile.fault = {};
      hold([403, 503].includes(wrong.answer.status) && !(await isIn(wrong.who)), `status ${wrong.answer.status}`);
      hold(/[0-9a-f]{16}/.test(main(wrong.answer)), 'no number to tell the IT desk');
      const right = await flow();
      hold(right.answer.status === 200 && await isIn(right.who), `the control: ${right.answer.status} ${main(right.answer).slice(0, 600)}`);
    });
  }
  for (const [name, header] of Object.entries({ PS256: { alg: 'PS256' }, ES256: { alg: 'ES256', kid: 'curve' } })) {
    await steps.check(`provider: ${name} is taken`, async () => {
      hostile.fault = { header };
      const { who, answer } = await flow();
      hostile.fault = {};
      hold(answer.status === 200 && await isIn(who), `status ${answer.status}`);
    });
  }

  await steps.check('provider: a mixed state, a second use, another browser, another provider are refused', async () => {
    const [one, two] = [fresh(), fresh()];
    const [first, second] = [hostile.letIn(await leave(one)), hostile.letIn(await leave(two))];
    hold((await comeBack(one, { code: first.code, state: second.state })).status === 403 && !(await isIn(one)), 'a mixed state');
    hold((await comeBack(one, first)).status === 403, 'the true answer after a false one');
    hold((await comeBack(fresh(), { code: second.code, state: second.state })).status === 403, 'a browser that did not ask');
    const cookies = new Map(two.cookies);
    hold((await comeBack(two, { code: second.code, state: second.state })).status === 200 && await isIn(two), 'the control');
    const thief = fresh();
    thief.cookies = cookies;
    hostile.codes.get(second.code).used = false;
    hold((await comeBack(thief, { code: second.code, state: second.state })).status === 403 && !(await isIn(thief)), 'a second use');
    const other = fresh();
    const third = hostile.letIn(await leave(other));
    hold((await comeBack(other, { code: third.code, state: third.state, iss: 'https://elsewhere.example' })).status === 403, 'another provider');
    const fourth = fresh();
    const { state } = hostile.letIn(await leave(fourth));
    hold((await comeBack(fourth, { error: 'access_denied', state })).status === 403, 'an error of the provider');
  });
  await steps.check('provider: the way on is a link of our own page, since the cookie of the session goes with no step from elsewhere', async () => {
    const who = fresh();
    const { code, state } = hostile.letIn(await leave(who, '?next=/me'));
    const answer = await comeBack(who, { code, state });
    const given = answer.cookies.find((cookie) => cookie.startsWith('__Host-plumbline='));
    hold(/SameSite=Strict/.test(given), given);
    hold(/data-go-on href="[^"]+"/.test(answer.text), main(answer));
  });
  await steps.check('provider: strange names of keys make us ask for the keys once a minute at most', async () => {
    hostile.fault = { header: { kid: 'nobody' }, signWith: 'stranger' };
    const before = hostile.count('/keys');
    for (let turn = 0; turn < 6; ++turn) await flow();
    hostile.fault = {};
    hold(hostile.count('/keys') - before <= 1, `${hostile.count('/keys') - before} times`);
  });
  await anew({ steps, admins, hostile, flow, leave, comeBack });
  await emergency({ steps, store, fresh, admins, hostile, flow });

  // Discovery is kept for an hour, so each of these begins with a new program.
  await server.end();
  const discoveries = {
    'naming another issuer': { issuer: 'https://login.microsoftonline.com/common/v2.0' },
    'leading to a host that is not named': { token_endpoint: 'http://127.0.0.2:9/token' },
    'leading to a stranger for its keys': { jwks_uri: 'https://keys.elsewhere.example/' },
  };
  for (const [what, discovery] of Object.entries(discoveries)) {
    await steps.check(`provider: not asked when it describes itself ${what}`, async () => {
      hostile.fault = { discovery };
      server = await served(store, { listen });
      const away = await fresh().get('/sign-in/provider');
      hold(away.status === 403, `status ${away.status}`);
      hostile.fault = {};
      await leave(fresh());
      await server.end();
    });
  }
  for (const [what, fault] of Object.entries({ 'are not to be had': { keysDown: true }, 'are said to be elsewhere': { keysRedirect: true } })) {
    await steps.check(`provider: nobody is let in while its keys ${what}`, async () => {
      server = await served(store, { listen });
      hostile.fault = fault;
      const { who, answer } = await flow();
      hostile.fault = {};
      hold(answer.status === 503 && !(await isIn(who)) && hostile.count('/elsewhere') === 0, `status ${answer.status}`);
      const right = await flow();
      hold(right.answer.status === 200, `the control: ${right.answer.status}`);
      await server.end();
    });
  }
  await steps.check('provider: without the operator’s word this machine is not asked, whatever its name', async () => {
    let asked = 0;
    const trap = http.createServer((request, answer) => { asked += 1; answer.end(); });
    trap.on('connection', () => { asked += 1; });
    await new Promise((done) => trap.listen(0, '127.0.0.1', done));
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1']) {
      writeFileSync(join(store, 'sign_in.toml'), settings(`https://${host}:${trap.address().port}`).replace('network = "this_machine"\n', ''));
      server = await served(store, { listen });
      const away = await fresh().get('/sign-in/provider');
      hold([403, 503].includes(away.status), `${host}: ${away.status}`);
      await server.end();
    }
    trap.close();
    hold(asked === 0, `${asked} connections`);
  });
  await steps.check('provider: an issuer that takes anybody’s tenant stops the start, and so does a secret that others may read', async () => {
    for (const anybody of ['common', 'organizations', 'consumers']) {
      writeFileSync(join(store, 'sign_in.toml'), settings(`https://login.microsoftonline.com/${anybody}/v2.0`));
      const stopped = await served(store, { listen }).then(() => 'it starts', (error) => error.message);
      hold(stopped.includes('any tenant'), stopped);
    }
  });
  await steps.check('provider: a group that proposes the office, who keeps the system, or nothing known stops the start', async () => {
    for (const capacity of ['cswo', 'depute_cswo', 'administrator', 'nothing_known']) {
      writeFileSync(join(store, 'sign_in.toml'), settings(hostile.issuer, `known_by = "tid_oid"\n[[provider.group]]\nid = "g-1"\ncapacity = "${capacity}"\n`));
      const stopped = await served(store, { listen }).then(() => 'it starts', (error) => error.message);
      hold(/no group proposes|no capacity is called/.test(stopped), `${capacity}: ${stopped}`);
    }
  });
  await hostile.end();
  await real({ steps, store, port, settings, listen, watch, admins });
}

// Forms of the record, as an administrator fills them in.
async function act(who, path, fields) {
  const form = await who.form(path);
  let answer = await who.post(form.action, { ...form.fields, go: 'record', signed: 'yes', ...fields });
  const prove = formsOf(answer.text).find((one) => one.action?.endsWith('/prove'));
  if (prove) answer = await who.post(prove.action, { ...prove.fields, password: who.password, code: who.recovery.shift() });
  hold(answer.status === 303 && answer.headers.location.includes('receipt'), `${path}: ${answer.status} ${answer.headers.location} ${main(answer).slice(0, 1200)}`);
  return answer.headers.location.match(/record\/([^?]+)/)[1];
}

const yesterday = () => new Date(Date.now() - 86_400_000);
const dayFields = (name, day) => ({ [`${name}.day`]: String(day.getUTCDate()), [`${name}.month`]: String(day.getUTCMonth() + 1), [`${name}.year`]: String(day.getUTCFullYear()) });

// Two administrators get in by their local accounts, and appoint three people.
async function people({ steps, store, fresh }) {
  const admins = {};
  await steps.check('provider: administrators get in by local account and code, though there is a provider', async () => {
    for (const name of ['morag.innes', 'ewan.petrie']) {
      const who = fresh();
      const page = await who.get('/sign-in');
      hold(main(page).includes('href="/sign-in/provider"'), 'the provider is not offered');
      const { recovery } = await setUp(who, await password(who, name));
      Object.assign(who, { recovery, password: passwords[name] });
      hold(await isIn(who), `${name} is not in`);
      admins[name] = who;
    }
    const [morag, ewan] = Object.values(admins);
    for (const [name, signIn, capacity, more = {}] of [['Isla Renton', 'isla.renton', 'cswo'], ['Tom Reekie', 'tom.reekie', 'monitoring_officer'], ['Una Baird', 'una.baird', 'chief_executive'],
      ['Fergus Mair', 'fergus.mair', 'depute_cswo', dayFields('to', yesterday())]]) {
      const person = await act(morag, '/new/person/add', { name, sign_in: signIn });
      await act(morag, `/record/${person}/do/set_password`, { password: `mossy kettle ${signIn}` });
      const appointment = await act(morag, '/new/appointment/propose', { holder: person, capacity, 'from.day': '1', 'from.month': '1', 'from.year': '2026', ...more });
      await act(ewan, `/record/${appointment}/do/confirm`, {});
      admins[signIn] = person;
    }
  });
  return admins;
}

// Whom the provider knows is nobody here until two people have recorded whose number it is.
async function linking({ steps, admins, hostile, flow }) {
  const [morag, ewan] = [admins['morag.innes'], admins['ewan.petrie']];
  const subject = `${hostile.tenant}:object-1`;
  await steps.check('provider: somebody unknown is told what to tell, and to whom, and is not let in', async () => {
    const { who, answer } = await flow();
    hold(answer.status === 403 && main(answer).includes(subject) && main(answer).includes(hostile.issuer), `status ${answer.status} ${main(answer).slice(0, 900)}`);
    hold(!(await isIn(who)), 'they are in');
  });
  let identity;
  await steps.check('provider: one person proposes whose number it is, and cannot confirm it', async () => {
    const form = await morag.form('/new/identity/propose');
    const mail = await morag.post(form.action, { ...form.fields, go: 'record', person: admins['isla.renton'], issuer: hostile.issuer, subject: 'isla@council.example' });
    hold(mail.status === 422, `an address of mail: ${mail.status}`);
    identity = await act(morag, '/new/identity/propose', { person: admins['isla.renton'], issuer: hostile.issuer, subject });
    hold((await morag.get(`/record/${identity}/do/confirm`)).status === 403, 'she may confirm her own');
    hold((await flow()).answer.status === 403, 'a proposal lets in');
  });
  await steps.check('provider: a second person confirms, and she is in, by number and not by mail', async () => {
    await act(ewan, `/record/${identity}/do/confirm`, {});
    const { who, answer } = await flow();
    hold(answer.status === 200 && await isIn(who), `status ${answer.status}`);
    hold(main(await who.get('/me')).includes('Signed in by the council'), 'her page does not say how');
    hostile.fault = { claims: { oid: 'object-2', sub: 'subject-2', email: 'isla@council.example', name: 'Isla Renton' } };
    const other = await flow();
    hostile.fault = {};
    hold(other.answer.status === 403, `the same name with another number: ${other.answer.status}`);
  });
}

// Whoever came by the provider shows anew who they are there: the same person, who signed in there just now by the provider's own word.
async function anew({ steps, admins, hostile, flow, leave, comeBack }) {
  const lately = (seconds) => ({ claims: { auth_time: Math.floor(Date.now() / 1000) - seconds } });
  const proved = async (who) => (await who.get('/me/password')).status === 200;
  const again = async (who, fault, { end = false } = {}) => {
    const away = await leave(who, '', '/prove/provider?next=/me/password');
    const { code, state, asked } = hostile.letIn(away);
    hold(asked.get('prompt') === 'login' && asked.get('max_age') === '0', away);
    hostile.fault = fault;
    if (end) for (const form of formsOf((await who.get('/me')).text).filter((one) => one.action === '/sign-out').slice(0, 1)) await who.post('/sign-out', form.fields);
    const answer = await comeBack(who, { code, state });
    hostile.fault = {};
    return answer;
  };
  await steps.check('provider: signing in there by a session of this morning is no proof, and one of just now is', async () => {
    for (const [fault, is] of [[{}, false], [lately(3600), false], [lately(5), true]]) {
      hostile.fault = fault;
      const { who } = await flow();
      hostile.fault = {};
      hold(await isIn(who) && (await proved(who)) === is, `${JSON.stringify(fault)}: ${!is}`);
    }
  });
  const faults = {
    'without saying when they signed in': [{}],
    'by a sign-in of ten minutes ago': [lately(600)],
    'by a sign-in of two minutes before they were asked': [lately(120)],
    'by a sign-in to come': [lately(-600)],
    'with the time as a text': [{ claims: { auth_time: String(Math.floor(Date.now() / 1000)) } }],
    'as somebody whom nobody has linked': [{ claims: { ...lately(1).claims, oid: 'object-9' } }],
    'in a session that has ended meanwhile': [lately(1), { end: true }],
  };
  const { who } = await flow();
  const ask = await who.get('/prove?next=/me/password');
  for (const [fault, [claims, more]] of Object.entries(faults)) {
    await steps.check(`provider: it is not shown anew ${fault}`, async () => {
      const mine = more ? (await flow()).who : who;
      const answer = await again(mine, claims, more);
      hold(answer.status === 403 && main(answer).includes('It was not shown that it is you'), `status ${answer.status} ${main(answer).slice(0, 600)}`);
      hold(more ? !(await isIn(mine)) : !(await proved(mine)), 'it counts');
    });
  }
  await steps.check('provider: somebody else who signs in there shows nothing of the first', async () => {
    const identity = await act(admins['morag.innes'], '/new/identity/propose', { person: admins['una.baird'], issuer: hostile.issuer, subject: `${hostile.tenant}:object-7` });
    await act(admins['ewan.petrie'], `/record/${identity}/do/confirm`, {});
    const answer = await again(who, { claims: { ...lately(1).claims, oid: 'object-7' } });
    hold(answer.status === 403 && !(await proved(who)), `status ${answer.status}`);
  });
  await steps.check('provider: whoever signs in there anew has shown it for five minutes, and goes on where they were', async () => {
    hold(main(ask).includes('href="/prove/provider?next=%2Fme%2Fpassword"'), main(ask).slice(0, 900));
    const answer = await again(who, lately(1));
    hold(answer.status === 200 && /data-go-on href="\/me\/password"/.test(answer.text) && await proved(who), `status ${answer.status} ${main(answer).slice(0, 600)}`);
    hold(!answer.cookies.some((cookie) => cookie.startsWith('__Host-plumbline=')), 'it gives a session');
  });
}

async function emergency({ steps, store, fresh, admins, hostile, flow }) {
  let monitoring;
  await steps.check('emergency: everybody else’s local account lets nobody in while there is a provider', async () => {
    forget(store);
    const who = fresh();
    const asked = await password(who, 'una.baird', 'mossy kettle una.baird');
    const form = formsOf(asked.text).find((one) => one.action === '/sign-in/set-up');
    const answer = form ? (await setUp(who, asked).catch((error) => error), await who.get('/me')) : asked;
    hold(answer.status !== 200 || !main(answer).includes('My capacities'), 'she is in');
  });
  await steps.check('emergency: with the provider gone the CSWO gets in by password and code; it is recorded, and two others are told', async () => {
    hostile.fault = { down: true };
    const before = newestEntry(store);
    const who = fresh();
    await setUp(who, await password(who, 'isla.renton', 'mossy kettle isla.renton'));
    hold(await isIn(who), 'she stays out');
    hold(main(await who.get('/me')).includes('emergency sign-in'), 'her page does not say so');
    const [{ count }] = record(store, `SELECT count(*) AS count FROM act a JOIN record r ON r.number = a.record WHERE a.entry > ${before} AND r.register = 'emergency_sign_in' AND a.person = '${admins['isla.renton']}'`);
    hold(Number(count) === 1, `${count} records of it`);
    const needs = record(store, `SELECT r.reference FROM record r WHERE r.register = 'emergency_sign_in'`);
    hold(needs.length === 1, 'not one record');
    hold(!(await who.get('/')).text.includes('Take note of'), 'she is asked to take note of herself');
    hostile.fault = {};
  });
  await steps.check('emergency: it stands on the home page of the monitoring officer until they have taken note', async () => {
    const identity = await act(admins['morag.innes'], '/new/identity/propose', { person: admins['tom.reekie'], issuer: hostile.issuer, subject: `${hostile.tenant}:object-3` });
    await act(admins['ewan.petrie'], `/record/${identity}/do/confirm`, {});
    hostile.fault = { claims: { oid: 'object-3' } };
    const { who } = await flow();
    hostile.fault = {};
    hold((await who.get('/')).text.includes('Take note of'), 'it does not');
    const [{ reference }] = record(store, "SELECT reference FROM record WHERE register = 'emergency_sign_in'");
    await act(who, `/record/${reference}/do/monitoring_officer_looks`, {});
    hold(!(await who.get('/')).text.includes('Take note of'), 'it still does');
    monitoring = who;
  });
  await lapsed({ steps, store, fresh, hostile, monitoring });
}

// The deputy's appointment ended yesterday, and the provider is down: what cannot wait is recorded, told, and confirmed by somebody else.
async function lapsed({ steps, store, fresh, hostile, monitoring }) {
  let reference;
  await steps.check('emergency: a deputy whose appointment ended yesterday records what cannot wait, and it is told', async () => {
    hostile.fault = { down: true };
    const who = fresh();
    await setUp(who, await password(who, 'fergus.mair', 'mossy kettle fergus.mair'));
    hostile.fault = {};
    hold(await isIn(who), 'he stays out');
    hold((await who.get('/r/advice')).headers.location?.startsWith('/capacity'), 'he acts without having chosen');
    const page = await who.get('/capacity');
    hold(main(page).includes('If something cannot wait'), main(page).slice(0, 900));
    const choice = formsOf(page.text).find((one) => one.action === '/capacity');
    hold((await who.post('/capacity', { ...choice.fields, grant: '0' })).headers.location === '/capacity', 'any grant will do');
    await who.post('/capacity', choice.fields);
    hold((await who.get('/')).text.includes('what you record is to be confirmed'), 'his pages do not say so');
    const waits = await who.get('/new/risk/add');
    hold(!formsOf(waits.text).some((one) => one.action === '/new/risk/add'), `he takes a step that can wait: ${waits.status}`);
    const advice = await act(who, '/new/advice/give', { question: 'May the flat be used tonight?', advice: 'Yes, with a worker awake.', to: 'post chief_executive', about: 'services' });
    [{ reference }] = record(store, "SELECT reference FROM record WHERE register = 'unconfirmed_act'");
    hold((await who.get(`/record/${advice}`)).text.includes('capacity to be confirmed then'), 'the record does not say so');
    hold((await monitoring.get('/')).text.includes('Confirm or put right'), 'the monitoring officer is not told');
    hold((await monitoring.get(`/record/${reference}`)).text.includes(advice), 'nor of what');
    hold((await who.get(`/record/${reference}/do/confirm`)).status !== 200, 'he confirms his own');
  });
  await steps.check('emergency: somebody else confirms it, and then it waits no more', async () => {
    await act(monitoring, `/record/${reference}/do/confirm`, { why: 'The letter of renewal was late.' });
    hold(!(await monitoring.get('/')).text.includes('Confirm or put right'), 'it waits still');
  });
}

// A provider that others wrote: its own sign-in page, its own session, its own keys.
async function real({ steps, store, port, settings, listen, watch, admins }) {
  const at = await freePort();
  const issuer = `http://127.0.0.1:${at}`;
  const theirs = new Provider(issuer, {
    clients: [{ client_id: 'plumbline', client_secret: 'a secret of the two', redirect_uris: [`http://127.0.0.1:${port}/sign-in/return`], grant_types: ['authorization_code'], response_types: ['code'] }],
    pkce: { required: () => true }, cookies: { keys: ['a key of this test'] },
    claims: { openid: ['sub'], profile: ['name', 'groups'] }, conformIdTokenClaims: false,
    findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, name: id, groups: id === 'una-there' ? ['g-homes', 'g-budget', 'g-nothing'] : [] }) }),
  });
  theirs.on('server_error', (context, error) => console.log(`the provider: ${error.message}`));
  const listening = theirs.listen(at, '127.0.0.1');
  const group = (id, capacity) => `[[provider.group]]\nid = "${id}"\ncapacity = "${capacity}"\n`;
  writeFileSync(join(store, 'sign_in.toml'), settings(issuer, group('g-homes', 'head_of_adults') + group('g-budget', 'budget_holder')));
  const server = await served(store, { listen });
  const jar = new Map();
  const step = async (address, form) => {
    const answer = await fetch(address, { redirect: 'manual', method: form ? 'POST' : 'GET', headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') }, ...(form ? { body: new URLSearchParams(form) } : {}) });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split(/=(.*)/);
      if (value) jar.set(name, value); else jar.delete(name);
    }
    const to = answer.headers.get('location');
    return { status: answer.status, to: to && new URL(to, address).href, text: await answer.text() };
  };
  // As far as the provider's pages lead, filling in what they ask, until they send the browser back to us.
  const throughTheirs = async (address, login) => {
    for (let turn = 0; turn < 20; ++turn) {
      const answer = await step(address);
      if (answer.to?.startsWith(`http://127.0.0.1:${port}/`)) return answer.to;
      if (answer.to) { address = answer.to; continue; }
      const form = answer.text.match(/action="([^"]+)"/)?.[1];
      hold(form, `the provider shows ${answer.status} ${answer.text.slice(0, 300)}`);
      const prompt = answer.text.match(/name="prompt" value="(\w+)"/)[1];
      const sent = await step(new URL(form, address).href, { prompt, ...(prompt === 'login' ? { login, password: 'any' } : {}) });
      address = sent.to;
    }
    throw new Error('the provider leads round in circles');
  };
  const signIn = async (login) => {
    const who = visitor(server, watch);
    const away = await who.get('/sign-in/provider');
    const back = new URL(await throughTheirs(away.headers.location, login));
    return { who, answer: await who.get(back.pathname + back.search, { headers: { 'Sec-Fetch-Site': 'cross-site' } }) };
  };
  await steps.check('provider: a real one (oidc-provider) signs in somebody whom two people linked, and turns others away', async () => {
    const first = await signIn('isla-there');
    hold(first.answer.status === 403 && main(first.answer).includes('isla-there'), `before: ${first.answer.status} ${main(first.answer).slice(0, 600)}`);
    const [morag, ewan] = ['morag.innes', 'ewan.petrie'].map((name) => Object.assign(admins[name], { server }));
    const identity = await act(morag, '/new/identity/propose', { person: admins['isla.renton'], issuer, subject: 'isla-there' });
    await act(ewan, `/record/${identity}/do/confirm`, {});
    const { who, answer } = await signIn('isla-there');
    hold(answer.status === 200 && await isIn(who), `after: ${answer.status} ${main(answer).slice(0, 600)}`);
    jar.clear();
    const other = await signIn('somebody-else');
    hold(other.answer.status === 403 && !(await isIn(other.who)), `somebody else: ${other.answer.status}`);
  });
  // Back from there, as a browser comes: with the cookie of this step, and not with that of the session.
  const goAndComeBack = async (who, away, login) => {
    const back = new URL(await throughTheirs(away.headers.location, login));
    const kept = who.cookies;
    who.cookies = new Map([...kept].filter(([name]) => name === '__Host-return'));
    const answer = await who.get(back.pathname + back.search, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
    who.cookies = new Map([...kept, ...who.cookies].filter(([name]) => name !== '__Host-return'));
    return answer;
  };
  await steps.check('provider: with a real one, a grave step waits until they signed in there anew, and is then recorded as it was written', async () => {
    jar.clear();
    const { who } = await signIn('isla-there');
    const holds = formsOf((await who.get('/capacity')).text).find((one) => one.action === '/capacity');
    if (holds) await who.post('/capacity', holds.fields);
    const given = await act(who, '/new/delegation/give', { delegate: admins['una.baird'], capacity: 'depute_cswo', decisions: 'adults', ...dayFields('from', new Date()), minute: 'Letter of a test' });
    alter(store, 'desk', `UPDATE session SET proved = proved - ${6 * 60_000_000}`);
    await pause(1100);   // another process's change is seen within a second
    const before = newestEntry(store);
    const form = await who.form(`/record/${given}/do/withdraw`);
    const asked = await who.post(form.action, { ...form.fields, why_ended: 'Given by mistake, quernstone', go: 'record', signed: 'yes' });
    const link = main(asked).match(/href="(\/prove\/provider\?next=[^"]+)"/)?.[1];
    hold(link && newestEntry(store) === before, `${asked.status} ${main(asked).slice(0, 900)}`);
    const away = await who.get(link.replaceAll('&amp;', '&'));
    hold(/prompt=login/.test(away.headers.location) && /max_age=0/.test(away.headers.location), away.headers.location);
    const shown = await goAndComeBack(who, away, 'isla-there');
    const on = shown.text.match(/data-go-on href="([^"]+)"/)?.[1];
    hold(shown.status === 200 && on?.startsWith('/draft/'), `${shown.status} ${main(shown).slice(0, 900)}`);
    const check = await who.get(on);
    hold(main(check).includes('quernstone'), 'what was written is gone');
    const sign = formsOf(check.text).find((one) => one.fields.key);
    const done = await who.post(sign.action, { ...sign.fields, go: 'record', signed: 'yes' });
    hold(done.headers.location?.includes('receipt') && newestEntry(store) > before, `${done.status} ${main(done).slice(0, 900)}`);
  });
  await steps.check('provider: groups propose, once; nobody acts by it until a second person confirms; refused is refused', async () => {
    const [morag, ewan] = ['morag.innes', 'ewan.petrie'].map((name) => admins[name]);
    const identity = await act(morag, '/new/identity/propose', { person: admins['una.baird'], issuer, subject: 'una-there' });
    await act(ewan, `/record/${identity}/do/confirm`, {});
    const proposals = () => record(store, `SELECT r.reference FROM record r JOIN appointment a ON a.record = r.number WHERE a.state = 'proposed' ORDER BY r.number`).map((row) => row.reference);
    const held = () => record(store, `SELECT capacity FROM grants WHERE person = '${admins['una.baird']}' ORDER BY capacity`).map((row) => row.capacity).join();
    jar.clear();
    const first = await signIn('una-there');
    hold(first.answer.status === 200 && await isIn(first.who), `${first.answer.status} ${main(first.answer).slice(0, 600)}`);
    const made = proposals();
    hold(made.length === 2 && held() === 'chief_executive', `${made.length} proposals, she holds ${held()}`);
    const page = (await ewan.get(`/record/${made[0]}`)).text;
    hold(page.includes('g-homes') && page.includes('Head of Adult Services') && (await ewan.get('/')).text.includes(made[0]), 'nobody is told, or not of what');
    const own = await act(first.who, `/record/${made[0]}/do/confirm`, {}).catch((error) => error.message);
    hold(own.includes('Nobody confirms their own appointment'), `she may confirm her own: ${own}`);
    await act(ewan, `/record/${made[0]}/do/confirm`, {});
    await act(ewan, `/record/${made[1]}/do/refuse`, {});
    hold(held() === 'chief_executive,head_of_adults', `she holds ${held()}`);
    jar.clear();
    await signIn('una-there');
    hold(proposals().length === 0 && held() === 'chief_executive,head_of_adults', 'it is proposed again');
  });
  await server.end();
  listening.closeAllConnections();
  await new Promise((done) => listening.close(done));
}
