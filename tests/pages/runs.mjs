// Runs a program to its end and waits for it, as spawnSync does, but from a small process beside this one (runs.py): a test that has
// many pages in memory pays 10 ms and more for each fork of itself, and the steps run some ten thousand programs.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = join(dirname(fileURLToPath(import.meta.url)), 'runs.py');
const signalNames = Object.fromEntries(Object.entries(constants.signals).map(([name, number]) => [number, name]));
let pipes;

// The small process ends when our end of its pipe closes, however this program ends.
function start() {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-runs-'));
  const [requests, answers] = ['requests', 'answers'].map((name) => join(folder, name));
  execFileSync('mkfifo', ['-m', '600', requests, answers]);
  const child = spawn('python3', [script, requests, answers], { stdio: ['ignore', 'ignore', 'inherit'] });
  child.unref();
  pipes = { requests: openSync(requests, 'w'), answers: openSync(answers, 'r') };
  rmSync(folder, { recursive: true });
  process.on('exit', () => closeSync(pipes.requests));
}

function take(length) {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length;) {
    const read = readSync(pipes.answers, bytes, at, length - at, null);
    if (read === 0) throw new Error('tests/pages/runs.py has ended');
    at += read;
  }
  return bytes;
}

function put(bytes) {
  for (let at = 0; at < bytes.length;) at += writeSync(pipes.requests, bytes, at);
}

// { status, signal, stdout, stderr, error } like spawnSync with text; `error` only when it could not be started.
export function run(program, words, { input, cwd, env } = {}) {
  if (!pipes) start();
  const asked = Buffer.from(JSON.stringify({ words: [program, ...words], input, cwd, env }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(asked.length);
  put(Buffer.concat([length, asked]));
  const head = JSON.parse(take(take(4).readUInt32LE()).toString());
  const [stdout, stderr] = [take(head.out).toString(), take(head.err).toString()];
  return { status: head.status, signal: head.signal && (signalNames[head.signal] ?? String(head.signal)), stdout, stderr,
    error: head.error ? new Error(head.error) : undefined };
}

// What it wrote; throws, with its words, when it did not end well.
export function outputOf(program, words, options) {
  const ran = run(program, words, options);
  if (ran.status !== 0) throw new Error(`${program} ended with ${ran.status ?? ran.signal}: ${ran.stderr.slice(0, 2000)}${ran.error ?? ''}`);
  return ran.stdout;
}
