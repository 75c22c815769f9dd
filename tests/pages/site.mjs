// A served store and a visitor without a browser: what tests/steps/{pages,faults,load} stand on. A visitor keeps
// cookies by hand, because __Host- cookies are not sent over plain http by an ordinary client.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './runs.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const build = process.env.PLUMBLINE_BUILD ?? join(root, 'build/release');
export const program = process.env.PLUMBLINE ?? join(build, 'plumbline');

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
export const freshKey = () => randomBytes(16).toString('hex');
export const sha256 = (...pieces) => {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};

export function scratch(name, within = tmpdir()) {
  const folder = mkdtempSync(join(within, `plumbline-${name}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// Runs the program to its end: { code, out, err }.
export function command(...words) {
  const ran = run(program, words);
  return { code: ran.status, out: ran.stdout, err: ran.error ? String(ran.error) : ran.stderr };
}

// The same, several at a time.
export function commandSoon(...words) {
  return new Promise((done) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '', err = '';
    child.stdout.on('data', (piece) => { out += piece; });
    child.stderr.on('data', (piece) => { err += piece; });
    child.on('close', (code) => done({ code, out, err }));
  });
}

export function seed(store, ...words) {
  const ran = command('seed', '--store', store, ...words);
  if (ran.code !== 0) throw new Error(`seed ${words.join(' ')}: ${ran.err}`);
}

export function verify(store) {
  const ran = command('verify', '--store', store, '--json');
  let said = {};
  try { said = JSON.parse(ran.out.trim().split('\n').pop()); } catch { /* the code says enough */ }
  return { ...ran, said };
}

export { newestEntry } from './stored.mjs';

export class Server {
  // Resolves when the server says that it is ready; `readyIn` says how many milliseconds that took.
  // `store` may be empty, with a registry among the `words`.
  static start(store, { binary = program, listen = '127.0.0.1:0', environment = {}, words = ['--store', store] } = {}) {
    return new Promise((ready, failed) => {
      const began = performance.now();
      const child = spawn(binary, ['serve', ...words, '--listen', listen],
        { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
      const server = new Server();
      Object.assign(server, { child, store, complaints: '', ended: false });
      const end = () => { if (!server.ended) child.kill('SIGKILL'); };
      process.on('exit', end);
      let said = '';
      child.stderr.on('data', (piece) => { server.complaints += piece; });
      child.stdout.on('data', (piece) => {
        said += piece;
        const address = said.match(/http:\/\/(127\.0\.0\.1:(\d+))\//);
        if (!address) return;
        server.host = address[1];
        server.port = Number(address[2]);
        server.readyIn = performance.now() - began;
        ready(server);
      });
      child.on('error', failed);
      child.on('exit', (code, signal) => {
        server.ended = true;
        process.removeListener('exit', end);
        failed(new Error(`serve ended with ${code ?? signal}: ${server.complaints.slice(-2000)}`));
      });
    });
  }

  end(signal = 'SIGTERM') {
    if (this.ended) return Promise.resolve();
    return new Promise((done) => {
      this.child.on('exit', (code) => done(code));
      this.child.kill(signal);
    });
  }
}

// One person at one browser.
export class Visitor {
  constructor(server) {
    this.server = server;
    this.cookies = new Map();
    this.agent = new http.Agent({ keepAlive: false });
  }

  // Over one connection from now on, until it is ended: many pages in a row cost half as much so.
  keepConnection() { this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 }); }
  endConnection() {
    this.agent.destroy();
    this.agent = new http.Agent({ keepAlive: false });
  }

  cookieHeader() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  // `form`: an object or URLSearchParams; `files`: [{ field, name, type, bytes }] makes it multipart.
  // `headers` come last: null takes one away.
  async ask(method, path, { headers = {}, form, files, body } = {}) {
    const sent = { Host: this.server.host, Cookie: this.cookieHeader() };
    if (method === 'POST') Object.assign(sent, { Origin: `http://${this.server.host}`, 'Sec-Fetch-Site': 'same-origin' });
    if (files) {
      const boundary = `----${freshKey()}`;
      sent['Content-Type'] = `multipart/form-data; boundary=${boundary}`;
      body = multipart(boundary, form, files);
    } else if (form) {
      sent['Content-Type'] = 'application/x-www-form-urlencoded';
      body = new URLSearchParams(form).toString();
    }
    if (body !== undefined) sent['Content-Length'] = Buffer.byteLength(body);
    for (const [name, value] of Object.entries({ ...sent, ...headers })) {
      if (value === null || value === '') delete sent[name]; else sent[name] = value;
    }
    const answer = await this.raw(method, path, sent, body);
    this.keepCookies(answer);
    return answer;
  }

  raw(method, path, headers, body) {
    return new Promise((done, failed) => {
      const request = http.request({
        host: '127.0.0.1', port: this.server.port, method, path, headers, agent: this.agent, setHost: false,
      }, (answer) => {
        const pieces = [];
        answer.on('data', (piece) => pieces.push(piece));
        answer.on('end', () => done({
          status: answer.statusCode, headers: answer.headers, cookies: answer.headers['set-cookie'] ?? [],
          bytes: Buffer.concat(pieces), text: Buffer.concat(pieces).toString('utf8'),
        }));
        answer.on('error', failed);
      });
      request.on('error', failed);
      request.end(body);
    });
  }

  keepCookies(answer) {
    for (const cookie of answer.cookies) {
      const [pair, ...rest] = cookie.split(';');
      const at = pair.indexOf('=');
      const gone = rest.some((part) => part.trim().toLowerCase() === 'max-age=0');
      if (gone) this.cookies.delete(pair.slice(0, at)); else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  get(path, options) { return this.ask('GET', path, options); }
  post(path, form, options = {}) { return this.ask('POST', path, { form, ...options }); }

  // Becomes one of the demonstration's cast, in the capacity whose title is given.
  async become(name, title) {
    const page = await this.get('/demonstration');
    const wanted = formsOf(page.text).find((form) => form.words.includes(name) && form.words.includes(title));
    if (!wanted) throw new Error(`the demonstration has no button for ${name}, ${title} (status ${page.status})`);
    const answer = await this.post(wanted.action, wanted.fields);
    if (answer.status !== 303) throw new Error(`becoming ${name}: status ${answer.status}`);
    return this;
  }

  // The form of a step as drawn: where it goes, its token, its key and all that it holds already.
  async form(path) {
    const page = await this.get(path);
    if (page.status !== 200) throw new Error(`${path}: status ${page.status}`);
    const form = formsOf(page.text).find((one) => one.fields.key !== undefined && one.fields.token !== undefined);
    if (!form) throw new Error(`${path}: no form with a key and a token`);
    return form;
  }
}

function multipart(boundary, form = {}, files) {
  const pieces = [];
  for (const [name, value] of Object.entries(form)) {
    pieces.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  }
  for (const file of files) {
    pieces.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.name}"\r\n` +
      `Content-Type: ${file.type}\r\n\r\n`), Buffer.from(file.bytes), Buffer.from('\r\n'));
  }
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'", nbsp: ' ' };
export const plain = (html) => html.replace(/&(#?\w+);/g, (all, name) => entities[name] ?? all);
const attribute = (tag, name) => {
  const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`));
  return found ? plain(found[1]) : undefined;
};

// The forms of a page: { action, method, fields (by name: hidden, text, checked, first option), words }.
export function formsOf(html) {
  return [...html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g)].map(([whole, inside]) => {
    const open = whole.slice(0, whole.indexOf('>') + 1);
    const fields = {};
    for (const [tag] of inside.matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(tag, 'name');
      const type = attribute(tag, 'type') ?? 'text';
      if (name === undefined || ['submit', 'file'].includes(type)) continue;
      if (['radio', 'checkbox'].includes(type) && !/\schecked\b/.test(tag)) continue;
      fields[name] = attribute(tag, 'value') ?? '';
    }
    for (const [, tag, text] of inside.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/g)) {
      fields[attribute(tag, 'name')] = plain(text);
    }
    return {
      action: attribute(open, 'action'), method: attribute(open, 'method') ?? 'get', fields,
      words: plain(inside.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')),
    };
  });
}

// What the invented Chief Social Work Officer sends to give a small piece of advice: one entry. With one risk: two, in one act.
export function adviceFields(form, question) {
  return {
    ...form.fields, go: 'record', signed: 'yes', key: freshKey(),
    question, advice: 'Wait until the second lift is in use.', to: 'post director', about: 'services',
    why: 'Eleven of thirty people use a wheelchair.',
  };
}

export const oneRisk = {
  'advice_risk.rows': '1', 'advice_risk.0.risk': 'Somebody waits on the stairs', 'advice_risk.0.likelihood': 'possible',
  'advice_risk.0.harm': 'serious',
};

export const cswo = ['Ishbel Carnochan', 'Chief Social Work Officer'];

// Counts of a step. A check is a function that throws when it does not hold.
export function counter() {
  const sums = { passed: 0, failed: 0, skipped: 0 };
  const took = [];
  return {
    sums,
    async check(what, body) {
      const began = performance.now();
      try {
        const note = await body();
        sums.passed += 1;
        if (typeof note === 'string') console.log(`${what}: ${note}`);
        return true;
      } catch (error) {
        sums.failed += 1;
        console.log(`FAILED ${what}\n  ${String(error.stack ?? error).split('\n').slice(0, 6).join('\n  ')}`);
        return false;
      } finally {
        took.push([(performance.now() - began) / 1000, what]);
      }
    },
    skip(what, why) { sums.skipped += 1; console.log(`skipped ${what}: ${why}`); },
    finish() {
      const slowest = took.sort(([a], [b]) => b - a).slice(0, 12);
      console.log(`slowest: ${slowest.map(([seconds, what]) => `${seconds.toFixed(1)} s ${what}`).join('; ')}`);
      console.log(`${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`);
      process.exit(sums.failed === 0 ? 0 : 1);
    },
  };
}

export function hold(condition, sentence) {
  if (!condition) throw new Error(sentence);
}
