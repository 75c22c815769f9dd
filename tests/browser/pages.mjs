// Every page of the product, held to the judges that find most for what they cost: tests/browser/README.md says how they were chosen. The
// step browser-full holds every page to all of them, in every state.
import { browser, counter } from './stand.mjs';
import { world } from './atlas.mjs';
import { Costs } from './judges.mjs';
import { checkAtlas, survey } from './survey.mjs';

const counts = counter();
const costs = new Costs();
const chromium = await browser();
const place = await world();

await checkAtlas(counts);
const everywhere = { wide: ['axe', 'names', 'targets'], narrow: ['sideways', 'targets', 'cutOff'], 'spaced narrow': ['cutOff', 'sideways'] };
// One page of each make stands for the others where only colours or the frame can differ.
const ofEachMake = ['home', 'list', 'record-decided', 'receipt', 'give-error', 'check', 'decide', 'proof', 'report', 'service', 'import-error'];
await survey({ counts, chromium, place, costs, planFor: (one) => (ofEachMake.includes(one.name)
  ? { ...everywhere, zoomed: ['keyboard'], dark: ['colours'], forced: ['colours'] } : everywhere) });
costs.print();
await chromium.close();
counts.finish();
