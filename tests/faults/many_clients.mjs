// BARS D11: many clients in several processes append and edit at once, and what each was told is held against what stands. And the same
// with the head of the log not locked, which must be found out.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, hold, newestEntry, verify } from '../pages/site.mjs';
import { alter, onServer } from '../pages/stored.mjs';
import { judge, readHistory, stands } from './history.mjs';
import { checkRoot } from './record.mjs';

const program = join(build, 'tests/writers');

function writers(words, environment = {}) {
  return new Promise((done) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    let out = '', err = '';
    child.stdout.on('data', (piece) => { out += piece; });
    child.stderr.on('data', (piece) => { err += piece; });
    child.on('close', (code) => done({ code, err, said: out.startsWith('{') ? JSON.parse(out) : { recorded: 0, conflicts: 0, failed: 1 } }));
  });
}

// Gives { recorded, conflicts, failed, seconds, wrong, complaint }. `shared`: how many records all of them edit; 0: they only append.
export async function manyClients({ store, folder, processes, clients, acts, shared = 4, environment }) {
  const references = join(folder, 'shared');
  let names = [];
  if (shared > 0) {
    const made = spawnSync(program, [store, '--make', String(shared)], { encoding: 'utf8' });
    hold(made.status === 0, `making the shared records: ${made.stderr}`);
    names = made.stdout.trim().split('\n');
  }
  writeFileSync(references, names.map((name) => `${name}\n`).join(''));
  const first = newestEntry(store) + 1;
  const histories = Array.from({ length: processes }, (_, place) => join(folder, `history-${place}`));
  for (const file of histories) rmSync(file, { force: true });
  const began = performance.now();
  const told = await Promise.all(histories.map((history) =>
    writers([store, '--clients', String(clients), '--acts', String(acts), '--shared', references, '--history', history], environment)));
  const seconds = (performance.now() - began) / 1000;
  const sum = (name) => told.reduce((all, one) => all + one.said[name], 0);
  const complaint = told.map((one) => one.err).filter(Boolean).join(' ');
  const versions = shared > 0 ? spawnSync(program, [store, '--tell', references], { encoding: 'utf8', maxBuffer: 1 << 28 }) : { status: 0, stdout: '' };
  hold(versions.status === 0, `telling the versions: ${versions.stderr}`);
  const wrong = judge(readHistory(histories.filter((file) => existsSync(file))), stands(store, first, versions.stdout));
  return { recorded: sum('recorded'), conflicts: sum('conflicts'), failed: sum('failed'), perSecond: Math.max(...told.map((one) => one.said.per_second ?? 0)), seconds, wrong, complaint };
}

export async function clientsOnOneRecord({ store, folder, processes, clients, acts }) {
  const told = await manyClients({ store, folder, processes, clients, acts });
  hold(told.wrong.length === 0, `${told.wrong.length} anomalies, the first: ${told.wrong.slice(0, 6).join('; ')}`);
  hold(told.failed === 0, `${told.failed} acts failed: ${told.complaint.slice(0, 500)}`);
  hold(told.recorded + told.conflicts === processes * clients * acts, `${told.recorded} recorded and ${told.conflicts} told of a change`);
  hold(told.conflicts > 0, 'no two clients ever edited the same version: the test is too tame');
  checkRoot(store);
  const looked = verify(store);
  hold(looked.code === 0, `verify: ${looked.code} ${looked.out} ${looked.err}`);
  return `${processes * clients} clients in ${processes} processes: ${told.recorded} recorded, ${told.conflicts} told that another came first, 0 anomalies, ${Math.round(told.recorded / told.seconds)} a second`;
}

// On PostgreSQL a view takes the place of the one row that writers lock; on SQLite a transaction begins without the writing place.
export async function withoutHeadLock({ store, folder }) {
  if (onServer(store)) alter(store, 'record', withoutRow);
  const environment = onServer(store) ? {} : { LD_PRELOAD: join(build, 'tests/libno_head_lock.so') };
  const told = await manyClients({ store, folder, processes: 4, clients: 4, acts: 40, environment });
  hold(told.wrong.length + told.failed > 0, 'writers that do not lock the head were not found out');
  return `${told.failed} acts failed and ${told.wrong.length} anomalies among ${told.recorded} recorded`;
}

const withoutRow = `DO $$ DECLARE owner text; BEGIN
  SELECT tableowner INTO owner FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'writer_place';
  DROP TABLE writer_place;
  CREATE VIEW writer_place AS SELECT 1::bigint AS place;
  EXECUTE format('ALTER VIEW writer_place OWNER TO %I', owner);
END $$`;
