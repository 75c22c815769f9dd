// Hostile text in every field is inert: on every page, in lists, search, history, proof, report and CSV. A script that ran would set a
// mark on the window; the negative control shows that the mark is seen.
import { become, browser, counter, demonstration, hold } from './stand.mjs';

const counts = counter();
const server = await demonstration();
const chromium = await browser();
const context = await chromium.newContext();
const page = await context.newPage();
page.setDefaultTimeout(8000);
let ran = [];
await page.exposeFunction('hostileRan', (what) => { ran.push(what); });
const refused = [];
page.on('console', (message) => { if (/Content Security Policy|Refused to/.test(message.text())) refused.push(message.text()); });
page.on('dialog', (dialog) => { ran.push('dialog'); dialog.dismiss(); });

const payloads = [
  '<script>hostileRan("script")</script>', '"><img src=x onerror=hostileRan("img")>', "' onfocus=hostileRan('attr') autofocus='",
  '</textarea><svg onload=hostileRan("svg")>', '</title><script>hostileRan("title")</script>', 'javascript:hostileRan("url")',
  '{{7*7}}${7*7}<%= 7*7 %>', '<!--<script>hostileRan("comment")</script>-->', '&lt;script&gt;&#x3c;b&#x3e;', '=HYPERLINK("http://127.0.0.1/x","y")',
  '+1+1', '-2+3', '@SUM(1)', '\tTab first', '＝fullwidth', '<iframe srcdoc="<script>parent.hostileRan(1)</script>"></iframe>', '<details open ontoggle=hostileRan("toggle")>',
  '<a href="javascript:hostileRan(\'link\')">press</a>', '<style>@import "//127.0.0.1/x"</style>', '\u202Etxet sdrawkcab', "Robert'); DROP TABLE entry;--", 'nothing & <everything> "quoted"',
];
const recorded = [];

async function give(question, rest) {
  await page.goto(`${server.address}/new/advice/give`);
  await page.getByLabel('What is the question?').fill(question);
  await page.getByLabel('What do you advise?').fill(rest);
  await page.getByLabel('Who decides?').selectOption({ label: 'Director of Social Work and Health' });
  await page.getByRole('radio', { name: /^No, about services/ }).check();
  await page.getByRole('button', { name: /Save and go on/ }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const box of await page.locator('main textarea, main input[type=text]').all()) await box.fill(rest).catch(() => {});
  await page.getByRole('button', { name: /Check and record/ }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const box = page.getByRole('checkbox');
  if (await box.count() > 0) await box.first().check();
  await page.getByRole('button', { name: /^(Sign and record|Record)/ }).click();
  await page.waitForURL(/receipt=/);
  recorded.push(page.url().replace(/\?.*/, ''));
}

await become(page, server.address, 'Ishbel Carnochan', 'Chief Social Work Officer');
for (const [place, payload] of payloads.entries()) {
  await counts.check(`payload ${place} is recorded as typed`, async () => {
    await give(`${payload} ${place}`, payload);
    const said = await page.locator('main').innerText();
    hold(said.includes(payload.trim().split('\t').pop()), `the page does not show ${payload} as text`);
  });
}
await counts.check('nothing runs on any page that shows it', async () => {
  const paths = ['/', '/r/advice', '/search?words=script', '/report/annual/2026-27', ...recorded.map((url) => new URL(url).pathname)];
  for (const path of paths) {
    await page.goto(server.address + path);
    await page.waitForTimeout(30);
    for (const link of await page.locator('a[href^="javascript"]').all()) ran.push(await link.getAttribute('href'));
  }
  await page.goto(recorded[0]);
  await page.getByRole('link', { name: /proof/i }).first().click();
  await page.waitForTimeout(50);
  hold(ran.length === 0, `these ran: ${ran.join(', ')}`);
  hold(refused.length === 0, `the content policy had to stop: ${refused.slice(0, 3).join(' ')}`);
});
await counts.check('no cell of the CSV is a formula', async () => {
  const answer = await context.request.get(`${server.address}/r/advice.csv`);
  hold(answer.status() === 200, `the CSV answers ${answer.status()}`);
  const text = await answer.text();
  for (const line of text.split(/\r?\n/)) {
    for (const cell of line.match(/("([^"]|"")*"|[^,]*)/g) ?? []) {
      const value = cell.replace(/^"|"$/g, '');
      hold(!/^[=+\-@\t\r＝＋－＠]/.test(value), `a cell begins as a formula: ${value.slice(0, 40)}`);
    }
  }
});
await counts.check('the mark is seen when a script does run', async () => {
  await page.goto(server.address);
  await page.evaluate(() => window.hostileRan('control'));
  hold(ran.includes('control'), 'a script that ran was not noticed');
});
await chromium.close();
counts.finish();
