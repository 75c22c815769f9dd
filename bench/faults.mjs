// Fault tests at full size, with their figures in docs/FAULTS.md: run by `bin/bench faults`. Each bar's row is written when it is known;
// those not run now keep what they said. Sizes can be set:
//   bin/bench faults [--kills 1000] [--points 10000] [--every 1] [--damages 1000] [--acts 100000] [--seeds 10000] [--operations 200]
//     [--places 100] [--kinds rewrite,fork] [--disposed 1000] [--guesses 10000000] [--only d2,t8]
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { build, command, root, scratch, seed } from '../tests/pages/site.mjs';
import { copyStore, ownDatabase } from '../tests/pages/stored.mjs';
import { attack, attackedStore, goVerifier } from '../tests/faults/attacks.mjs';
import { damageBackup, damageStore } from '../tests/faults/damage.mjs';
import { killLoop } from '../tests/faults/kills.mjs';
import { clientsOnOneRecord, withoutHeadLock } from '../tests/faults/many_clients.mjs';
import { Cluster } from '../tests/postgres/cluster.mjs';

const words = process.argv.slice(2);
const size = (name, otherwise) => { const at = words.indexOf(`--${name}`); return at < 0 ? otherwise : Number(words[at + 1]); };
const only = words.includes('--only') ? words[words.indexOf('--only') + 1].split(',') : ['d1', 'd2', 'd3', 'd5', 'd11', 'd12', 't3', 't8'];
const folder = scratch('bench-faults');
const page = join(root, 'docs/FAULTS.md');
const rows = new Map(readFileSync(page, 'utf8').split('\n').filter((line) => /^\| [DT]\d/.test(line)).map((line) => [line.match(/[DT]\d+/)[0], line]));
let bad = 0;

