// Every page of the product in every state, with all judges. Takes minutes: the step browser-full, which runs when it is named.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser, counter, hold } from './stand.mjs';
import { world } from './atlas.mjs';
import { Costs, judged } from './judges.mjs';
import { checkAtlas, seen, survey } from './survey.mjs';

const counts = counter();
const costs = new Costs();
const chromium = await browser();
const place = await world();

await checkAtlas(counts);
const everything = {
  wide: ['axe', 'names', 'targets', 'keyboard'],
  narrow: ['axe', 'sideways', 'targets', 'cutOff'],
  zoomed: ['axe', 'sideways', 'keyboard'],
  spaced: ['cutOff', 'sideways'],
  'spaced narrow': ['cutOff', 'sideways'],
  large: ['cutOff', 'sideways'],
  forced: ['axe'],
  dark: ['axe'],
};
const visitors = await survey({ counts, chromium, place, costs, planFor: () => everything });

// What is downloaded as a page is one.
const page = await visitors.page('full', 'chief');
await counts.check('the report as a file', async () => {
  await page.goto(place.at('full'));
  const text = await page.evaluate(async () => (await fetch('/report/annual/2025-26/report.html')).text());
  const path = join(seen, 'report-file.html');
  writeFileSync(path, text);
  hold(readFileSync(path, 'utf8').includes('<html'), 'it is no page');
  const alone = await chromium.newPage();
  await alone.goto(`file://${path}`);
  const found = await judged(alone, { wide: ['axe'], narrow: ['axe', 'sideways'], spaced: ['cutOff'] }, costs);
  hold(found.length === 0, found.map(({ judge, sentence }) => `${judge}: ${sentence}`).join('\n'));
});

// 2.2.1: two minutes before an idle session ends, a box offers to stay, with one press; and it takes the focus.
await counts.check('the end of a session is told in time, and one press puts it off', async () => {
  const timed = await page.context().newPage();
  await timed.clock.install();
  await timed.goto(`${place.at('full')}/new/advice/give`);
  await timed.clock.fastForward('12:30');
  hold(!await timed.locator('.session').isVisible(), 'it is told too early');
  await timed.clock.fastForward('01:00');
  hold(await timed.getByRole('link', { name: 'Stay signed in' }).evaluate((link) => link === document.activeElement), 'the offer has not the focus');
  await timed.keyboard.press('Enter');
  await timed.locator('.session').waitFor({ state: 'hidden' });
  await timed.close();
});

// Without script: the same pages again, come to in the same way.
await survey({ counts, chromium, place, costs, label: 'without script, ', options: { javaScriptEnabled: false }, keep: false,
  planFor: () => ({ wide: ['plain', 'keyboard'], narrow: ['sideways'] }) });
costs.print();
await chromium.close();
counts.finish();
