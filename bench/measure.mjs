// Short measurements against budgets, one line each; run by tests/steps/bench and bin/bench. PLUMBLINE_BENCH_RECORDS sets the
// size of the store (5,000; budgets grow with it, being those of 100,000 in docs). A budget missed is a failure.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { build, command, counter, cswo, hold, scratch, Server, Visitor } from '../tests/pages/site.mjs';

const records = Number(process.env.PLUMBLINE_BENCH_RECORDS ?? 5_000);
const share = records / 100_000;
const folder = scratch('bench');
const store = join(folder, 'store');
const steps = counter();
console.log(`${records} records; load of the machine before: ${loadavg()[0].toFixed(1)}`);

// One line: what, figure, budget. `least` turns the comparison round.
const line = (what, figure, unit, budget, least = false) => steps.check(what.padEnd(46), () => {
  const said = `${figure.toFixed(figure < 10 ? 2 : 0)} ${unit}`.padEnd(16) + `budget ${least ? 'at least' : 'at most'} ${budget.toFixed(budget < 10 ? 2 : 0)}`;
  hold(least ? figure >= budget : figure <= budget, said);
  return said;
});

function timed(...words) {
  const began = performance.now();
  const ran = command(...words);
  hold(ran.code === 0, `${words.join(' ')}: code ${ran.code} ${ran.out} ${ran.err}`);
  return (performance.now() - began) / 1000;
}

const middle = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];

async function door() {
  const ran = spawnSync(join(build, 'bench/door_bench'), ['--json', '--acts', '60', '--dir', folder], { encoding: 'utf8' });
  if (ran.status !== 0) return steps.check('the door', () => hold(false, `${ran.stdout} ${ran.stderr} ${ran.error ?? ''}`));
  const told = JSON.parse(ran.stdout);
  console.log(`  the door ${told.door_per_second} a second, a bare program writing the same rows ${told.bare_per_second}; ${told.acts} acts in ${told.batches} batches`);
  await line('64 callers of the door, of a bare program', told.ratio, 'of it', 0.5, true);
  await line('through the door, in the process', told.door_per_second, 'a second', 1000, true);
}

async function commands() {
  await line('seed, through the door', records / timed('seed', '--records', String(records), '--store', store), 'a second', 500, true);
  await line('verify, everything', timed('verify', '--store', store), 's', Math.max(1, 60 * share));
  await line('rebuild, every derived table', timed('rebuild', '--store', store), 's', Math.max(1, 120 * share));
  const backup = join(folder, 'backup');
  await line('backup', timed('backup', '--store', store, '--to', backup), 's', Math.max(1, 30 * share));
  await line('restore, proved', timed('restore', '--from', backup, '--store', join(folder, 'restored')), 's', Math.max(2, 240 * share));
  await line('annual report', timed('report', 'annual', '--store', store, '--year', '2026-27', '--format', 'html', '--output', join(folder, 'report.html')), 's', Math.max(1, 10 * share));
  hold(existsSync(join(folder, 'report.html')), 'no report was written');
  await line('the file, for each record', statSync(join(store, 'record.sqlite')).size / records / 1024, 'KB', 8);
}

async function pages() {
  const server = await Server.start(store);
  await line('ready to serve', server.readyIn / 1000, 's', 3);
  const visitor = await new Visitor(server).become('Ishbel Carnochan', cswo[1]);
  const list = await visitor.get('/r/advice');
  const reference = list.text.match(/\/record\/(AD-[^"?/]+)/)[1];
  for (const [what, path, budget] of [['home', '/', 60], ['a list', '/r/advice', 60], ['a list, sorted and filtered', '/r/advice?state=given&sort=question', 60],
    ['a record', `/record/${reference}`, 30], ['search', '/search?words=millburn', 100], ['a form', '/new/advice/give', 30], ['the year’s report', '/report/annual/2026-27', 1000 * Math.max(0.3, 10 * share)]]) {
    const took = [];
    for (let turn = 0; turn < 21; ++turn) {
      const began = performance.now();
      const answer = await visitor.get(path);
      took.push(performance.now() - began);
      hold(answer.status === 200, `${path}: ${answer.status}`);
    }
    await line(`page: ${what}, the median of 21`, middle(took), 'ms', budget);
  }
  await server.end();
}

await door();
await steps.check('commands', commands);
await steps.check('pages', pages);
steps.finish();
