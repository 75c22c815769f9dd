// "My capacities and sessions", over HTTP and in a browser (BARS S10): what it tells and what it keeps to itself, signing out elsewhere,
// a capacity taken away, proof of who one is, and an idle warning that loses nothing.
import { chromium } from 'playwright-core';
import { alter, desk, newestEntry, record } from '../pages/stored.mjs';
import { adviceFields, cswo, formsOf, hold, pause, seed, Server, Visitor } from '../pages/site.mjs';
import { join } from 'node:path';
import { isIn, main } from './people.mjs';

const chief = ['Moira Haldane', 'Chief Executive'];
const director = ['Gordon Abernethy', 'Director'];

export async function sessions({ steps, watch, folder }) {
  const store = join(folder, 'demo');
  seed(store, '--demo');
  let server = await Server.start(store);
  const somebody = (...who) => watch.over(new Visitor(server)).become(...who);

  await steps.check('sessions: the page shows each capacity with its days and the entry that gave it', async () => {
    const who = await somebody(...cswo);
    const page = main(await who.get('/me'));
    const held = record(store, `SELECT g.entry, g.reference FROM grants g JOIN account a ON a.person = g.person WHERE a.name = '${cswo[0]}'`);
    hold(held.length >= 2, `${held.length} grants`);
    for (const { entry, reference } of held) hold(page.includes(`entry ${entry.toLocaleString('en-GB')}`) && page.includes(reference), `${reference}, entry ${entry}`);
    const others = record(store, `SELECT g.reference FROM grants g JOIN account a ON a.person = g.person WHERE a.name <> '${cswo[0]}'`);
    hold(!others.some(({ reference }) => page.includes(`${reference}<`)), 'it shows what somebody else holds');
  });

  await steps.check('sessions: one is signed out from another, and all others at once', async () => {
    const [one, two, three] = [await somebody(...cswo), await somebody(...cswo), await somebody(...cswo)];
    const forms = formsOf((await one.get('/me')).text).filter((form) => /^\/me\/session\/[0-9a-f]{16}\/end$/.test(form.action));
    hold(forms.length >= 2, `${forms.length} others are shown`);
    await one.post(forms[0].action, forms[0].fields);
    const left = [await isIn(two), await isIn(three)];
    hold(await isIn(one) && left.filter(Boolean).length === 1, `left: ${left}`);
    const all = formsOf((await one.get('/me')).text).find((form) => form.action === '/me/sessions/end-others');
    await one.post(all.action, all.fields);
    hold(await isIn(one) && !(await isIn(two)) && !(await isIn(three)), 'another one stands');
  });

  await steps.check('sessions: an open screen that nobody sits at ends none of the others: proof is asked first', async () => {
    const [one, two] = [await somebody(...cswo), await somebody(...cswo)];
    const [single, all] = [/^\/me\/session\/[0-9a-f]{16}\/end$/, /^\/me\/sessions\/end-others$/].map((shape) => async () => formsOf((await one.get('/me')).text).find((form) => shape.test(form.action)));
    alter(store, 'desk', `UPDATE session SET proved = proved - ${6 * 60_000_000}`);
    await pause(1100);   // another process's change is seen within a second
    for (const form of [await single(), await all()]) {
      const answer = await one.post(form.action, form.fields);
      hold(answer.headers.location === '/prove?next=%2Fme' && await isIn(two), `${form.action}: ${answer.status} ${answer.headers.location}`);
    }
    const prove = formsOf((await one.get('/prove?next=/me')).text).find((form) => form.action === '/prove');
    await one.post('/prove', prove.fields);
    const form = await all();
    await one.post(form.action, form.fields);
    hold(await isIn(one) && !(await isIn(two)), 'with it the other stands');
  });

  await steps.check('sessions: nobody ends those of somebody else', async () => {
    const [one, other] = [await somebody(...cswo), await somebody(...director)];
    await somebody(...director);
    const theirs = formsOf((await other.get('/me')).text).find((form) => form.action.startsWith('/me/session/'));
    const { token } = formsOf((await one.get('/me')).text).find((form) => form.fields.token).fields;
    await one.post(theirs.action, { token });
    hold((await other.get('/me')).text.includes(theirs.action), 'it was ended');
  });

  await steps.check('sessions: the desk keeps no address, no device and no token', () => {
    const [row] = desk(store, 'SELECT * FROM session LIMIT 1');
    hold(Object.keys(row).sort().join() === 'began,grant_entry,last_seen,mark,person,proved,signed_in_by', Object.keys(row).join());
  });

  await steps.check('sessions: a capacity taken away is gone from every open session within a second', async () => {
    const open = [await somebody(...director), await somebody(...director)];
    const moira = await somebody(...chief);
    for (const who of open) hold((await who.get('/r/advice')).status === 200, 'the director reads no advice before');
    const [{ reference }] = record(store, "SELECT reference FROM grants WHERE capacity = 'director'");
    const form = await moira.form(`/record/${reference}/do/take_away`);
    const asked = await moira.post(form.action, { ...form.fields, minute: 'Letter of 20 November' });
    const last = formsOf((asked.status === 303 ? await moira.get(asked.headers.location) : asked).text).find((one) => one.fields.key);
    const done = await moira.post(last.action, { ...last.fields, go: 'record', signed: 'yes' });
    hold(done.headers.location?.includes('receipt'), `status ${done.status} ${done.headers.location}`);
    const began = performance.now();
    for (const who of open) {
      const page = await who.get('/r/advice');
      hold(page.status === 303 && page.headers.location.startsWith('/capacity'), `still open: ${page.status}`);
      const sent = await who.post('/new/risk/add', { token: 'x' });
      hold(sent.status === 403, `a form is taken: ${sent.status}`);
    }
    hold(performance.now() - began < 1000, `${performance.now() - began} ms`);
    hold(main(await open[0].get('/me')).includes('Over'), 'the page does not say that it is over');
    return `${Math.round(performance.now() - began)} ms for two sessions, four requests`;
  });

  await steps.check('sessions: whoever left is out of every session at the next request', async () => {
    const open = [await somebody('Jamie Orr', 'Assistant'), await somebody('Jamie Orr', 'Assistant')];
    for (const who of open) hold((await who.get('/r/advice')).status === 200, 'he reads nothing before');
    const [{ person }] = record(store, "SELECT person FROM account WHERE name = 'Jamie Orr'");
    const morag = await somebody('Morag Tulloch', 'System administrator');
    const form = await morag.form(`/record/${person}/do/leave`);
    const asked = await morag.post(form.action, { ...form.fields, go: 'record', signed: 'yes' });
    const done = asked.headers.location?.includes('/check') ? await morag.post(asked.headers.location, { ...(await morag.form(asked.headers.location)).fields, go: 'record', signed: 'yes' }) : asked;
    hold(done.headers.location?.includes('receipt'), `status ${done.status} ${done.headers.location}`);
    for (const who of open) {
      for (const path of ['/r/advice', '/', '/me', '/capacity']) {
        const page = await who.get(path);
        hold(page.status === 303 && page.headers.location.startsWith('/sign-in'), `${path} still answers: ${page.status} ${page.headers.location}`);
      }
    }
    hold(desk(store, `SELECT count(*) AS left_over FROM session WHERE person = '${person}'`)[0].left_over === 0, 'a session stands in the desk');
  });

  await proof({ steps, watch, store, server });
  await server.end();
  await warning({ steps, store });
}

