// Runs a test twice: with stores in files, then with every store on a PostgreSQL of its own. Its last line sums the two. With --alike the
// two must count the same checks, so that none is quietly left out on one of them. PLUMBLINE_DATABASES (sqlite, postgres) chooses one.
//   node tests/postgres/both.mjs [--alike] COMMAND [WORD…]
import { spawn } from 'node:child_process';
import { Cluster } from './cluster.mjs';

const words = process.argv.slice(2);
const alike = words[0] === '--alike';
if (alike) words.shift();
const chosen = (process.env.PLUMBLINE_DATABASES ?? 'sqlite postgres').split(' ');
const began = performance.now();

function play(environment) {
  return new Promise((done) => {
    const child = spawn(words[0], words.slice(1), { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } });
    let last = '';
    let rest = '';
    child.stdout.on('data', (piece) => {
      const lines = (rest + piece).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        if (last) console.log(last);
        last = line;
      }
    });
    child.on('close', (code) => {
      const counts = (rest || last).match(/^(\d+) passed, (\d+) failed, (\d+) skipped$/);
      if (!counts) console.log(`${last}\n${rest}\nended without saying what passed (code ${code})`);
      const [passed, failed, skipped] = counts ? counts.slice(1).map(Number) : [0, 1, 0];
      done({ passed, failed: failed || (code === 0 ? 0 : 1), skipped });
    });
  });
}

const told = {};
if (chosen.includes('sqlite')) {
  console.log('== SQLite');
  told.sqlite = await play({ PLUMBLINE_SERVER: '' });
}
if (chosen.includes('postgres')) {
  console.log(`== PostgreSQL (${Math.round((performance.now() - began) / 1000)} s)`);
  const cluster = await Cluster.start();
  told.postgres = await play({ PLUMBLINE_SERVER: cluster.line() });
  await cluster.stop();
  console.log(`== done (${Math.round((performance.now() - began) / 1000)} s)`);
}
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const counts of Object.values(told)) for (const name of Object.keys(sum)) sum[name] += counts[name];
const all = (counts) => counts.passed + counts.failed + counts.skipped;
if (alike && told.sqlite && told.postgres && all(told.sqlite) !== all(told.postgres)) {
  console.log(`FAILED a difference between databases: ${all(told.sqlite)} checks on SQLite, ${all(told.postgres)} on PostgreSQL`);
  sum.failed += 1;
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exit(sum.failed === 0 ? 0 : 1);
