// A sample of tests/faults/attacks.mjs, for the step `verifier`: node attacked.mjs VERIFIER PLACES. `bin/bench faults` does it at full size.
import { counter, hold, scratch } from '../pages/site.mjs';
import { attack, attackedStore } from './attacks.mjs';

const [, , verifier, places] = process.argv;
const steps = counter();
await steps.check('twelve kinds of attack on a log are found, and the first bad entry is named', async () => {
  const folder = scratch('attacked');
  const told = await attack({ store: attackedStore(folder), folder, verifier, places: Number(places) });
  hold(told.missed.length === 0, told.missed.join('\n'));
  hold(told.found === 12 * Number(places), `${told.found} found`);
  return `${told.found} of ${told.found} in a log of ${told.entries} entries, by what was kept of its first ${told.kept}; ${told.control}`;
});
steps.finish();