// An override wants proof within five minutes; an answer that accepts does not.
async function proof({ steps, watch, store, server }) {
  const give = async (question) => {
    const visitor = await watch.over(new Visitor(server)).become(...cswo);
    const answer = await visitor.post('/new/advice/give', { ...adviceFields(await visitor.form('/new/advice/give'), question), to: 'post chief_executive' });
    hold(answer.status === 303, `advice: ${answer.status}`);
    return answer.headers.location.match(/record\/([^?]+)/)[1];
  };
  const decide = (form, decision) => ({ ...form.fields, go: 'record', signed: 'yes', decision, decision_text: 'Done so.', 'decided_on.day': '20', 'decided_on.month': '11',
    'decided_on.year': '2026', reasons: 'The budget of the year stands.', look_again_on: '', 'look_again_on.day': '20', 'look_again_on.month': '11', 'look_again_on.year': '2027' });
  const reference = await give('May the night team close?');
  const visitor = await watch.over(new Visitor(server)).become(...chief);
  const form = await visitor.form(`/record/${reference}/do/decide`);
  let check;
  await steps.check('proof: an override within five minutes of signing in asks for nothing more', async () => {
    const answer = await visitor.post(form.action, { ...decide(form, 'overridden'), signed: '' });
    check = answer.status === 303 ? answer.headers.location : '';
    hold(check.endsWith('/check'), `status ${answer.status} ${answer.headers.location} ${main(answer).slice(0, 1500)}`);
    const page = await visitor.get(check);
    hold(page.status === 200 && main(page).includes('decide otherwise than advised'), `the check page: ${page.status} ${main(page).slice(0, 1500)}`);
  });
  await steps.check('proof: later it is asked for, nothing is recorded before, and nothing typed is lost', async () => {
    alter(store, 'desk', `UPDATE session SET proved = proved - ${6 * 60_000_000}`);
    await pause(1100);  // another process's change is seen within a second
    const before = newestEntry(store);
    const sign = formsOf((await visitor.get(check)).text).find((one) => one.fields.key);
    const asked = await visitor.post(sign.action, { ...sign.fields, go: 'record', signed: 'yes' });
    hold(asked.status === 200 && main(asked).includes('Show that it is you') && newestEntry(store) === before, `status ${asked.status} ${main(asked).slice(0, 600)}`);
    const prove = formsOf(asked.text).find((one) => one.action.endsWith('/prove'));
    const done = await visitor.post(prove.action, prove.fields);
    hold(done.status === 303 && done.headers.location.includes('receipt') && newestEntry(store) > before, `status ${done.status} ${main(done).slice(0, 600)}`);
    hold((await visitor.get(done.headers.location)).text.includes('The budget of the year stands.'), 'the reasons are gone');
  });
  await steps.check('proof: an answer that follows the advice is recorded without it', async () => {
    const other = await give('May the day team open?');
    alter(store, 'desk', `UPDATE session SET proved = proved - ${6 * 60_000_000}`);
    await pause(1100);
    const plain = await visitor.form(`/record/${other}/do/decide`);
    const answer = await visitor.post(plain.action, decide(plain, 'accepted'));
    hold(answer.headers.location?.includes('receipt'), `status ${answer.status} ${answer.headers.location} ${main(answer).slice(0, 900)}`);
  });
}

