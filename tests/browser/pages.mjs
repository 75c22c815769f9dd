// Every page of the product, held to the judges that find most for what they cost: tests/browser/README.md says how they were chosen. The
// step browser-full holds every page to all of them, in every state.
import { browser, counter } from './stand.mjs';
import { day } from '../pages/turns.mjs';
import { pages, world } from './atlas.mjs';
import { Costs } from './judges.mjs';
import { councilsApart } from './councils.mjs';
import { checkAtlas, survey } from './survey.mjs';

const counts = counter();
const costs = new Costs();
const chromium = await browser();
const place = await world();

await checkAtlas(counts);
const everywhere = { wide: ['axe', 'names', 'targets'], narrow: ['sideways', 'targets', 'cutOff'], 'spaced narrow': ['cutOff', 'sideways'] };
// Opening a page and axe cost twenty times what the others do: pages that differ from another in their words alone are left to browser-full.
const alike = ['list-narrowed', 'list-nothing', 'list-as-at', 'list-appointment', 'list-body', 'about-risk', 'record-given', 'record-body',
  'record-appointment', 'record-not-yet', 'record-missing', 'record-member', 'record-proof', 'links-empty', 'search-nothing', 'search-error', 'show', 'home-officer',
  'home-member', 'list-empty-member', 'services-nothing', 'service-missing', 'report-missing', 'report-long', 'search-long', 'first-appointments', 'first-bodies',
  'services-closed', 'why-restricted', 'why-member', 'capacities-own', 'missing-page', 'stay', 'privacy', 'help-proof', 'draft', 'council-not-ready',
  'raise-unsealed', 'raised', 'return-code', 'return-code-error', 'own-seal', 'own-seal-made', 'seal-ask', 'who-may-advice', 'why-error', 'prove-no-provider'];
// And one page of each make stands for the others where only colours or the frame can differ.
const ofEachMake = ['home', 'record-decided', 'give-error', 'check', 'proof', 'report'];
// Of the rest each is looked at every second day; the pages of each make, and those with a form that was refused, every day.
const resting = (one) => !ofEachMake.includes(one.name) && !/error|mistake/.test(one.name) && (pages.indexOf(one) + day) % 2 === 1;
await survey({ counts, chromium, place, costs, planFor: (one) => (alike.includes(one.name) || resting(one) ? {} : {
  ...everywhere,
  ...(ofEachMake.includes(one.name) ? { zoomed: ['keyboard'], dark: ['colours'], forced: ['colours'] } : {}),
}) });
await councilsApart({ counts, chromium, place });
costs.print();
await chromium.close();
counts.finish();
