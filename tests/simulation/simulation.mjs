// Stores on a simulated disk (README.md of this folder): seeds, planted faults, power cuts and failing calls, each with its negative
// control. The sizes are those of a merge; bin/bench faults sets larger ones:
//   PLUMBLINE_SEEDS (500), PLUMBLINE_CRASH_POINTS (200), PLUMBLINE_FAILING_EVERY (25: every 25th call of the script), PLUMBLINE_OPERATIONS
//   (40 operations a seed, and 200 for each tenth).
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { failedDisk } from '../faults/failed_disk.mjs';
import { build, counter, hold, scratch, seed } from '../pages/site.mjs';

const size = (name, otherwise) => Number(process.env[name] ?? otherwise);
const seeds = size('PLUMBLINE_SEEDS', 500);
const points = size('PLUMBLINE_CRASH_POINTS', 200);
const every = size('PLUMBLINE_FAILING_EVERY', 25);
const operations = size('PLUMBLINE_OPERATIONS', 40);
const plants = {
  no_syncs: 'acknowledged', early_answer: 'acknowledged', gap: 'contiguous', leaf: 'root', doubled_key: 'keys', forgotten_keys: 'receipts',
  clock_order: 'times', row: 'rows', grant: 'permission', unseen_step: 'clock',
};
const steps = counter();

function run(program, ...words) {
  return new Promise((done) => {
    const child = spawn(join(build, 'tests', program), words.map(String), { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (piece) => { out += piece; });
    child.stderr.on('data', (piece) => { out += piece; });
    child.on('close', (code) => done({ code, out: out.trim() }));
  });
}

// Seeds first to last, by two programs at once.
await steps.check(`${seeds} seeds`, async () => {
  const half = Math.ceil(seeds / 2);
  const words = ['--operations', operations, '--long-every', 10];
  const [first, second] = await Promise.all([
    run('simulation', '--from', 1, '--seeds', half, ...words), run('simulation', '--from', half + 1, '--seeds', seeds - half, ...words)]);
  hold(first.code === 0 && second.code === 0, `${first.out}\n${second.out}`);
  return `${first.out}; and ${second.out}`;
});

for (const [plant, invariant] of Object.entries(plants)) {
  await steps.check(`planted: ${plant}`, async () => {
    const { code, out } = await run('simulation', '--plant', plant, '--seeds', 1000);
    hold(code === 0 && out.includes(`found by ${invariant}`), out);
    return out;
  });
}

await steps.check(`${points} power cuts`, async () => {
  const { code, out } = await run('power_loss', '--points', points, '--verify-every', 20);
  hold(code === 0, out);
  return out;
});
for (const [syncs, setting] of [['none', 'OFF'], ['not_of_log', 'NORMAL']]) {
  await steps.check(`with synchronous=${setting}, acknowledged acts are lost`, async () => {
    const { code, out } = await run('power_loss', '--points', 1000, '--syncs', syncs, '--until-loss', 'yes');
    hold(code === 1 && /LOST/.test(out), `nothing was lost: ${out}`);
    return out;
  });
}

await steps.check(`every ${every}th of 300 calls fails`, async () => {
  const { code, out } = await run('disk_faults', '--every', every);
  hold(code === 0, out);
  return out;
});
await steps.check('a program that ignores what the disk answers is found out', async () => {
  const { code, out } = await run('disk_faults', '--every', 50, '--failing', 'ignored');
  hold(code === 1 && /LOST|damaged|sound|verify/.test(out), `nothing was wrong: ${out}`);
  return out;
});
// The same with the real server and a real file: a disk of PostgreSQL's is that server's own affair.
const folder = scratch('failing-disk');
await steps.check('a disk that fails under the server', async () => {
  seed(join(folder, 'store'), '--demo');
  return failedDisk(join(folder, 'store'), folder);
});
steps.finish();
