// The negative control of all judges: planted.html has twenty faults, and at least eighteen must be found. It says by which judge, in which
// state. Fewer fails, and so does a judge that finds nothing at all: it may have gone blind.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browser, counter, hold, root } from './stand.mjs';
import { judged, judges } from './judges.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const file = join(here, 'planted.html');
const least = 18;
// What each is, and words by which a judge would name it when not by its id.
const faults = new Map(Object.entries({
  '01': ['a picture without words'], '02': ['a field without a label'], '03': ['pale text'], '04': ['a link without a name'],
  '05': ['a list with something else in it'], '06': ['a page without a language', /html-has-lang|does not say its language/], '07': ['a heading that skips ranks'],
  '08': ['a target too small'], '09': ['a focus that does not show'], '10': ['a control that pushes in'], '11': ['a button only for the mouse'],
  '12': ['a field that keeps the keyboard'], '13': ['a skip link to nowhere'], '14': ['text cut off when it is spaced'], '15': ['a part wider than a phone'],
  '16': ['one id twice', /Duplicate ID .fault-16|fault-16/], '17': ['unreadable in forced colours'], '18': ['unreadable in the dark'],
  '19': ['a button that needs script'], '20': ['called otherwise than it reads'],
}));

const counts = counter();
const chromium = await browser();
const context = await chromium.newContext();
const page = await context.newPage();
await page.goto(`file://${file}`);
const found = await judged(page, {
  wide: ['axe', 'names', 'targets', 'plain'], narrow: ['sideways'], 'spaced narrow': ['cutOff'], forced: ['colours'], dark: ['colours'],
});
found.push(...await judged(page, { wide: ['keyboard'] }));
const [jar] = spawnSync('find', [join(root, 'node_modules/vnu-jar'), '-name', 'vnu.jar'], { encoding: 'utf8' }).stdout.split('\n');
for (const line of spawnSync('java', ['-jar', jar, '--format', 'text', '--stdout', file], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean))
  found.push({ state: 'source', judge: 'Nu', sentence: line });

let number = 0;
for (const [id, [what, words]] of [...faults].sort()) {
  const by = found.filter(({ sentence }) => (words ?? new RegExp(`fault-${id}(?!\\d)`)).test(sentence));
  if (by.length > 0) number += 1;
  const who = [...new Set(by.map(({ state, judge }) => `${judge} in ${state}`))];
  console.log(`${id} ${what}: ${who.join(', ') || 'NOT FOUND'}`);
}
await counts.check(`at least ${least} of ${faults.size} planted faults are found`, () => {
  hold(faults.size === 20, `${faults.size} faults are planted`);
  const source = readFileSync(file, 'utf8');
  for (const id of faults.keys()) hold(id === '06' || source.includes(`id="fault-${id}"`), `fault ${id} is not planted`);
  hold(number >= least, `${number} were found`);
});
const blind = [...Object.keys(judges), 'Nu'].filter((judge) => !found.some((one) => one.judge === judge));
await counts.check('every judge finds something', () => hold(blind.length === 0, `${blind.join(', ')} found nothing`));
await chromium.close();
counts.finish();
