// Plumbline as it is measured: a store of invented records on one database, served to one person signed in, then looked at by commands.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { adviceFields, build, cswo, hold, program, root, seed, Server, Visitor } from '../../tests/pages/site.mjs';
import { onServer, placeOf, record } from '../../tests/pages/stored.mjs';
import { ask as askServer } from '../../tests/postgres/cluster.mjs';
import { cpuEach, cpuOf, load, peakOf, timed } from './measuring.mjs';

const published = join(process.env.PLUMBLINE_SHARED ?? join(root, '../shared'), 'data/care-inspectorate-datastore');
// The newest published edition of the regulator's file where it is at hand, else the invented one.
function edition() {
  const real = existsSync(published) ? readdirSync(published).filter((name) => /^MDSF_data_.*\.csv$/.test(name)).sort().pop() : undefined;
  const file = real ? join(published, real) : join(root, 'packs/ardmorran/care_services_2026.csv');
  return { file, lines: readFileSync(file, 'latin1').split('\n').length - 2 };
}

export class Ours {
  // `cluster`: a PostgreSQL to stand on; none: a file.
  static async start({ folder, name, port, records, additions = 0, cluster, store }) {
    const ours = new Ours();
    Object.assign(ours, { name, records, store: store ?? join(folder, `store-${name}`), cluster, behind: cluster?.child.pid });
    if (cluster) process.env.PLUMBLINE_SERVER = cluster.line(); else process.env.PLUMBLINE_SERVER = '';
    if (!store) {
      ours.seeding = timed(program, ['seed', '--records', String(records), '--additions', String(additions), '--store', ours.store], { behind: ours.behind });
    }
    if (cluster) askServer(cluster.line(), 'SELECT 1 AS one');
    ours.port = port;
    await ours.serve();
    return ours;
  }

  async serve() {
    this.server = await Server.start(this.store, { listen: `127.0.0.1:${this.port}` });
    const visitor = await new Visitor(this.server).become(...cswo);
    this.visitor = visitor;
    const page = await visitor.get('/r/advice');
    this.style = page.text.match(/\/assets\/plumbline[^"]*\.css/)[0];
    this.listed = page.text.match(/<th scope="row">/g).length;
    this.references = record(this.store, `SELECT reference FROM record WHERE register = 'advice' ORDER BY number DESC LIMIT 2000`).map((row) => row.reference);
    this.entries = record(this.store, 'SELECT max(number) + 1 AS entries FROM entry')[0].entries;
    this.target = { pid: this.server.child.pid, behind: this.behind, port: this.server.port, headers: { Host: this.server.host, Cookie: visitor.cookieHeader() } };
  }

  // What is asked for; `paths` are taken in turn. `hits` is checked, so that a fast answer to nothing is not measured.
  operations() {
    const spread = this.references.filter((_, at) => at % 4 === 0);
    return [
      { id: 'list', paths: ['/r/advice'] },
      { id: 'record', paths: spread.map((reference) => `/record/${reference}`) },
      { id: 'rare', paths: ['/search?words=kinship'], says: `${Math.floor((this.records + 149) / 300)} records` },
      { id: 'common', paths: ['/search?words=council'], says: this.records > 1000 ? 'More than 1,000' : '' },
      { id: 'as_at', paths: [`/r/advice?as_at=${Math.floor(this.entries / 2)}`] },
      { id: 'home', paths: ['/'] },
    ];
  }

  async page(operation, { count, rounds, seconds, folder }) {
    const first = await this.visitor.get(operation.paths[0]);
    const counted = operation.says ? first.text.includes(operation.says) : true;
    hold(first.status === 200, `${operation.paths[0]}: status ${first.status}`);
    hold(counted, `${operation.paths[0]} does not say “${operation.says}”: ${first.text.match(/<h2[^>]*>[^<]*/)?.[0]}`);
    const each = await cpuEach(this.target, (turn) => operation.paths[turn % operation.paths.length], { count, rounds });
    const one = await load(this.target, { paths: operation.paths, connections: 1, seconds, folder });
    const eight = await load(this.target, { paths: operation.paths, connections: 8, seconds, folder });
    return { ...each, one, eight, bytes: Buffer.byteLength(first.text) };
  }

  // Advice given by `connections` people at once, over the form that a browser would send.
  async create({ connections, seconds, folder }) {
    const form = await this.visitor.form('/new/advice/give');
    const fields = { ...adviceFields(form, 'Is matter @N@ ready to go to the committee?'), key: '@KEY@' };
    const body = new URLSearchParams(fields).toString().replaceAll('%40KEY%40', '@KEY@').replaceAll('%40N%40', '@N@');
    const headers = { ...this.target.headers, Origin: `http://${this.server.host}`, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' };
    const before = this.entryCount();
    const told = await load(this.target, { form: { path: form.action, body }, headers, connections, seconds, folder });
    // Answers that came after wrk had stopped listening are recorded as well; fewer entries than answers would be a loss.
    const recorded = this.entryCount() - before;
    hold(recorded >= told.requests - told.failed, `${recorded} entries for ${told.requests} receipts`);
    return { ...told, recorded };
  }

  entryCount() { return record(this.store, 'SELECT max(number) + 1 AS entries FROM entry')[0].entries; }
  peak() { return peakOf(this.server.child.pid); }
  serverCpu() { return cpuOf(this.server.child.pid); }
  end() { return this.server.end(); }

  // Bytes that the tables of the record take, with their indexes.
  bytes() {
    if (!onServer(this.store)) return statSync(join(this.store, 'record.sqlite')).size;
    const place = placeOf(this.store);
    return Number(askServer(place.administrator, `SELECT sum(pg_total_relation_size(c.oid))::bigint AS bytes FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '${place.record}' AND c.relkind = 'r'`)[0].bytes);
  }

  // The commands that read or make everything, each the best of `rounds`.
  commands({ folder, rounds }) {
    const best = (...words) => Array.from({ length: rounds }, () => timed(program, words, { behind: this.behind })).sort((a, b) => a.cpu - b.cpu)[0];
    const told = {
      verify: best('verify', '--store', this.store),
      rebuild: best('rebuild', '--store', this.store),
      report: best('report', 'annual', '--store', this.store, '--year', '2026-27', '--format', 'html', '--output', join(folder, 'report.html')),
    };
    const { file, lines } = edition();
    told.import = { ...timed(program, ['import', 'care-services', file, '--store', this.store, '--edition', '2026-05-31'], { behind: this.behind }), lines };
    return told;
  }

  // The log alone on one core, and OpenSSL over the same pieces: the best of `rounds`.
  log({ rounds }) {
    const runs = Array.from({ length: rounds }, () => JSON.parse(timed(join(build, 'bench/log_bench'), ['--json', '--store', this.store]).said.trim().split('\n').pop()));
    return runs.sort((a, b) => a.log_seconds - b.log_seconds)[0];
  }
}
