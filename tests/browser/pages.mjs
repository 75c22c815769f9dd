// Every page of the site map in its empty, full and error states: axe-core (A and AA, 2.2 too) finds nothing, at 1280 and 320 px, in
// light, dark and forced colours; and, as the negative control, a page with planted faults fails.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { become, browser, counter, demonstration, end, hold, moduleFile, root, run, scratch, serve } from './stand.mjs';

const out = join(root, 'tests/browser/out/html');
mkdirSync(out, { recursive: true });
const axe = readFileSync(moduleFile('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const counts = counter();
const chromium = await browser();

// Other colours break no rule but those of colour: all rules are asked in light, at both widths.
const colours = ['color-contrast', 'link-in-text-block'];
async function violations(page, state) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  const rules = ['dark', 'forced'].includes(state) ? { type: 'rule', values: colours } : { type: 'tag', values: tags };
  const result = await page.evaluate((wanted) => window.axe.run(document, { runOnly: wanted, resultTypes: ['violations'] }), rules);
  return result.violations.map((found) => `${found.id}: ${found.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

async function look(page, name, states = ['light', 'narrow', 'dark', 'forced']) {
  const html = await page.evaluate(() => '<!doctype html>\n' + document.documentElement.outerHTML);
  writeFileSync(join(out, `${name}.html`), html);
  for (const state of states) {
    await page.emulateMedia({ colorScheme: state === 'dark' ? 'dark' : 'light', forcedColors: state === 'forced' ? 'active' : 'none' });
    await page.setViewportSize({ width: state === 'narrow' ? 320 : 1280, height: 900 });
    await page.waitForTimeout(150);  // links change colour slowly; judge them when they have
    await counts.check(`${name} in ${state}`, async () => {
      const found = await violations(page, state);
      hold(found.length === 0, found.join('\n'));
      if (state === 'narrow') {
        const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
        hold(!wider, 'it scrolls sideways at 320 px');
      }
    });
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function visit(page, address, path, name, states) {
  const answer = await page.goto(address + path);
  hold(answer !== null && answer.status() < 500, `${path} answers ${answer?.status()}`);
  await look(page, name, states);
}

const server = await demonstration();
const context = await chromium.newContext();
const page = await context.newPage();
page.setDefaultTimeout(8000);
const open = ['/sign-in', '/demonstration', '/accessibility', '/privacy', '/help', '/help/proof', '/no-such-page'];
for (const path of open) await visit(page, server.address, path, 'open' + path.replaceAll('/', '-'));
await page.goto(`${server.address}/sign-in`);
await page.getByLabel(/name/i).first().fill('nobody');
await page.getByLabel(/password/i).first().fill('wrong');
await page.getByRole('button', { name: /sign in/i }).first().click();
await look(page, 'sign-in-error');

await become(page, server.address, 'Ishbel Carnochan', 'Chief Social Work Officer');
const full = ['/', '/capacity', '/r/advice', '/r/advice?state=decided', '/r/advice?as_at=20', '/r/advice?as_at=soon', '/filters', '/about/advice', '/r/appointment', '/r/body', '/search', '/search?words=night', '/search?words=giraffe',
  '/new/advice/give', '/new/advice/show', '/services', '/services?words=zzzz', '/services/import', '/report', '/report/annual/2025-26', '/report/annual/2031-32'];
for (const path of full) await visit(page, server.address, path, 'full' + path.replaceAll(/[/?=]/g, '-'));
await page.goto(`${server.address}/r/advice`);
const records = await page.locator('main a[href^="/record/"]').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')))]);
hold(records.length >= 5, 'the list shows too few records');
let place = 0;
for (const path of records.slice(0, 8)) await visit(page, server.address, path, `record-${place += 1}`, place === 1 ? undefined : ['light']);
for (const path of await page.locator('a[href^="/proof/"]').evaluateAll((links) => links.slice(0, 1).map((link) => link.getAttribute('href')))) {
  await visit(page, server.address, path, 'proof');
}
await page.goto(`${server.address}/services`);
const service = await page.locator('main a[href^="/services/"]:not([href*="import"]):not([href*="csv"])').first().getAttribute('href');
await visit(page, server.address, service, 'service');
await page.goto(`${server.address}/new/advice/give`);
await page.getByRole('button', { name: /Check and record/ }).click();
await look(page, 'give-error');
await page.goto(`${server.address}/services/import`);
await page.getByRole('button').last().click();
await look(page, 'import-error');

await become(page, server.address, 'Elspeth Drummond', 'Chief Officer');
await page.goto(server.address);
const need = await page.locator('main a[href*="/do/decide"], main ol a[href^="/record/"]').first().getAttribute('href');
await visit(page, server.address, need.includes('/do/') ? need : `${need}/do/decide`, 'decide');
await page.getByRole('button', { name: /Save and go on/ }).click();
await look(page, 'decide-error');

// Empty: a real store in which nothing has happened yet.
const folder = scratch('empty');
const passwords = join(folder, 'passwords');
writeFileSync(passwords, 'quiet-harbour-lantern\nplain-meadow-thimble\n');
run('init', '--store', join(folder, 'store'), '--council', 'Glenorrie Council', '--administrator', 'Una Baird', '--sign-in', 'una.baird',
  '--second', 'Tom Reekie', '--second-sign-in', 'tom.reekie', '--passwords', passwords);
const bare = await serve(join(folder, 'store'));
process.on('exit', () => bare.child.kill('SIGKILL'));
await page.goto(`${bare.address}/sign-in`);
await page.getByLabel(/name/i).first().fill('una.baird');
await page.getByLabel(/password/i).first().fill('quiet-harbour-lantern');
await page.getByRole('button', { name: /sign in/i }).first().click();
await page.getByRole('heading', { level: 1 }).waitFor();
for (const path of ['/', '/r/person', '/r/body', '/r/appointment', '/new/person/add', '/services', '/report/annual/2025-26']) {
  await visit(page, bare.address, path, 'empty' + path.replaceAll('/', '-'));
}

// Several councils on one server: each has its host, its own sign-in, and a browser's own wall between them.
const registry = join(folder, 'plumbline.toml');
writeFileSync(registry, [['ardmorran', server.store], ['glenorrie', join(folder, 'store')], ['kinnaird', join(folder, 'nothing')]]
  .map(([name, store]) => `[store.${name}]\nfolder = "${store}"\nhost = "${name}.localhost"\n`).join('\n'));
await end(server);
await end(bare);
const several = await serve('', undefined, ['--registry', registry]);
process.on('exit', () => several.child.kill('SIGKILL'));
const at = (name) => several.address.replace('127.0.0.1', `${name}.localhost`);
await visit(page, several.address, '/', 'choose-council');
await counts.check('the councils are links to their own addresses', async () => {
  await page.goto(several.address);
  await page.getByRole('main').getByRole('link', { name: 'Glenorrie Council' }).click();
  hold(page.url() === `${at('glenorrie')}/sign-in`, page.url());
});
await become(page, at('ardmorran'), 'Ishbel Carnochan', 'Chief Social Work Officer');
await visit(page, at('ardmorran'), '/capacity', 'capacity-several');
await counts.check('who is signed in at one council is nobody at the other, and stays signed in', async () => {
  hold(await page.getByRole('link', { name: 'Glenorrie Council' }).isVisible(), 'the other council is not named');
  await page.goto(at('glenorrie'));
  hold(page.url() === `${at('glenorrie')}/sign-in`, `Glenorrie: ${page.url()}`);
  await page.goto(at('ardmorran'));
  hold(page.url() === `${at('ardmorran')}/`, `Ardmorran: ${page.url()}`);
});
for (const width of [1280, 320]) {
  await counts.check(`council and capacity stand on every page at ${width} px`, async () => {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ['/', '/capacity', '/r/advice', '/search', '/new/advice/give', '/report/annual/2025-26', '/services', '/no-such-page']) {
      await page.goto(at('ardmorran') + path);
      const bar = page.locator('header');
      hold(await bar.getByText('Ardmorran Council').first().isVisible(), `${path}: no council`);
      hold(await bar.getByText('Chief Social Work Officer').first().isVisible(), `${path}: no capacity`);
    }
  });
}
await page.goto(at('kinnaird'));
await look(page, 'council-not-ready');

// The negative control: faults planted in a real page are found.
await counts.check('planted faults are found', async () => {
  await page.goto(`${several.address}/`);
  await page.evaluate(() => {
    const main = document.querySelector('main');
    main.insertAdjacentHTML('beforeend', '<img src="/favicon.ico"><input type="text"><p style="color:#ccc;background:#fff">pale</p><a href="/x"></a><ul><div>no item</div></ul>');
  });
  const found = await violations(page);
  for (const id of ['image-alt', 'label', 'link-name']) hold(found.some((line) => line.startsWith(id)), `${id} was not found`);
});
await chromium.close();
counts.finish();
