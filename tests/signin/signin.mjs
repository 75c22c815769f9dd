// Runs the parts of this step; words on the command line choose some.
import { Watch } from '../pages/answers.mjs';
import { counter, hold, scratch } from '../pages/site.mjs';
import { codes } from './codes.mjs';
import { guesses } from './guesses.mjs';
import { passkeys } from './passkeys.mjs';
import { provider } from './provider.mjs';
import { sessions } from './sessions.mjs';
import { two_hats } from './two_hats.mjs';

const parts = { sessions, codes, guesses, passkeys, provider, two_hats };
const steps = counter();
const watch = new Watch();
const chosen = process.argv.slice(2);
for (const [name, run] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  await steps.check(`${name}: nothing stops it half way`, () => run({ steps, watch, folder: scratch(`signin-${name}`) }));
}
await steps.check('every answer carries its headers and cookies', () => hold(watch.complaints().length === 0, watch.complaints().join('\n  ')));
steps.finish();
