// How fast Plumbline is, against its bars and beside nginx and fossil in the same run: `bin/bench`. Sizes can be set:
//   bin/bench [--write] [--records 10000] [--count 2000] [--rounds 3] [--seconds 5] [--databases sqlite,postgres] [--no-peers] [--port 21300]
//   bin/bench large [--write] [--records 1000000] [--additions 2] [--store DIR]
// Ends with 1 when a bar is missed.
import { statfsSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { scratch, Visitor } from '../tests/pages/site.mjs';
import { record } from '../tests/pages/stored.mjs';
import { Cluster } from '../tests/postgres/cluster.mjs';
import { Bars } from './speed/bars.mjs';
import { load, cpuEach, timed } from './speed/measuring.mjs';
import { Ours } from './speed/ours.mjs';
import { Fossil, nginx, version } from './speed/peers.mjs';
import { figure, grouped, machine, markdown, writePart } from './speed/table.mjs';

const words = process.argv.slice(2);
const large = words[0] === 'large';
const has = (name) => words.includes(`--${name}`);
const text = (name, otherwise) => { const at = words.indexOf(`--${name}`); return at < 0 ? otherwise : words[at + 1]; };
const size = (name, otherwise) => Number(text(name, otherwise));
const asked = {
  records: size('records', large ? 1_000_000 : 10_000), additions: size('additions', large ? 2 : 0), count: size('count', large ? 500 : 2000),
  rounds: size('rounds', 3), seconds: size('seconds', 5), port: size('port', 21300), folder: scratch('speed', text('folder', tmpdir())),
  databases: text('databases', large ? 'sqlite' : 'sqlite,postgres').split(','),
};
const names = { sqlite: 'SQLite', postgres: 'PostgreSQL', list: 'a list of 50', record: 'a record', rare: `search, ${grouped(Math.floor((asked.records + 149) / 300))} hits`,
  common: 'search, a hit in every record', as_at: 'a list of 50, as at half the entries ago', home: 'the home page' };
const bars = new Bars(large ? 2 : 1);
const loads = [loadavg()[0]];
const say = (line) => console.log(line);

async function database(name) {
  const cluster = name === 'postgres' ? await Cluster.start() : undefined;
  const ours = await Ours.start({ ...asked, name, cluster, store: text('store') });
  const all = { name, ours, pages: {}, creates: {} };
  for (const operation of ours.operations()) {
    const told = await ours.page(operation, asked);
    all.pages[operation.id] = told;
    bars.page(name, operation.id, told, ours);
    say(`${names[name]}, ${names[operation.id]}: ${figure(told.cpu)} ms${told.behind === undefined ? '' : ` and ${figure(told.behind)} of the database`}; 8 at once ${figure(told.eight.perSecond)} a second, p50 ${figure(told.eight.p50)}, p99 ${figure(told.eight.p99)} ms`);
  }
  if (name === 'sqlite' && !large && !has('no-peers')) all.bare = await beside(ours);
  for (const connections of [8, 64]) {
    all.creates[connections] = await ours.create({ ...asked, connections });
    bars.create(name, connections, all.creates[connections]);
    say(`${names[name]}, create, ${connections} at once: ${figure(all.creates[connections].perSecond)} a second, ${figure(all.creates[connections].cpu)} ms, p99 ${figure(all.creates[connections].p99)} ms, ${all.creates[connections].failed} failed`);
  }
  bars.memory(name, all.peak = ours.peak());
  await ours.end();
  all.bytes = ours.bytes();
  all.entries = ours.entryCount();
  all.log = ours.log(asked);
  all.commands = ours.commands({ ...asked, rounds: large ? 1 : asked.rounds });
  bars.commands(name, all);
  await cluster?.stop();
  return all;
}

// nginx with our own style sheet, and fossil with our own records, while the server that they stand beside runs.
async function beside(ours) {
  const file = await new Visitor(ours.server).get(ours.style);
  const kept = Object.fromEntries(Object.entries(file.headers).filter(([name]) => !['date', 'content-type', 'content-length', 'connection', 'vary'].includes(name)));
  const other = await nginx({ folder: asked.folder, port: asked.port + 1, bytes: file.bytes, headers: kept });
  const told = { ours: [], nginx: [] };
  for (let round = 0; round < asked.rounds; ++round) {
    for (const [who, target, path] of [['ours', { ...ours.target, headers: { Host: ours.server.host } }, ours.style], ['nginx', other, other.path]]) {
      told[who].push(await load(target, { paths: [path], headers: { ...target.headers, 'Accept-Encoding': 'gzip' }, connections: 8, seconds: asked.seconds, folder: asked.folder }));
    }
  }
  other.child.removeAllListeners('exit');
  other.end();
  const best = (runs) => runs.sort((a, b) => b.perSecond - a.perSecond)[0];
  const statics = { ours: best(told.ours), nginx: best(told.nginx), bytes: file.bytes.length };
  bars.statics(statics);
  say(`static bytes: ${figure(statics.ours.perSecond)} a second, nginx ${figure(statics.nginx.perSecond)}`);
  return { statics, fossil: await besideFossil(ours) };
}

async function besideFossil(ours) {
  const records = record(ours.store, `SELECT f_question AS title, f_advice || ' ' || f_why AS text FROM advice ORDER BY record`);
  const fossil = await Fossil.make({ folder: asked.folder, port: asked.port + 2, records });
  const count = Math.min(asked.count, 200);
  const pages = { list: ['/rptview/50'], record: fossil.ids.filter((_, at) => at % 20 === 0).map((id) => `/tktview/${id}`), rare: ['/search?s=kinship&y=t'], common: ['/search?s=council&y=t'] };
  const told = { pages: {}, creates: {} };
  for (const [id, paths] of Object.entries(pages)) {
    const each = await cpuEach(fossil, (turn) => paths[turn % paths.length], { count, rounds: 1 });
    const one = await load(fossil, { paths, connections: 1, seconds: asked.seconds, folder: asked.folder });
    told.pages[id] = { ...each, one, eight: await load(fossil, { paths, connections: 8, seconds: asked.seconds, folder: asked.folder }) };
    say(`fossil, ${names[id]}: ${figure(told.pages[id].cpu)} ms; 8 at once ${figure(told.pages[id].eight.perSecond)} a second`);
  }
  const before = fossil.tickets();
  for (const connections of [1, 8]) {
    const form = { path: fossil.form.path, body: fossil.form.body('Is matter @N@ ready to go to the committee? @KEY@', records[0].text).replaceAll('%40N%40', '@N@').replaceAll('%40KEY%40', '@KEY@') };
    told.creates[connections] = await load(fossil, { form, headers: fossil.form.headers, connections, seconds: asked.seconds, folder: asked.folder });
    say(`fossil, create, ${connections} at once: ${figure(told.creates[connections].perSecond)} a second, ${told.creates[connections].failed} failed`);
  }
  told.created = fossil.tickets() - before;
  fossil.end();
  const environment = fossil.environment;
  process.env.HOME = environment.HOME;
  told.rebuild = timed('fossil', ['rebuild', fossil.file]);
  told.integrity = timed('fossil', ['test-integrity', '-R', fossil.file]);
  return told;
}

function pageRows(all) {
  const rows = [];
  for (const { name, pages, creates } of all) {
    for (const [id, told] of Object.entries(pages)) rows.push([`${names[name]}: ${names[id]}`, figure(told.cpu), figure(told.behind), figure(told.one.p50), figure(told.one.p99), figure(told.eight.perSecond), figure(told.eight.p50), figure(told.eight.p99), told.one.failed + told.eight.failed]);
    const [few, many] = [creates[8], creates[64]];
    rows.push([`${names[name]}: create, 8 at once`, figure(few.cpu), figure(few.behind), '', '', figure(few.perSecond), figure(few.p50), figure(few.p99), few.failed]);
    rows.push([`${names[name]}: create, 64 at once`, figure(many.cpu), figure(many.behind), '', '', figure(many.perSecond), figure(many.p50), figure(many.p99), many.failed]);
  }
  return markdown(['asked for', 'CPU ms', 'CPU ms of the database', 'p50 ms, 1 at once', 'p99', 'a second, 8 at once', 'p50 ms', 'p99', 'failed'], rows);
}

function fossilRows({ pages, creates, commands }, { fossil }) {
  const rows = Object.entries(fossil.pages).map(([id, told]) => [names[id], figure(pages[id].cpu), figure(told.cpu), figure(told.cpu / pages[id].cpu), figure(pages[id].eight.perSecond), figure(told.eight.perSecond), pages[id].eight.failed, told.eight.failed]);
  for (const [id, told] of Object.entries(fossil.pages)) bars.fossil(names[id], pages[id].cpu, told.cpu);
  rows.push(['create, 8 at once', figure(creates[8].cpu), figure(fossil.creates[8].cpu), figure(fossil.creates[8].cpu / creates[8].cpu), figure(creates[8].perSecond), figure(fossil.creates[8].perSecond), creates[8].failed, fossil.creates[8].failed]);
  bars.fossil('create, alone', creates[8].cpu, fossil.creates[1].cpu);
  rows.push(['every derived table anew (rebuild)', figure(commands.rebuild.cpu * 1000), figure(fossil.rebuild.cpu * 1000), figure(fossil.rebuild.cpu / commands.rebuild.cpu), '', '', '', '']);
  return markdown(['asked for', 'ours, CPU ms', 'fossil, CPU ms', 'times ours', 'ours, a second, 8 at once', 'fossil', 'ours failed', 'fossil failed'], rows);
}

function commandRows(all) {
  const rows = [];
  for (const { name, ours, commands, log, entries } of all) {
    const add = (what, told, count) => rows.push([`${names[name]}: ${what}`, figure(told.seconds), figure(told.cpu), figure(told.behind), count ? grouped(count / told.cpu) : '']);
    if (ours.seeding) add(`seed ${grouped(asked.records)} records through the door`, ours.seeding, asked.records * (1 + asked.additions));
    add(`verify ${grouped(entries)} entries, rows and all`, commands.verify, entries);
    rows.push([`${names[name]}: verify the log alone`, '', figure(log.log_seconds), '', grouped(log.entries / log.log_seconds)]);
    rows.push([`${names[name]}: OpenSSL, the same ${grouped(log.pieces)} pieces`, '', figure(log.openssl_seconds), '', grouped(log.entries / log.openssl_seconds)]);
    add('rebuild', commands.rebuild, entries);
    add('the annual report', commands.report);
    add(`import ${grouped(commands.import.lines)} care services`, commands.import, commands.import.lines);
  }
  return markdown(['what', 'seconds', 'CPU s', 'CPU s of the database', 'a CPU second'], rows);
}

const all = [];
if (large && !text('store')) {
  const free = statfsSync(asked.folder);
  const wanted = asked.records * (1 + asked.additions) * 4500;
  if (free.bavail * free.bsize < wanted) { console.error(`bench: ${grouped(wanted / 1e9)} GB of room are wanted in ${asked.folder}`); process.exit(1); }
}
for (const name of asked.databases) all.push(await database(name));
loads.push(loadavg()[0]);
const versions = { SQLite: version('sqlite3', ['--version'], /^(\S+)/), PostgreSQL: version('psql', ['--version'], /(\d[\d.]*)/), nginx: version('nginx', ['-v'], /nginx\/(\S+)/),
  fossil: version('fossil', ['version'], /version (\S+)/), OpenSSL: version('openssl', ['version'], /OpenSSL (\S+)/), wrk: version('dpkg-query', ['-W', '-f', '${Version}', 'wrk'], /(\S+)/) };
const [file] = all;
const beyond = file.bare ? `\n### Beside fossil\n\nThe same ${grouped(asked.records)} records as tickets, with its full-text index, its administrator signed in, in the same run.\nFossil makes no proofs; it answered ${grouped(file.bare.fossil.created)} creates rightly.\n\n${fossilRows(file, file.bare)}\n` : '';
const part = `## ${grouped(asked.records)} records, ${grouped(file.entries)} entries

${machine({ versions, loads })}

Each figure of processor time is the mean of ${grouped(asked.count)} requests one after the other, the best of ${asked.rounds} such runs; each load ran for ${asked.seconds} s.

${bars.markdown()}

### Pages

${pageRows(all)}
${beyond}
### Commands

${commandRows(all)}
`;
if (has('write')) writePart(large ? 'large' : 'usual', part);
console.log(`\n${part}`);
process.exit(bars.missed() > 0 ? 1 : 0);
