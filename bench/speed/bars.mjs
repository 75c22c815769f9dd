// The bars that speed is held to, and what was measured against each.
import { figure, grouped, markdown } from './table.mjs';

const pageBars = { list: 1, record: 0.5, rare: 2, common: 5 };
const databaseNames = { sqlite: 'SQLite', postgres: 'PostgreSQL' };
const pageNames = { list: 'a list of 50', record: 'a record', rare: 'search, a rare word', common: 'search, a word in every record', as_at: 'a list as at an old checkpoint' };

export class Bars {
  // `slack`: how many times the processor time of the usual size is allowed.
  constructor(slack) {
    this.slack = slack;
    this.rows = [];
  }

  most(what, measured, bar, unit) { this.rows.push({ what, measured, unit, bar: `at most ${figure(bar)}`, met: measured <= bar }); }
  least(what, measured, bar, unit) { this.rows.push({ what, measured, unit, bar: `at least ${figure(bar)}`, met: measured >= bar }); }

  page(database, id, told, ours) {
    const name = databaseNames[database];
    if (pageBars[id]) this.most(`${name}: ${pageNames[id]}`, told.cpu, pageBars[id] * this.slack, 'ms CPU of the server');
    if (id === 'list') this.least(`${name}: records on a list's page`, ours.listed, 50, 'records');
    if (id === 'as_at') this.most(`${name}: ${pageNames[id]}`, told.cpu, this.slack > 1 ? 1000 : 25, 'ms CPU of the server');
  }

  create(database, connections, told) {
    this.most(`${databaseNames[database]}: creates that failed, ${connections} at once`, told.failed, 0, `of ${grouped(told.requests)}`);
  }

  memory(database, peak) { this.most(`${databaseNames[database]}: memory at its peak, without sign-ins`, peak, 64, 'MB'); }
  statics({ ours, nginx }) { this.least('static bytes beside nginx', ours.perSecond / nginx.perSecond, 0.8, `of ${grouped(nginx.perSecond)} a second`); }
  fossil(what, ours, fossil) { this.least(`faster than fossil: ${what}`, fossil / ours, 1, 'times as fast'); }

  commands(database, { log, commands, entries, bytes }) {
    const name = databaseNames[database];
    this.least(`${name}: the log verified, of OpenSSL over the same pieces`, log.openssl_seconds / log.log_seconds, 0.5, 'as fast');
    this.least(`${name}: the log verified on one core`, log.entries / log.log_seconds, 150_000, 'entries a second');
    this.least(`${name}: rebuilt`, entries / (commands.rebuild.cpu + (commands.rebuild.behind ?? 0)), 10_000, 'entries a second of CPU');
    this.most(`${name}: on the disk`, bytes / entries / 1024, 2, 'KB an entry');
  }

  missed() { return this.rows.filter((row) => !row.met).length; }

  markdown() {
    return markdown(['bar', 'measured', 'of', 'wanted', 'met'], this.rows.map((row) => [row.what, figure(row.measured), row.unit, row.bar, row.met ? 'yes' : '**no**']));
  }
}