// The clock of the page is turned on; nothing is waited for.
async function warning({ steps, store }) {
  const server = await Server.start(store);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await (await browser.newContext()).newPage();
  await page.clock.install();
  const at = `http://localhost:${server.port}`;
  await page.goto(`${at}/demonstration`);
  await page.getByRole('button', { name: `${cswo[0]}, ${cswo[1]}`, exact: true }).click();
  await page.waitForURL(`${at}/`);
  await page.goto(`${at}/new/advice/give`);
  const field = page.locator('textarea, input[type=text]').first();
  const box = page.getByRole('alertdialog');
  await steps.check('warning: at twelve minutes nothing, at thirteen a box, and typed text stands', async () => {
    await field.fill('Half a sentence');
    await page.clock.fastForward('12:00');
    hold(!(await box.isVisible()), 'it is there too early');
    await page.clock.fastForward('01:05');
    hold(await box.isVisible(), 'it is not there');
    hold(await field.inputValue() === 'Half a sentence', 'what was typed is gone');
  });
  await steps.check('warning: one key extends, and the cursor goes back to where it was', async () => {
    const [answer] = await Promise.all([page.waitForResponse(`${at}/stay`), page.keyboard.press('Enter')]);
    hold(answer.status() === 200, `stay: ${answer.status()}`);
    await box.waitFor({ state: 'hidden' });
    hold(await field.evaluate((one) => one === document.activeElement), 'the cursor is elsewhere');
    hold(await field.inputValue() === 'Half a sentence', 'what was typed is gone');
    await page.clock.fastForward('12:00');
    hold(!(await box.isVisible()), 'it did not begin anew');
  });
  await steps.check('warning: when the time is over the page stays, says so, and what was typed comes back after signing in', async () => {
    await page.clock.fastForward('01:05');
    await page.keyboard.press('Escape');
    hold(!(await box.isVisible()), 'Escape does not close it');
    alter(store, 'desk', 'DELETE FROM session');
    await page.clock.fastForward('02:00');
    hold(await box.isVisible() && (await box.innerText()).includes('What you typed still stands'), 'it does not say so');
    hold(await field.inputValue() === 'Half a sentence', 'what was typed is gone');
    await pause(1100);
    await page.locator('main button[type=submit], main button').filter({ hasText: /check|go on|next|continue/i }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    hold((await page.locator('input[name=kept]').inputValue()).includes('Half'), 'it did not travel with the sign-in page');
  });
  await browser.close();
  await server.end();
}