const run = (program, ...rest) => new Promise((done) => {
  const child = spawn(join(build, 'tests', program), rest.map(String), { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  child.stdout.on('data', (piece) => { out += piece; });
  child.on('close', (code) => done({ code, out: out.trim().split('\n').pop() }));
});

function row(bar, what, ran, result, control, good) {
  if (!good) bad += 1;
  rows.set(bar, `| ${bar} | ${what} | ${ran} | ${result} | ${control.slice(0, 240)} | ${new Date().toISOString().slice(0, 10)} |`);
  write();
  console.log(`${bar} ${what}, ${ran}: ${result} | control: ${control}`);
}

function write() {
  const place = (bar) => Number(bar.slice(1)) + (bar.startsWith('T') ? 100 : 0);
  const table = [...rows].sort(([one], [other]) => place(one) - place(other)).map(([, line]) => line).join('\n');
  writeFileSync(page, `# Faults, and what became of them

Written by \`bin/bench faults\`; the sizes are those truly run, on ${cpus().length} cores (${cpus()[0].model.trim()}), ${process.arch}.
Full sizes: D1 1,000 kills; D2 10,000 crash points; D3 all of 300 calls; D5 1,000 places; D11 100,000 appends and edits on each database;
D12 10,000 seeds of 200 operations; T3 12 kinds of attack at 100 places each; T8 1,000 records and 10,000,000 guesses on each database. \`bin/test\` runs a share of each, and D4 (full disk) and D6 (clock) whole.

| bar | fault | size | result | negative control | on |
|---|---|---|---|---|---|
${table}
`);
}

const demo = join(folder, 'demo');
const fresh = (name) => { copyStore(demo, join(folder, name)); return join(folder, name); };
if (only.includes('d1') || only.includes('d5')) seed(demo, '--demo');

if (only.includes('d1')) {
  const kills = size('kills', 1000);
  const told = await killLoop({ store: fresh('kills'), folder, kills, clients: 16, verifyAt: [kills] });
  const early = await killLoop({ store: fresh('early'), folder, kills: 200, clients: 16, binary: join(build, 'tests/early_serve'), untilLoss: true });
  const lost = early.wrong.filter((fault) => fault.startsWith('LOST')).length;
  row('D1', 'killed while 16 clients write', `${kills} kills`, `${told.acknowledged} acts acknowledged, ${told.wrong.length} lost, half or twice; ready in ${Math.round(told.slowest)} ms at the slowest`,
    `acknowledging before the commit: ${lost} lost by kill ${early.kills}`, told.wrong.length === 0 && lost > 0);
}
if (only.includes('d2')) {
  const points = size('points', 10000);
  const told = await run('power_loss', '--points', points, '--seed', 7);
  const off = await run('power_loss', '--points', 1000, '--syncs', 'none', '--until-loss', 'yes');
  const normal = await run('power_loss', '--points', 1000, '--syncs', 'not_of_log', '--until-loss', 'yes');
  const when = (said) => `${said.match(/(\d+) lost/)?.[1]} lost by point ${said.match(/^(\d+)/)?.[1]}`;
  row('D2', 'power cuts at a random call', `${points} crash points`, told.out, `synchronous=OFF: ${when(off.out)}; NORMAL: ${when(normal.out)}`,
    told.code === 0 && off.code === 1 && normal.code === 1);
}
if (only.includes('d3')) {
  const every = size('every', 1);
  const told = await run('disk_faults', '--every', every);
  const ignored = await run('disk_faults', '--every', 50, '--failing', 'ignored');
  row('D3', 'a call of the disk fails', `every ${every}. write and every sync of 300 calls, twice`, told.out,
    `ignoring what the disk answers: ${ignored.out.match(/(\d+) wrong/)?.[1]} wrong`, told.code === 0 && ignored.code === 1);
}
if (only.includes('d5')) {
  const damages = size('damages', 1000);
  const told = await damageStore(demo, folder, damages);
  const backup = join(folder, 'backup');
  command('backup', '--store', demo, '--to', backup);
  const backups = await damageBackup(backup, folder, damages);
  for (const missed of [...told.missed, ...backups.missed]) console.log(`missed: ${missed}`);
  row('D5', 'a bit turned or the end cut off', `${damages} places of record.sqlite, ${damages} of a backup`,
    `${told.found} found by verify, ${told.refused} refused, ${told.nothing} in bytes that hold nothing, ${told.missed.length} missed; backup: ${backups.refused} refused, ${backups.missed.length} missed`,
    'the untouched store is sound', told.missed.length + backups.missed.length === 0 && command('verify', '--store', demo).code === 0);
}
if (only.includes('d11')) {
  const acts = size('acts', 100000);
  const told = [];
  const controls = [];
  const play = async (name) => {
    const store = (kind) => { const place = join(folder, `${kind}-${name}`); seed(place, '--demo', ...ownDatabase()); return place; };
    told.push(`${name}: ${await clientsOnOneRecord({ store: store('clients'), folder, processes: 4, clients: 16, acts: Math.ceil(acts / 64) })}`);
    controls.push(`${name}: ${await withoutHeadLock({ store: store('unlocked'), folder })}`);
  };
  await play('SQLite');
  const cluster = await Cluster.start();
  process.env.PLUMBLINE_SERVER = cluster.line();
  await play('PostgreSQL');
  delete process.env.PLUMBLINE_SERVER;
  await cluster.stop();
  row('D11', '64 clients append and edit', `${acts} acts on each database`, told.join('; '), `the head not locked: ${controls.join('; ')}`, told.length === 2 && controls.length === 2);
}
if (only.includes('d12')) {
  const seeds = size('seeds', 10000);
  const operations = size('operations', 200);
  const half = Math.ceil(seeds / 2);
  const parts = await Promise.all([run('simulation', '--seeds', half, '--operations', operations),
    run('simulation', '--from', half + 1, '--seeds', seeds - half, '--operations', operations)]);
  const planted = [];
  for (const plant of ['no_syncs', 'early_answer', 'gap', 'leaf', 'doubled_key', 'forgotten_keys', 'clock_order', 'row', 'grant', 'unseen_step']) {
    planted.push(await run('simulation', '--plant', plant, '--seeds', 1000));
  }
  row('D12', 'simulated runs', `${seeds} seeds of ${operations} operations`, parts.map((part) => part.out).join('; and '),
    `${planted.filter((one) => one.code === 0).length} of ${planted.length} planted faults found`, parts.every((part) => part.code === 0) && planted.every((one) => one.code === 0));
}

if (only.includes('t3')) {
  const places = size('places', 100);
  const kindsAsked = words.includes('--kinds') ? words[words.indexOf('--kinds') + 1].split(',') : [];
  const told = await attack({ store: attackedStore(folder, size('more', 250)), folder, verifier: goVerifier(folder), places, only: kindsAsked });
  for (const missed of told.missed) console.log(`missed: ${missed}`);
  const kinds = Object.entries(told.kinds).map(([kind, found]) => `${kind} ${found}`).join(', ');
  row('T3', 'somebody with all rights, and the log’s key, changes the log', `${Object.keys(told.kinds).length} kinds at ${places} places of ${told.entries} entries`,
    `${told.found} found, each with its first bad entry named: ${kinds}`, told.control, told.missed.length === 0);
}
if (only.includes('t8')) {
  const disposed = size('disposed', 1000);
  const guesses = size('guesses', 10_000_000);
  const env = { ...process.env, PLUMBLINE_DISPOSED: disposed, PLUMBLINE_GUESSES: guesses };
  const told = await new Promise((done) => {
    const child = spawn(join(root, 'tests/steps/disposal'), [], { stdio: ['ignore', 'pipe', 'inherit'], env });
    let out = '';
    child.stdout.on('data', (piece) => { out += piece; });
    child.on('close', (code) => done({ code, out }));
  });
  const all = (pattern) => [...told.out.matchAll(pattern)].map(([, words]) => words);
  const said = [...all(/^after: nothing of it is left in any file: (.*)$/gm), ...all(/^every leaf is what it was.*?: (.*)$/gm), ...all(/guesses at a short value find nothing: (.*)$/gm)];
  const [passed] = all(/^(\d+ passed, \d+ failed, \d+ skipped)$/gm).slice(-1);
  row('T8', 'records disposed of, and looked for in every file', `${disposed} records on each database`, `nothing left; ${said.join('; ')}; ${passed}`,
    `before the disposal: ${all(/^before: the search finds them, so it can find: (\d+ found)/gm).join(' and ')}; rows deleted by hand: ${all(/files anew are found: (\d+ of \d+ found)/gm).join('; ')}`,
    told.code === 0 && said.length >= 6);
}

process.exit(bad === 0 ? 0 : 1);
