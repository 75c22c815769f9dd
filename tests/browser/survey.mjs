// Goes to every page of the atlas and holds it to a plan of states and judges; keeps what it saw for the Nu checker.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hold, root } from './stand.mjs';
import { pageRoutes, pages, Visitors } from './atlas.mjs';
import { judged } from './judges.mjs';

export const seen = join(root, 'tests/browser/out/html');
mkdirSync(seen, { recursive: true });

// `planFor` gives the plan of a page; `keep` writes its source down. While mending, PLUMBLINE_PAGES=home,list and PLUMBLINE_STATES=dark look
// at less.
export async function survey({ counts, chromium, place, costs, label = '', options = {}, planFor, keep = true }) {
  const visitors = new Visitors(chromium, place, options);
  let footer = '';
  const asked = (name, word) => !process.env[name] || process.env[name].split(',').includes(word);
  for (const one of pages) {
    if (!asked('PLUMBLINE_PAGES', one.name)) continue;
    const plan = Object.fromEntries(Object.entries(planFor(one)).filter(([state]) => asked('PLUMBLINE_STATES', state)));
    if (Object.keys(plan).length === 0) continue;
    let page;
    await counts.check(`${label}${one.name}: it opens`, async () => {
      page = await costs.timed('all', 'opening', () => visitors.go(one));
      if (keep) writeFileSync(join(seen, `${one.name}.html`), '<!doctype html>\n' + await page.evaluate(() => document.documentElement.outerHTML));
    });
    if (!page) continue;
    for (const [state, wanted] of Object.entries(plan)) {
      await counts.check(`${label}${one.name} in ${state}: ${wanted.join(', ')}`, async () => {
        const found = await judged(page, { [state]: wanted }, costs);
        hold(found.length === 0, found.map(({ judge, sentence }) => `${judge}: ${sentence}`).slice(0, 6).join('\n'));
      });
    }
    // 3.2.6: help stands in the same place on every page of a council.
    await counts.check(`${label}${one.name}: help is where it always is`, async () => {
      const now = await page.locator('.ds_site-footer').innerText();
      if (one.council === '' || one.council === 'missing') return;
      footer ||= now;
      hold(now === footer && now.includes('Help'), `the foot of the page reads “${now}”`);
    });
  }
  return visitors;
}

export async function checkAtlas(counts) {
  await counts.check('every page route of the site map is opened', () => {
    const opened = new Set(pages.map((one) => one.route));
    const missed = pageRoutes().filter((route) => !opened.has(route));
    hold(missed.length === 0, `nobody opens ${missed.join(', ')}`);
    const known = new Set([...pageRoutes(), '']);
    const gone = [...opened].filter((route) => !known.has(route));
    hold(gone.length === 0, `the site map has no ${gone.join(', ')}`);
    hold(pageRoutes().length > 20, 'the site map could not be read');
  });
}
