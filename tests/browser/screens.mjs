// The pictures of README and docs: docs/screens/*.webp, taken of the demonstration on a day that is set. bin/screens takes them anew; the
// step browser-full sees that each can still be taken, is small, and stands in a page of the docs.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { become, browser, counter, hold, root, run, scratch, serve } from './stand.mjs';
import { faketime } from '../faults/clock.mjs';

const folder = join(root, 'docs/screens');
mkdirSync(folder, { recursive: true });
const renew = process.argv.includes('--renew');
const most = 100 * 1024;
const counts = counter();
const store = join(scratch('screens'), 'demo');
run('seed', '--demo', '--store', store);
Object.assign(process.env, { LD_PRELOAD: faketime() ?? '', FAKETIME: '@2026-11-24 14:10:00', TZ: 'UTC', DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' });
const server = await serve(store);
for (const name of ['LD_PRELOAD', 'FAKETIME', 'DONT_FAKE_MONOTONIC', 'FAKETIME_DONT_FAKE_MONOTONIC']) delete process.env[name];
process.on('exit', () => server.child.kill('SIGKILL'));
const chromium = await browser();
const at = server.address;

const chief = ['Ishbel Carnochan', 'Chief Social Work Officer'];
const director = ['Gordon Abernethy', 'Director'];
const nights = 'Should the overnight support team at Kirkbrae close in January?';
const openRecord = async (page, title = nights) => {
  await page.goto(`${at}/r/advice`);
  const row = page.locator('tbody tr', { hasText: title.slice(0, 60) });
  await page.goto(at + await row.locator('a').first().getAttribute('href'));
};
const send = (page, name) => page.getByRole('button', { name }).first().click();
async function fillAdvice(page) {
  await page.goto(`${at}/new/advice/give`);
  await page.getByLabel('What is the question?').fill('Should the duty team cover two more villages from April?');
  await page.getByLabel('What do you advise?').fill('Not before both empty posts are filled. Until then a call from there is answered by the neighbouring team, as now.');
  await page.getByLabel('Who decides?').selectOption({ label: 'Director of Social Work and Health' });
  await page.getByRole('radio', { name: /^No, about services/ }).check();
}

// name: [who, width, height at most, how, scheme]
const screens = {
  'sign-in': [null, 320, 760, (page) => page.goto(`${at}/sign-in`)],
  home: [chief, 1280, 1100, (page) => page.goto(at)],
  'home-dark': [chief, 1280, 900, (page) => page.goto(at), 'dark'],
  'home-320': [director, 320, 900, (page) => page.goto(at)],
  list: [chief, 1280, 1150, (page) => page.goto(`${at}/r/advice?state=decided`)],
  record: [director, 1280, 1250, openRecord],
  'record-320': [director, 320, 1200, openRecord],
  'as-at': [director, 1280, 900, async (page) => { await openRecord(page); await page.goto(page.url() + '?as_at=2026-11-10'); }],
  give: [chief, 1280, 1250, fillAdvice],
  check: [chief, 1280, 1250, async (page) => { await fillAdvice(page); await send(page, /Check and record/); await page.getByRole('heading', { name: 'Check before you record' }).waitFor(); }],
  receipt: [chief, 1280, 800, async (page) => {
    await fillAdvice(page);
    await send(page, /Check and record/);
    await page.getByRole('heading', { name: 'Check before you record' }).waitFor();
    if (await page.getByRole('checkbox').count() > 0) await page.getByRole('checkbox').first().check();
    await send(page, /^(Sign and record|Record it)/);
    await page.getByText(/Recorded as entry/).first().waitFor();
  }],
  proof: [director, 1280, 1250, async (page) => { await openRecord(page); await page.locator('.history a[href^="/proof/"]').first().click(); await page.getByText('The proof holds').waitFor(); }],
  report: [chief, 1280, 1250, (page) => page.goto(`${at}/report/annual/2026-27`)],
  service: [chief, 1280, 1250, async (page) => {
    await page.goto(`${at}/services`);
    await page.goto(at + await page.locator('main tbody a[href^="/services/"]').first().getAttribute('href'));
  }],
  about: [chief, 1280, 1150, (page) => page.goto(`${at}/about/risk`)],
};

// The browser draws a picture smaller than PNG can: no other program is needed.
async function asWebp(png) {
  const page = await chromium.newPage();
  const text = await page.evaluate(async (bytes) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${bytes}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    const buffer = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: .78 })).arrayBuffer());
    let out = '';
    for (const byte of buffer) out += String.fromCharCode(byte);
    return btoa(out);
  }, png.toString('base64'));
  await page.close();
  return Buffer.from(text, 'base64');
}

for (const [name, [who, width, height, how, colorScheme = 'light']] of Object.entries(screens)) {
  await counts.check(`the picture ${name}`, async () => {
    const context = await chromium.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    page.setDefaultTimeout(15000);
    if (who) await become(page, at, ...who);
    await how(page);
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    const png = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(whole, height) } });
    const file = join(folder, `${name}.webp`);
    if (renew) writeFileSync(file, await asWebp(png));
    hold(statSync(file).size < most, `${file} has ${statSync(file).size} bytes`);
    await context.close();
  });
}
const docs = [readFileSync(join(root, 'README.md'), 'utf8'), ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => readFileSync(join(root, 'docs', name), 'utf8'))].join('\n');
await counts.check('each picture stands in a page, and each page’s pictures are there', () => {
  for (const name of Object.keys(screens)) hold(docs.includes(`screens/${name}.webp`), `no page shows ${name}`);
  for (const [, name] of docs.matchAll(/screens\/([\w-]+)\.webp/g)) hold(name in screens, `nobody takes ${name}`);
  const left = readdirSync(folder).filter((name) => !(name.replace(/\.webp$/, '') in screens));
  hold(left.length === 0, `nobody takes ${left.join(', ')}`);
});
await chromium.close();
counts.finish();
