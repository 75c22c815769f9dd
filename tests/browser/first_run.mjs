// A real store on its first day, as docs/OPERATING.md begins one: the first password, the first steps on home, people added, the Chief
// Social Work Officer appointed by two, the first advice given. By role and label only, and nothing but what the pages offer.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../signin/people.mjs';
import { browser, counter, hold, root, run, scratch, serve } from './stand.mjs';

const counts = counter();
const folder = scratch('first');
const store = join(folder, 'srv');
const today = new Date();
const chromium = await browser();

// The words of the manual's own commands, with our folder and a file in place of the typed passwords.
const manual = readFileSync(join(root, 'docs/OPERATING.md'), 'utf8');
const begin = manual.match(/^plumbline (init (?:.*\\\n)*.*)$/m)?.[1].replaceAll('\\\n', ' ') ?? '';
const words = [...begin.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
await counts.check('the manual begins a store', () => {
  hold(words[0] === 'init' && words.includes('--administrator') && words.includes('--second'), `the manual says: ${begin}`);
  writeFileSync(join(folder, 'passwords'), 'quiet-harbour-lantern\nplain-meadow-thimble\n');
  run(...words.map((word) => (word === '/srv/plumbline' ? store : word)), '--passwords', join(folder, 'passwords'));
});
const word = (name) => words[words.indexOf(name) + 1];
const server = await serve(store);
process.on('exit', () => server.child.kill('SIGKILL'));

const secrets = new Map();

async function person(signIn, password) {
  const page = await (await chromium.newContext()).newPage();
  page.setDefaultTimeout(8000);
  await page.goto(server.address);
  await page.getByLabel('Sign-in name').fill(signIn);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  if (secrets.has(signIn)) {
    await page.getByLabel('Your code').fill(codeOf(secrets.get(signIn), 1));  // the next code: the one before was taken
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  } else {
    secrets.set(signIn, await setUpCodes(page));
  }
  return page;
}
// The first sign-in sets up one-time codes, with the app on a phone, and hands over ten recovery codes.
async function setUpCodes(page) {
  const main = page.getByRole('main');
  await page.getByRole('heading', { level: 1, name: 'Set up one-time codes' }).waitFor();
  const secret = await main.locator('code').first().innerText();
  await main.getByRole('textbox').fill(codeOf(secret));
  await main.getByRole('button').click();
  await page.getByRole('heading', { level: 1, name: 'Your recovery codes' }).waitFor();
  hold(await main.locator('code').count() === 10, 'there are not ten recovery codes');
  await main.getByText('I have them, go on').click();
  return secret;
}
const toCheck = /Check and record|Go on to check/;
const press = (page, role, name) => page.getByRole(role, { name }).first().click();
const home = async (page) => {
  await press(page, 'link', 'Home');
  await page.getByRole('heading', { level: 1, name: 'What needs you' }).waitFor();
};
// Through the check page to the receipt.
async function signAndRecord(page) {
  await page.getByRole('heading', { level: 1, name: 'Check before you record' }).waitFor();
  const box = page.getByRole('checkbox');
  if (await box.count() > 0) await box.first().check();
  await press(page, 'button', /^(Sign and record|Record it)/);
  await page.getByText(/Recorded as entry/).first().waitFor();
}
const step = (page, title) => page.getByRole('main').locator('li', { hasText: title });
const isDone = async (page, title) => await step(page, title).getByText('Done', { exact: true }).count() > 0;

let una, tom;
await counts.check('the first administrator signs in and finds the first steps, none of them done', async () => {
  una = await person(word('--sign-in'), 'quiet-harbour-lantern');
  await una.getByRole('heading', { name: 'First steps' }).waitFor();
  hold(await una.getByText(word('--council')).first().isVisible(), 'the council is not named');
  hold(await una.getByText('Done', { exact: true }).count() === 0, 'something is done already');
  hold(!await una.getByText('demonstration').first().isVisible().catch(() => false), 'it speaks of a demonstration');
});
await counts.check('adds the one who will hold the office, and sets a first password', async () => {
  await step(una, 'Add the people who will sign in').getByRole('link').click();
  await una.getByLabel('Name', { exact: true }).or(una.getByLabel(/^(Full )?[Nn]ame/)).first().fill('Morag Sinclair');
  await una.getByLabel(/sign-in name/i).fill('morag.sinclair');
  await press(una, 'button', toCheck);
  await signAndRecord(una);
  await una.getByRole('link', { name: /password/i }).first().click();
  await una.getByLabel(/password/i).first().fill('mossy-kettle-orbit');
  await press(una, 'button', toCheck);
  await signAndRecord(una);
  hold(!(await una.content()).includes('mossy-kettle-orbit'), 'the page shows the password');
  await home(una);
  hold(await isDone(una, 'Add the people who will sign in'), 'the step is not ticked off');
});
await counts.check('who holds no capacity yet reads nothing, and is told what is missing', async () => {
  const page = await person('morag.sinclair', 'mossy-kettle-orbit');
  await page.getByText('You hold no capacity today').waitFor();
});
await counts.check('proposes the appointment, which alone is not in force', async () => {
  await step(una, 'Appoint the Chief Social Work Officer').getByRole('link').click();
  await una.locator('main select').first().waitFor();
  const choose = async (label, option) => una.getByLabel(label).first().selectOption({ label: option });
  const who = await una.locator('main select').first().locator('option', { hasText: 'Morag Sinclair' }).first().innerText();
  await una.locator('main select').first().selectOption({ label: who });
  const radio = una.getByRole('radio', { name: 'Chief Social Work Officer', exact: true });
  if (await radio.count() > 0) await radio.check();
  else await choose(/capacity/i, 'Chief Social Work Officer');
  await una.getByLabel('Day').first().fill(String(today.getDate()));
  await una.getByLabel('Month').first().fill(String(today.getMonth() + 1));
  await una.getByLabel('Year').first().fill(String(today.getFullYear()));
  await press(una, 'button', toCheck);
  await signAndRecord(una);
  await home(una);
  hold(!await isDone(una, 'Appoint the Chief Social Work Officer'), 'one person alone appointed somebody');
});
await counts.check('the second administrator finds it under what needs them, and confirms', async () => {
  tom = await person(word('--second-sign-in'), 'plain-meadow-thimble');
  await tom.getByRole('main').getByRole('link', { name: /appointment/ }).first().click();
  await tom.getByRole('main').getByRole('link', { name: /confirm/i }).first().click();
  await tom.getByRole('heading', { level: 1 }).waitFor();
  if (await tom.getByRole('button', { name: toCheck }).count() > 0) await press(tom, 'button', toCheck);
  await signAndRecord(tom);
  await home(una);
  hold(await isDone(una, 'Appoint the Chief Social Work Officer'), 'the step is not ticked off');
});
let morag;
await counts.check('the Chief Social Work Officer signs in, and is told that nobody is on offer who could decide', async () => {
  morag = await person('morag.sinclair', 'mossy-kettle-orbit');
  await step(morag, 'Give the first advice').getByRole('link').click();
  await morag.getByText('whoever decides is not on offer yet').waitFor();
});
await counts.check('adds the body that decides', async () => {
  await step(una, 'Add the bodies that take decisions').getByRole('link').click();
  await una.getByLabel('Name of the body').fill('Social Work Committee');
  await una.getByLabel('A committee').check();
  await press(una, 'button', toCheck);
  await signAndRecord(una);
});
await counts.check('the first advice is given to it, and its proof holds', async () => {
  await home(morag);
  hold(await morag.getByText('Chief Social Work Officer').first().isVisible(), 'the capacity does not stand on the page');
  await step(morag, 'Give the first advice').getByRole('link').click();
  await morag.getByLabel('What is the question?').fill('May the night rota be one worker short in December?');
  await morag.getByLabel('What do you advise?').fill('No. Keep two until the new workers have started.');
  await morag.getByRole('radio', { name: 'Social Work Committee' }).check();
  await morag.getByRole('radio', { name: /^No, about services/ }).check();
  await press(morag, 'button', toCheck);
  await signAndRecord(morag);
  await press(morag, 'link', /proof/i);
  await morag.getByText('The proof holds').waitFor();
  await home(morag);
  hold(await isDone(morag, 'Give the first advice') || await morag.getByRole('heading', { name: 'First steps' }).count() === 0, 'the step is not ticked off');
});
await chromium.close();
await counts.check('what was recorded that day verifies', async () => hold(/sound|holds|well/i.test(run('verify', '--store', store)), 'verify'));
counts.finish();
