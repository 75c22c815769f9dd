// One-time codes (BARS S11): set up at the first sign-in, each taken once; a recovery code takes the place of the app once, after the
// password and never instead of it.
import { alter, newestEntry, record } from '../pages/stored.mjs';
import { formsOf, hold, verify } from '../pages/site.mjs';
import { codeOf, isIn, main, makeStore, password, recoveryOn, sendCode, served, setUp, visitor } from './people.mjs';

export async function codes({ steps: plain, watch, folder }) {
  const store = makeStore(folder, 'codes');
  // Each check begins with no wrong tries: how many are allowed is tried in guesses.mjs.
  const steps = { check: (what, body) => plain.check(what, () => { alter(store, 'desk', 'DELETE FROM wrong_try'); return body(); }) };
  let server = await served(store);
  const fresh = () => visitor(server, watch);
  let morag;

  await steps.check('codes: a new store asks for a second factor at the first sign-in', async () => {
    const who = fresh();
    const answer = await password(who, 'morag.innes');
    hold(answer.status === 200 && main(answer).includes('Set up one-time codes'), `status ${answer.status}`);
    hold(main(answer).includes('square-code'), 'there is no picture for the camera');
    hold(!(await isIn(who)), 'the password alone let her in');
    for (const path of ['/', '/me', '/r/person', '/me/codes', '/capacity']) hold((await who.get(path)).headers.location?.startsWith('/sign-in'), `${path} opens`);
    const wrong = formsOf(answer.text).find((one) => one.action === '/sign-in/set-up');
    hold((await who.post('/sign-in/set-up', { ...wrong.fields, code: '000000' })).status === 422, 'a wrong first code is taken');
    morag = await setUp(who, answer);
    hold(await isIn(who), 'she is not in after the first code');
    const [{ codes: sealed, recovery }] = record(store, "SELECT codes, recovery FROM account WHERE sign_in = 'morag.innes'");
    hold(sealed.length > 60 && !sealed.includes(morag.secret.replaceAll(' ', '')), 'the secret stands in the table');
    hold(!morag.recovery.some((code) => recovery.includes(code.replaceAll(' ', ''))), 'a recovery code stands in the table');
    const [{ capacity, person }] = record(store, 'SELECT capacity, person FROM act ORDER BY entry DESC LIMIT 1');
    hold(capacity === 'account_holder' && person !== '', `recorded by ${capacity}`);
  });

  await steps.check('codes: the code that set them up is not taken again', async () => {
    const who = fresh();
    const answer = await sendCode(who, await password(who, 'morag.innes'), morag.code);
    hold(answer.status === 422 && !(await isIn(who)), `status ${answer.status}`);
  });

  await steps.check('codes: password and next code sign in, and the same code never again', async () => {
    const who = fresh();
    const asked = await password(who, 'morag.innes');
    hold(asked.status === 200 && main(asked).includes('Enter your code') && !(await isIn(who)), `status ${asked.status}`);
    const code = codeOf(morag.secret, 1);
    const answer = await sendCode(who, asked, code);
    hold(answer.status === 303 && await isIn(who), `status ${answer.status}`);
    for (const next of [code, codeOf(morag.secret), codeOf(morag.secret, -1)]) {
      const other = fresh();
      const again = await sendCode(other, await password(other, 'morag.innes'), next);
      hold(again.status === 422 && !(await isIn(other)), `a code at or before a used one: ${again.status}`);
    }
  });

  await steps.check('codes: no code without the password before it, nor for somebody else', async () => {
    const who = fresh();
    const page = formsOf((await who.get('/sign-in')).text).find((one) => one.action === '/sign-in');
    for (const code of [codeOf(morag.secret, 1), morag.recovery[0]]) {
      const answer = await who.post('/sign-in/code', { token: page.fields.token, code });
      hold(answer.status === 401 && !(await isIn(who)), `without a password: ${answer.status}`);
    }
    hold((await who.get('/sign-in/code')).headers.location === '/sign-in', 'the page for codes opens');
    const wrong = fresh();
    hold((await password(wrong, 'morag.innes', 'not this one at all')).status === 422, 'a wrong password');
    const answer = await wrong.post('/sign-in/code', { token: page.fields.token, code: morag.recovery[0] });
    hold([401, 403].includes(answer.status) && !(await isIn(wrong)), `after a wrong password: ${answer.status}`);
    hold(record(store, "SELECT recovery FROM account WHERE sign_in = 'morag.innes'")[0].recovery.split(' ').length === 10, 'a recovery code was used up');
  });

  await steps.check('codes: a recovery code takes the place of the app once, and is struck off by an entry', async () => {
    const before = newestEntry(store);
    const who = fresh();
    const answer = await sendCode(who, await password(who, 'morag.innes'), morag.recovery[0].replaceAll(' ', '-').toUpperCase());
    hold(answer.status === 303 && await isIn(who), `status ${answer.status}`);
    hold(newestEntry(store) === before + 1, `${newestEntry(store) - before} entries`);
    hold(main(await who.get('/me')).includes('Recovery codes left: 9'), 'her page does not count them');
    const other = fresh();
    hold((await sendCode(other, await password(other, 'morag.innes'), morag.recovery[0])).status === 422, 'it was taken twice');
    hold((await sendCode(other, await password(other, 'morag.innes'), morag.recovery[1])).status === 303, 'the next one is not taken');
  });

  await steps.check('codes: of one recovery code sent six times at once, one is taken', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, async () => {
      const who = fresh();
      return { who, asked: await password(who, 'morag.innes') };
    }));
    const answers = await Promise.all(all.map(({ who, asked }) => sendCode(who, asked, morag.recovery[2])));
    hold(answers.filter((answer) => answer.status === 303).length === 1, answers.map((answer) => answer.status).join(' '));
  });

  await steps.check('codes: new recovery codes end the old ones; changing anything asks who it is after five minutes', async () => {
    const who = fresh();
    await sendCode(who, await password(who, 'morag.innes'), morag.recovery[3]);
    const form = formsOf((await who.get('/me')).text).find((one) => one.action === '/me/recovery');
    const made = recoveryOn(await who.post('/me/recovery', form.fields));
    hold(made.length === 10, `${made.length} codes`);
    const other = fresh();
    hold((await sendCode(other, await password(other, 'morag.innes'), morag.recovery[4])).status === 422, 'an old one is taken');
    morag.recovery = made;
    await server.end();
    alter(store, 'desk', `UPDATE session SET proved = proved - ${6 * 60_000_000}`);
    server = await served(store);
    who.server = server;
    for (const path of ['/me/codes', '/me/password']) hold((await who.get(path)).headers.location === `/prove?next=${encodeURIComponent(path)}`, `${path} asks for nothing`);
    for (const action of ['/me/codes', '/me/codes/remove', '/me/recovery', '/me/password']) {
      const entries = newestEntry(store);
      const answer = await who.post(action, { token: form.fields.token, fresh: 'something long enough', code: '1' });
      hold(answer.status === 303 && answer.headers.location.startsWith('/prove') && newestEntry(store) === entries, `${action}: ${answer.status}`);
    }
    const prove = formsOf((await who.get('/prove?next=/me/password')).text).find((one) => one.action === '/prove');
    hold((await who.post('/prove', { ...prove.fields, password: 'a long harbour morning' })).status === 422, 'the password alone proves');
    hold((await who.post('/prove', { ...prove.fields, password: 'wrong', code: made[0] })).status === 422, 'the code alone proves');
    const proved = await who.post('/prove', { ...prove.fields, password: 'a long harbour morning', code: made[0] });
    hold(proved.headers.location === '/me/password' && (await who.get('/me/password')).status === 200, `proved: ${proved.status}`);
  });

  await steps.check('codes: a new password ends every other session, and the old password', async () => {
    const [who, other] = [fresh(), fresh()];
    await sendCode(who, await password(who, 'morag.innes'), morag.recovery[1]);
    await sendCode(other, await password(other, 'morag.innes'), morag.recovery[2]);
    hold(await isIn(other), 'the other one is not in');
    const form = formsOf((await who.get('/me/password')).text).find((one) => one.action === '/me/password');
    hold((await who.post('/me/password', { ...form.fields, fresh: 'short' })).status === 422, 'a short one is taken');
    hold((await who.post('/me/password', { ...form.fields, fresh: 'seven grey herons wading' })).status === 303, 'it is not taken');
    hold(await isIn(who) && !(await isIn(other)), 'the other session stands');
    hold((await password(fresh(), 'morag.innes')).status === 422, 'the old password is taken');
    hold((await password(fresh(), 'morag.innes', 'seven grey herons wading')).status === 200, 'the new one is not');
  });

  await steps.check('codes: an administrator takes a lost second factor away, and it is set up anew', async () => {
    const ewan = fresh();
    await setUp(ewan, await password(ewan, 'ewan.petrie'));
    const [{ person }] = record(store, "SELECT person FROM account WHERE sign_in = 'morag.innes'");
    const check = await ewan.get(`/record/${person}/do/reset_sign_in`);
    const form = formsOf(check.text).find((one) => one.fields.key);
    const done = await ewan.post(form.action, { ...form.fields, go: 'record', signed: 'yes' });
    hold(done.status === 303 && done.headers.location.includes('receipt'), `status ${done.status} ${main(done).slice(0, 800)}`);
    const who = fresh();
    const asked = await password(who, 'morag.innes', 'seven grey herons wading');
    hold(main(asked).includes('Set up one-time codes'), `status ${asked.status}`);
    hold((await sendFirst(who, asked, morag.recovery[5])) !== 200, 'an old recovery code sets up');
    await setUp(who, await password(who, 'morag.innes', 'seven grey herons wading'));
    const own = await ewan.get(`/record/${person}/do/change_sign_in`);
    hold(own.status === 404, `somebody else's way of signing in opens: ${own.status}`);
  });

  await steps.check('codes: the record is sound, rebuilt accounts are the same', async () => {
    await server.end();
    hold(verify(store).code === 0, verify(store).out);
  });
}

async function sendFirst(who, answer, code) {
  const form = formsOf(answer.text).find((one) => one.action === '/sign-in/set-up');
  return (await who.post('/sign-in/set-up', { ...form.fields, code })).status;
}
