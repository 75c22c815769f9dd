// A PostgreSQL of our own for a test: its own data in a fresh temporary folder, its own user, a socket and no TCP. It ends with the
// test, even if the test is killed. Locale, fsync and every setting that bears on durability are as an operator would have them.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../pages/runs.mjs';

const home = '/usr/lib/postgresql';
const newest = existsSync(home) ? readdirSync(home).map(Number).filter(Boolean).sort((a, b) => b - a)[0] : undefined;
export const tool = (name) => (newest ? join(home, String(newest), 'bin', name) : name);

// PostgreSQL refuses to run as root: then it is the account that its package made.
process.setMaxListeners(100);   // each cluster and each store's folder is cleared away at the end
const isRoot = process.getuid() === 0;
const owner = isRoot ? accountOf('postgres') : { uid: process.getuid(), gid: process.getgid() };

function accountOf(name) {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((one) => one.startsWith(`${name}:`));
  if (!line) throw new Error(`there is no account ${name} for PostgreSQL: run bin/setup`);
  const [, , uid, gid] = line.split(':').map(Number);
  return { uid, gid };
}

// As that account; and asked to stop when this program ends, however it ends.
const asOwner = (words, signal = 'QUIT') =>
  ['setpriv', `--pdeathsig=${signal}`, ...(isRoot ? [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--init-groups'] : []), ...words];

export function runAsOwner(words, { inside = [] } = {}) {
  const [first, ...rest] = [...inside, ...asOwner(words, 'KILL')];
  const ran = spawnSync(first, rest, { encoding: 'utf8', maxBuffer: 1 << 28, cwd: '/' });
  if (ran.status !== 0) throw new Error(`${words[0]}: ${ran.stderr || ran.error}`);
  return ran.stdout;
}

export function ownedFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `plumbline-${name}-`));
  chmodSync(folder, 0o711);
  chownSync(folder, owner.uid, owner.gid);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// A folder within another that the server may keep things in.
export function folderForServer(within, name) {
  const folder = join(within, name);
  for (const one of [within, dirname(within)]) if (statSync(one).uid === process.getuid()) chmodSync(one, statSync(one).mode | 0o011);
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, owner.uid, owner.gid);
  return folder;
}

// Asks a server with psql: none of our code stands between. Gives rows as objects, bytes as "\x…".
export function ask(line, sql, { path } = {}) {
  const said = psql(line, `SELECT coalesce(json_agg(answer_), '[]') FROM (${sql}) answer_`, { path });
  return JSON.parse(said);
}

// Several statements in one transaction; what they answer, as text.
export const psql = (line, sql, { path } = {}) => runPsql(line, ['-1'], `${path ? `SET search_path TO ${path};\n` : ''}${sql};\n`);

// One statement outside any transaction, such as CREATE DATABASE.
export const statement = (line, sql) => runPsql(line, [], `${sql};\n`);

function runPsql(line, words, input) {
  const ran = run(tool('psql'), ['-X', '-q', '-A', '-t', ...words, '-v', 'ON_ERROR_STOP=1', '-d', line, '-f', '-'],
    { input, env: { ...process.env, PGCLIENTENCODING: 'UTF8' } });
  if (ran.status !== 0) throw new Error(`psql: ${(ran.stderr || String(ran.error)).slice(0, 2000)}`);
  return ran.stdout;
}

export class Cluster {
  // `settings`: lines for postgresql.conf; `inside`: words that put its processes elsewhere (ip netns exec …); `access`: lines for
  // pg_hba.conf; `from`: a folder of data that is there already.
  static async start({ name = 'cluster', folder = ownedFolder(`postgres-${name}`), settings = {}, inside = [], access = [], from } = {}) {
    const cluster = new Cluster();
    Object.assign(cluster, { name, folder, inside, data: from ?? join(folder, `${name}-data`), socket: join(folder, `${name}-socket`), log: '' });
    chmodSync(folderForServer(folder, `${name}-socket`), 0o755);
    if (!from) cluster.makeData(access);
    const all = { listen_addresses: '', port: 5432, unix_socket_directories: cluster.socket, max_connections: 200, ...settings };
    cluster.set(all);
    await cluster.begin();
    return cluster;
  }

  makeData(access) {
    folderForServer(this.folder, `${this.name}-data`);
    runAsOwner([tool('initdb'), '-D', this.data, '-U', 'postgres', '--locale=C.UTF-8', '--encoding=UTF8', '--auth=trust', '--data-checksums',
      '--no-sync', '--no-instructions']);
    // The administrator by the socket; every other role by its password, as in a council.
    const lines = ['local all postgres trust', 'local replication postgres trust', 'local all all scram-sha-256', ...access];
    runAsOwner(['sh', '-c', `printf '%s\\n' "$@" > ${this.data}/pg_hba.conf`, 'sh', ...lines]);
  }

  set(settings) {
    const lines = Object.entries(settings).map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`);
    appendFileSync(join(this.data, 'postgresql.conf'), lines.join(''));
  }

  // Changed settings, without a restart.
  change(settings) {
    this.set(settings);
    psql(this.line(), 'SELECT pg_reload_conf()');
  }

  begin() {
    return new Promise((ready, failed) => {
      const [first, ...rest] = [...this.inside, ...asOwner([tool('postgres'), '-D', this.data])];
      const child = spawn(first, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
      this.child = child;
      this.ended = new Promise((done) => child.on('exit', done));
      const end = () => child.kill('SIGQUIT');
      process.on('exit', end);
      let fresh = '';
      child.stderr.on('data', (piece) => {
        this.log = (this.log + piece).slice(-100000);
        fresh += fresh.length < 100000 ? piece : '';
        if (/database system is ready to accept/.test(fresh)) ready(this);
      });
      child.on('error', failed);
      child.on('exit', (code, signal) => {
        process.removeListener('exit', end);
        failed(new Error(`PostgreSQL ended with ${code ?? signal}: ${fresh.slice(-2000)}`));
      });
    });
  }

  // fast: INT; as after a crash: QUIT (its processes go at once, nothing is written down). By its process id.
  async stop(signal = 'SIGINT') {
    this.child.kill(signal);
    await this.ended;
  }

  // A connection line for the administrator, or with another database.
  line(more = 'dbname=postgres') { return `host=${this.socket} port=5432 user=postgres ${more}`; }
}
