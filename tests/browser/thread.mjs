// The thread as a new user walks it, in a real browser: become the Chief Social Work Officer, give advice, become the director,
// decide otherwise with reasons, follow the receipt to its proof, find the count in the report. Three times: with a mouse, by keyboard
// alone, and with scripting off. By role and label only.
import { become, browser, counter, demonstration, hold, root } from './stand.mjs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const out = join(root, 'tests/browser/out');
mkdirSync(out, { recursive: true });
const counts = counter();
const server = await demonstration();
const chromium = await browser();

// With a mouse: click, fill, choose.
const byMouse = {
  press: (locator) => locator.click(),
  pick: (locator, label) => locator.selectOption({ label }),
  fill: (locator, text) => locator.fill(text),
  choose: (locator) => locator.check(),
};

// With the keyboard alone: Tab until the wanted control has the focus, then type; never a click.
const byKeyboard = {
  async reach(locator) {
    const page = locator.page();
    await locator.waitFor();
    for (let steps = 0; steps < 200; steps += 1) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reaches ${locator}`);
  },
  async press(locator) {
    await this.reach(locator);
    await locator.page().keyboard.press('Enter');
  },
  // A closed list takes the letters of what is wanted.
  async pick(locator, label) {
    await this.reach(locator);
    await locator.page().keyboard.type(label);
    const chosen = await locator.evaluate((list) => list.selectedOptions[0]?.label);
    if (chosen !== label) throw new Error(`typing chose ${chosen}, not ${label}`);
  },
  async fill(locator, text) {
    await this.reach(locator);
    const page = locator.page();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  },
  // Radios: Tab goes to the group's chosen or first button, arrows move within it.
  async choose(locator) {
    const page = locator.page();
    await locator.waitFor();
    if (await locator.getAttribute('type') === 'checkbox') {
      await this.reach(locator);
      await page.keyboard.press('Space');
      return;
    }
    const name = await locator.getAttribute('name');
    for (let steps = 0; steps < 200; steps += 1) {
      const inGroup = await page.evaluate((wanted) => document.activeElement?.getAttribute('name') === wanted, name);
      if (inGroup) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Space');
    for (let steps = 0; steps < 40; steps += 1) {
      if (await locator.isChecked()) return;
      await page.keyboard.press('ArrowDown');
    }
    throw new Error(`the arrows never reach ${locator}`);
  },
};

async function settled(page) {
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function signAndRecord(page, hand) {
  const box = page.getByRole('checkbox');
  if (await box.count() > 0) await hand.choose(box.first());
  await hand.press(page.getByRole('button', { name: /^(Sign and record|Record)/ }));
  await page.waitForURL(/receipt=/);
}

async function shot(page, name) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(out, `${name}-${width}.png`), fullPage: true });
    if (width === 320) {
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      hold(!wider, `${name} scrolls sideways at 320 px`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function walk(name, hand, options, pictures) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const complaints = [];
  page.on('console', (message) => {
    const ours = message.type() === 'error' && !/status of 422/.test(message.text());
    if (ours) complaints.push(`${message.text()} at ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const question = `Should the ${name} rota change in spring?`;
  await counts.check(`${name}: become the Chief Social Work Officer`, async () => {
    await become(page, server.address, 'Ishbel Carnochan', 'Chief Social Work Officer');
    await page.goto(server.address);
    hold(await page.getByText('Chief Social Work Officer').first().isVisible(), 'the capacity does not stand on the page');
    if (pictures) await shot(page, 'home');
  });
  await counts.check(`${name}: an empty form comes back with its mistakes`, async () => {
    await hand.press(page.getByRole('link', { name: 'Give advice', exact: true }).first());
    await settled(page);
    await hand.fill(page.getByLabel('What do you advise?'), 'Keep the rota until the new workers have started.');
    await hand.press(page.getByRole('button', { name: /Check and record/ }));
    await page.getByRole('alert').waitFor();
    hold((await page.title()).startsWith('Error: '), 'the title does not begin with “Error: ”');
    hold(await page.getByLabel('What do you advise?').inputValue() === 'Keep the rota until the new workers have started.', 'what was typed is lost');
    if (pictures) await shot(page, 'give-mistakes');
  });
  await counts.check(`${name}: give advice`, async () => {
    await hand.fill(page.getByLabel('What is the question?'), question);
    await hand.pick(page.getByLabel('Who decides?'), 'Director of Social Work and Health');
    await hand.choose(page.getByRole('radio', { name: /^No, about services/ }));
    if (pictures) await shot(page, 'give');
    await hand.press(page.getByRole('button', { name: /Check and record/ }));
    await page.waitForURL(/\/check/);
    if (pictures) await shot(page, 'give-check');
    await signAndRecord(page, hand);
    hold(await page.getByText(/Recorded as entry/).first().isVisible(), 'no receipt');
    hold(await page.getByRole('heading', { level: 1, name: question }).isVisible(), 'the record has another title');
    if (pictures) await shot(page, 'given');
  });
  const record = page.url().replace(/\?.*/, '');
  await counts.check(`${name}: become the director and decide otherwise`, async () => {
    await become(page, server.address, 'Gordon Abernethy', 'Director');
    await page.goto(record);
    await hand.press(page.getByRole('link', { name: /Respond to this advice/ }).first());
    await settled(page);
    await hand.choose(page.getByRole('radio', { name: 'Otherwise than advised' }));
    await hand.press(page.getByRole('button', { name: /Save and go on/ }));
    await page.getByRole('alert').waitFor();
    hold(await page.getByText(/You are about to decide otherwise than advised/).first().isVisible(), 'the grave sentence is missing');
    if (pictures) await shot(page, 'respond-mistakes');
    await hand.fill(page.getByLabel('What will be done?'), 'The rota changes on 1 March.');
    await hand.press(page.getByRole('button', { name: /Save and go on/ }));
    await page.getByLabel('Why?').waitFor();
    await hand.fill(page.getByLabel('Why?'), 'The budget ends in February.');
    await hand.press(page.getByRole('button', { name: /Save and go on/ }));
    await page.getByLabel('Day').first().waitFor();
    await hand.fill(page.getByLabel('Day').first(), '27');
    await hand.fill(page.getByLabel('Month').first(), '5');
    await hand.fill(page.getByLabel('Year').first(), String(new Date().getFullYear() + 1));
    await hand.press(page.getByRole('button', { name: /Go on to check/ }));
    await page.waitForURL(/\/check/);
    if (pictures) await shot(page, 'respond-check');
    await signAndRecord(page, hand);
  });
  await counts.check(`${name}: the record says who decided and since when`, async () => {
    hold(await page.getByText('Decided otherwise than advised').first().isVisible(), 'the state is missing');
    hold(await page.getByText('Director of Social Work and Health').first().isVisible(), 'who decided is missing');
    if (pictures) await shot(page, 'record');
  });
  await counts.check(`${name}: the receipt opens a proof that explains itself`, async () => {
    await hand.press(page.getByRole('link', { name: /proof/i }).first());
    await settled(page);
    hold(await page.getByText(/not that it was true|does not (show|prove)/).first().isVisible(), 'the proof does not say what it does not show');
    if (pictures) await shot(page, 'proof');
  });
  await counts.check(`${name}: the report counts it and opens it`, async () => {
    await page.goto(`${server.address}/report`);
    await settled(page);
    const year = reportYear();
    await page.goto(`${server.address}/report/annual/${year}`);
    if (pictures) await shot(page, 'report');
    const link = page.getByRole('link', { name: /otherwise/i }).first();
    if (await link.count() > 0) await hand.press(link);
    else await hand.press(page.locator('main a[href*="/figure/"]').first());
    await settled(page);
    hold(await page.getByRole('link', { name: new RegExp(question.replace(/[?]/g, '\\?')) }).first().isVisible(), 'the figure does not open the record');
    if (pictures) await shot(page, 'figure');
  });
  await counts.check(`${name}: the browser had nothing to complain of`, async () => hold(complaints.length === 0, complaints.join('\n')));
  await context.close();
}

// The financial year of today: 1 April to 31 March.
function reportYear() {
  const now = new Date();
  const first = now.getMonth() >= 3 ? now.getFullYear() : now.getFullYear() - 1;
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
}

await walk('mouse', byMouse, {}, true);
await walk('keyboard', byKeyboard, {}, false);
await walk('plain', byMouse, { javaScriptEnabled: false }, false);
await chromium.close();
counts.finish();
