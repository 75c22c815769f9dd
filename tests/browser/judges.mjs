// What a page is held to, and in which states. Each judge gives sentences, none when all is well. Used by survey.mjs for every page of
// the product and by planted.mjs for a page of faults; tests/browser/README.md says which law or bar each judge stands for.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { moduleFile } from './stand.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const axeSource = readFileSync(moduleFile('axe-core/axe.min.js'), 'utf8');
const plumbSource = readFileSync(join(here, 'inpage.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const colourRules = ['color-contrast', 'link-in-text-block'];

// WCAG 1.4.12, as it is worded.
const spacing = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }`;

export const states = {
  wide: { size: [1280, 900] },
  narrow: { size: [320, 900] },
  zoomed: { size: [320, 256] },                      // 1280 by 1024 at 400 %
  spaced: { size: [1280, 900], style: spacing },
  'spaced narrow': { size: [320, 900], style: spacing },
  large: { size: [1280, 900], style: 'html { font-size: 200% !important; }' },
  forced: { size: [1280, 900], media: { forcedColors: 'active' } },
  dark: { size: [1280, 900], media: { colorScheme: 'dark' } },
};

async function install(page) {
  if (!await page.evaluate(() => 'plumb' in window)) await page.evaluate(plumbSource);
}
const ask = (question) => async (page) => {
  await install(page);
  return page.evaluate((name) => window.plumb[name](), question);
};

async function axe(page, rules) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axeSource);
  const result = await page.evaluate((runOnly) => window.axe.run(document, { runOnly, resultTypes: ['violations'] }), rules);
  return result.violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html.slice(0, 160)}`));
}

// Tab from the first control to the last.
async function keyboard(page) {
  await install(page);
  const most = await page.evaluate(() => window.plumb.begin()) + 40;
  const traps = [];
  for (let steps = 0, stuck = 0, place = -1; steps < most; steps += 1) {
    await page.keyboard.press('Tab');
    const where = await page.evaluate(() => window.plumb.at());
    if (where === 'end') break;
    if (where === 'on') { stuck = 0; place += 1; continue; }
    if (where !== 'stuck' || (stuck += 1) < 2) continue;
    traps.push(place);
    if (!await page.evaluate(() => window.plumb.jump())) break;
    stuck = 0;
    if (await page.evaluate(() => window.plumb.at()) === 'on') place += 1;
  }
  return page.evaluate((found) => window.plumb.walked(found), traps);
}

export const judges = {
  axe: (page) => axe(page, { type: 'tag', values: tags }),
  colours: (page) => axe(page, { type: 'rule', values: colourRules }),
  names: ask('names'),
  targets: ask('targets'),
  sideways: ask('sideways'),
  cutOff: ask('cutOff'),
  plain: ask('plain'),
  keyboard,
};

// What every judge costs, by state: printed at the end, since the part that runs with every change is chosen by it.
export class Costs {
  #spent = new Map();
  async timed(state, judge, body) {
    const from = performance.now();
    try {
      return await body();
    } finally {
      const key = `${judge} in ${state}`;
      const { total = 0, times = 0 } = this.#spent.get(key) ?? {};
      this.#spent.set(key, { total: total + performance.now() - from, times: times + 1 });
    }
  }
  print() {
    for (const [key, { total, times }] of [...this.#spent].sort((a, b) => b[1].total - a[1].total))
      console.log(`${(total / 1000).toFixed(1).padStart(7)} s  ${String(times).padStart(4)} times  ${String(Math.round(total / times)).padStart(5)} ms each  ${key}`);
  }
}

// Puts a page into a state, and takes it out again.
async function put(page, state) {
  const { size, style, media = {} } = states[state];
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
  await page.setViewportSize({ width: size[0], height: size[1] });
  await page.evaluate((text) => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== window.plumbStyle);
    if (!text) return;
    window.plumbStyle = new CSSStyleSheet();
    window.plumbStyle.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.plumbStyle];
  }, style ?? '');
  if (media.forcedColors || media.colorScheme) await page.waitForTimeout(220);   // links change colour slowly; judge them when they have
}

// Every sentence that the judges of a plan ({ state: [judge, …] }) have about the page as it stands.
export async function judged(page, plan, costs = new Costs()) {
  const found = [];
  for (const [state, wanted] of Object.entries(plan)) {
    await costs.timed(state, 'going', () => put(page, state));
    for (const judge of wanted)
      for (const sentence of await costs.timed(state, judge, () => judges[judge](page))) found.push({ state, judge, sentence });
  }
  await put(page, 'wide');
  return found;
}
