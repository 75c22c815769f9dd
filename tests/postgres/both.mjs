// Runs a test twice, side by side: with stores in files, and with every store on a PostgreSQL of its own. Its last line sums the two. With --alike the
// two must count the same checks, so that none is quietly left out on one of them. PLUMBLINE_DATABASES (sqlite, postgres) chooses one.
//   node tests/postgres/both.mjs [--alike] COMMAND [WORD…]
import { spawn } from 'node:child_process';
import { Cluster } from './cluster.mjs';

const words = process.argv.slice(2);
const alike = words[0] === '--alike';
if (alike) words.shift();
const chosen = (process.env.PLUMBLINE_DATABASES ?? 'sqlite postgres').split(' ');
const began = performance.now();

// Runs it in one place and tells what it said in one piece, since the other runs beside it.
function play(place, environment) {
  return new Promise((done) => {
    const child = spawn(words[0], words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    const pieces = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => pieces.push(piece));
    child.on('close', (code) => {
      const lines = Buffer.concat(pieces).toString('utf8').trimEnd().split('\n');
      const counts = lines.at(-1).match(/^(\d+) passed, (\d+) failed, (\d+) skipped$/);
      console.log([`== ${place}`, ...lines.slice(0, counts ? -1 : undefined), `== ${place}: ${Math.round((performance.now() - began) / 1000)} s`].join('\n'));
      if (!counts) console.log(`ended without saying what passed (code ${code})`);
      const [passed, failed, skipped] = counts ? counts.slice(1).map(Number) : [0, 1, 0];
      done({ passed, failed: failed || (code === 0 ? 0 : 1), skipped });
    });
  });
}

async function playOnServer() {
  const cluster = await Cluster.start();
  const told = await play('PostgreSQL', { PLUMBLINE_SERVER: cluster.line() });
  await cluster.stop();
  return told;
}

const started = {};
if (chosen.includes('sqlite')) started.sqlite = play('SQLite', { PLUMBLINE_SERVER: '' });
if (chosen.includes('postgres')) started.postgres = playOnServer();
const told = Object.fromEntries(await Promise.all(Object.entries(started).map(async ([name, counts]) => [name, await counts])));
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const counts of Object.values(told)) for (const name of Object.keys(sum)) sum[name] += counts[name];
const all = (counts) => counts.passed + counts.failed + counts.skipped;
if (alike && told.sqlite && told.postgres && all(told.sqlite) !== all(told.postgres)) {
  console.log(`FAILED a difference between databases: ${all(told.sqlite)} checks on SQLite, ${all(told.postgres)} on PostgreSQL`);
  sum.failed += 1;
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exit(sum.failed === 0 ? 0 : 1);
