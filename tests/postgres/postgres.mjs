// What only a PostgreSQL can show; run by tests/steps/postgres. Words on the command line choose parts: speed, walls, moves, three, crashes, standby.
import { counter, scratch } from '../pages/site.mjs';
import { Cluster } from './cluster.mjs';
import { moves } from './move.mjs';
import { speed } from './speed.mjs';
import { standby } from './standby.mjs';
import { crashes, threeServers } from './three_servers.mjs';
import { walls } from './walls.mjs';

const parts = { speed, walls, moves, three: threeServers, crashes, standby };
if (process.argv[2] === 'takeover') parts.takeover = (ground) => standby({ ...ground, only: 'takeover' });
const chosen = process.argv.slice(2);
const steps = counter();
const folder = scratch('postgres');
const cluster = await Cluster.start();
const words = ['--server', cluster.line()];
for (const [name, run] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`== ${name} (${Math.round(performance.now() / 1000)} s)`);
  await steps.check(`${name} comes to its end`, () => run({ steps, folder, words, cluster }));
}
console.log(`== done (${Math.round(performance.now() / 1000)} s)`);
await cluster.stop();
steps.finish();
