// The two neighbours that stand beside us in the same run: nginx with our own file, and fossil with our own 10,000 records as tickets.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pause } from '../../tests/pages/site.mjs';

function started(child, port, name) {
  process.on('exit', () => child.kill('SIGKILL'));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('exit', (code) => failed(new Error(`${name} ended with ${code}`)));
    const look = async (left) => {
      const up = await new Promise((yes) => http.get({ host: '127.0.0.1', port, path: '/' }, (answer) => { answer.resume(); yes(true); }).on('error', () => yes(false)));
      if (up) return done(child);
      if (left === 0) return failed(new Error(`${name} does not answer`));
      await pause(50);
      return look(left - 1);
    };
    look(100);
  });
}

export const version = (program, words, pattern) => {
  const ran = spawnSync(program, words, { encoding: 'utf8' });
  return `${ran.stdout}${ran.stderr}`.match(pattern)?.[1] ?? '?';
};

// nginx as Debian makes it, serving one file from a folder: plain, and gzipped beforehand as we do.
export async function nginx({ folder, port, bytes, headers }) {
  const files = join(folder, 'nginx');
  mkdirSync(join(files, 'www'), { recursive: true });
  for (const one of [folder, files, join(files, 'www')]) chmodSync(one, 0o755);
  writeFileSync(join(files, 'www', 'file.css'), bytes);
  writeFileSync(join(files, 'www', 'file.css.gz'), gzipSync(bytes, { level: 9 }));
  const lines = Object.entries(headers).map(([name, value]) => `add_header ${name} "${String(value).replaceAll('"', '\\"')}";`).join('\n      ');
  writeFileSync(join(files, 'nginx.conf'), `worker_processes auto;
daemon off;
pid ${files}/nginx.pid;
error_log stderr error;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  keepalive_requests 1000000;
  types { text/css css; }
  client_body_temp_path ${files}/body;
  proxy_temp_path ${files}/proxy;
  fastcgi_temp_path ${files}/fastcgi;
  scgi_temp_path ${files}/scgi;
  uwsgi_temp_path ${files}/uwsgi;
  server {
    listen 127.0.0.1:${port} reuseport;
    root ${files}/www;
    gzip_static on;
    location / {
      ${lines}
    }
  }
}
`);
  const log = openSync(join(files, 'log'), 'w');
  const child = await started(spawn('nginx', ['-c', join(files, 'nginx.conf'), '-e', 'stderr'], { stdio: ['ignore', log, log] }), port, 'nginx');
  return { child, pid: child.pid, port, headers: { Host: `127.0.0.1:${port}` }, path: '/file.css', end: () => child.kill('SIGQUIT') };
}

// A value in a card of fossil's.
const card = (text) => text.replaceAll('\\', '\\\\').replaceAll(' ', '\\s').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');

// One ticket as fossil keeps it: cards in order, and their sum.
function ticket(number, { title, text }, at) {
  const id = createHash('sha1').update(`ticket ${number}`).digest('hex');
  const fields = { comment: text, severity: 'Important', status: 'Open', title, type: 'Incident' };
  const cards = [`D ${at.toISOString().slice(0, 23)}`, ...Object.entries(fields).map(([name, value]) => `J ${name} ${card(value)}`), `K ${id}`, 'U admin', ''].join('\n');
  return { id, artifact: `${cards}Z ${createHash('md5').update(cards).digest('hex')}\n` };
}

// A fossil repository made of the same records by fossil's own `reconstruct`, with its own full-text index over tickets, a report of
// the newest 50, and an administrator who signs in with a password as a person would.
export class Fossil {
  static async make({ folder, port, records }) {
    const fossil = new Fossil();
    const home = join(folder, 'fossil');
    const artifacts = join(home, 'artifacts');
    mkdirSync(artifacts, { recursive: true });
    Object.assign(fossil, { port, home, file: join(home, 'bench.fossil'), environment: { ...process.env, HOME: home, USER: 'admin' }, ids: [] });
    const began = Date.now() - records.length * 1000;
    records.forEach((one, number) => {
      const made = ticket(number, one, new Date(began + number * 1000));
      fossil.ids.push(made.id);
      writeFileSync(join(artifacts, String(number).padStart(8, '0')), made.artifact);
    });
    fossil.run('reconstruct', fossil.file, artifacts);
    fossil.run('user', 'password', 'admin', 'a long password for a bench', '-R', fossil.file);
    fossil.run('fts-config', 'index', 'on', '-R', fossil.file);
    fossil.run('fts-config', 'enable', 't', '-R', fossil.file);
    fossil.run('sql', '-R', fossil.file, `INSERT INTO reportfmt (rn, owner, title, mtime, cols, sqlcode) VALUES (50, 'admin', 'The newest fifty', 1, '',
      'SELECT substr(tkt_uuid, 1, 10) AS ''#'', title, status, type, severity, datetime(tkt_mtime) AS changed FROM ticket ORDER BY tkt_mtime DESC LIMIT 50')`);
    const child = spawn('fossil', ['server', '--port', String(port), '--localhost', fossil.file], { stdio: 'ignore', env: fossil.environment });
    await started(child, port, 'fossil');
    Object.assign(fossil, { child, pid: child.pid, mayRefuse: true, headers: { Host: `127.0.0.1:${port}` } });
    await fossil.signIn();
    return fossil;
  }

  run(...words) {
    const ran = spawnSync('fossil', words, { env: this.environment, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (ran.status !== 0) throw new Error(`fossil ${words[0]}: ${ran.stderr || ran.error}`);
    return ran.stdout;
  }

  request(method, path, headers, body) {
    return new Promise((done, failed) => {
      const request = http.request({ host: '127.0.0.1', port: this.port, method, path, headers: { ...this.headers, ...headers } }, (answer) => {
        let text = '';
        answer.on('data', (piece) => { text += piece; });
        answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }));
      });
      request.on('error', failed);
      request.end(body);
    });
  }

  async signIn() {
    const type = { 'Content-Type': 'application/x-www-form-urlencoded', Referer: `http://127.0.0.1:${this.port}/login` };
    const answer = await this.request('POST', '/login', type, new URLSearchParams({ u: 'admin', p: 'a long password for a bench', in: 'Login' }).toString());
    const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
    if (!cookie) throw new Error(`fossil let nobody in: ${answer.status}`);
    this.headers = { ...this.headers, Cookie: cookie };
    const token = (await this.request('GET', '/tktnew', {})).text.match(/name="csrf" value="([^"]+)"/)[1];
    this.form = {
      path: '/tktnew',
      headers: { ...this.headers, 'Content-Type': type['Content-Type'], Referer: `http://127.0.0.1:${this.port}/tktnew` },
      body: (title, text) => new URLSearchParams({ csrf: token, title, comment: text, type: 'Incident', severity: 'Important', status: 'Open', mutype: 'Plain Text', submit: 'Submit' }).toString(),
    };
  }

  tickets() { return Number(this.run('sql', '-R', this.file, 'SELECT count(*) FROM ticket').trim()); }
  end() { this.child.removeAllListeners('exit'); this.child.kill('SIGTERM'); }
}
