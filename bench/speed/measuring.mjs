// What a request costs: processor time from the kernel's counters, and how long it takes, from wrk. Processor time is what a busy
// machine changes least; so it is what the bars are set for.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';

const tick = 1000 / Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout);

function stat(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
  return { parent: fields[1], own: (fields[11] + fields[12]) * tick, ended: (fields[13] + fields[14]) * tick };
}

function stats() {
  const all = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try { all.set(Number(name), stat(name)); } catch { /* it has ended */ }
  }
  return all;
}

// Milliseconds of processor time that a process and all its children have used, those that ended included.
export function cpuOf(pid) {
  const all = stats();
  const within = (one) => { for (let at = one; at > 1; at = all.get(at)?.parent ?? 0) if (at === pid) return true; return false; };
  let sum = 0;
  for (const [one, { own, ended }] of all) if (within(one)) sum += own + ended;
  return sum;
}

// The most memory that a process has had, in MB.
export function peakOf(pid) {
  return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]) / 1024;
}

export function ask(agent, target, path) {
  return new Promise((done, failed) => {
    http.get({ host: '127.0.0.1', port: target.port, path, agent, headers: target.headers }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => done({ status: answer.statusCode, text: Buffer.concat(pieces).toString('utf8') }));
      answer.on('error', failed);
    }).on('error', failed);
  });
}

// Milliseconds of processor time a request, the least of `rounds` means over `count` requests made one after the other: of the program,
// and of what stands behind it (a database server's processes). `target`: { pid, behind, port, headers }; `path` gives the next address.
export async function cpuEach(target, path, { count, rounds }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  for (let turn = 0; turn < Math.min(50, count); ++turn) await expect200(agent, target, path(turn));
  let best;
  for (let round = 0; round < rounds; ++round) {
    const [own, behind] = [cpuOf(target.pid), target.behind ? cpuOf(target.behind) : 0];
    for (let turn = 0; turn < count; ++turn) await expect200(agent, target, path(turn));
    const now = { cpu: (cpuOf(target.pid) - own) / count, behind: target.behind ? (cpuOf(target.behind) - behind) / count : undefined };
    if (!best || now.cpu < best.cpu) best = now;
  }
  agent.destroy();
  return best;
}

// A server that closes while it answers (fossil does) is asked again, twice at most.
async function expect200(agent, target, path, left = 2) {
  const answer = await ask(agent, target, path).catch((fault) => {
    if (left === 0 || fault.code !== 'ECONNRESET') throw fault;
    return undefined;
  });
  if (!answer) return expect200(agent, target, path, left - 1);
  // A neighbour that refuses for want of time or of a lock is measured all the same; wrk counts what it refuses.
  if (answer.status !== 200 && !target.mayRefuse) throw new Error(`${path}: status ${answer.status}: ${answer.text.slice(0, 300)}`);
}

const lua = (value) => `"${String(value).replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;

// What wrk asks for: addresses in turn, or one form again and again with @KEY@ and @N@ filled in.
function script({ headers, paths, form }) {
  const head = Object.entries(headers).map(([name, value]) => `wrk.headers[${lua(name)}] = ${lua(value)}`);
  const ending = `done = function(sum, latency)
  io.write(string.format('{"requests":%d,"seconds":%f,"failed":%d,"p50":%f,"p99":%f}\\n', sum.requests, sum.duration / 1e6,
    sum.errors.status + sum.errors.connect + sum.errors.read + sum.errors.timeout, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end`;
  const asking = form ? `math.randomseed(os.time() * 1000 + ${Math.floor(Math.random() * 1000)})
local n = 0
local body = ${lua(form.body)}
request = function()
  n = n + 1
  local key = string.format("%08x%08x%08x%08x", math.random(0, 2^31 - 1), math.random(0, 2^31 - 1), math.random(0, 2^31 - 1), n)
  return wrk.format("POST", ${lua(form.path)}, nil, (body:gsub("@KEY@", key):gsub("@N@", n)))
end` : `local paths = {${paths.map(lua).join(', ')}}
local n = 0
request = function()
  n = n % #paths + 1
  return wrk.format("GET", paths[n])
end`;
  return [...head, asking, ending].join('\n');
}

// { requests, seconds, failed, p50, p99 (milliseconds), perSecond, cpu (of the program, milliseconds a request) }. `failed`: refused,
// broken off or timed out.
export function load(target, { paths, form, connections, seconds, folder, headers = target.headers }) {
  const file = join(folder, `wrk-${process.pid}.lua`);
  writeFileSync(file, script({ headers, paths, form }));
  const before = cpuOf(target.pid);
  const behind = target.behind ? cpuOf(target.behind) : 0;
  return new Promise((done, failed) => {
    const child = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '20s', '-s', file, `http://127.0.0.1:${target.port}/`],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (piece) => { out += piece; });
    child.on('error', failed);
    child.on('close', () => {
      const line = out.trim().split('\n').pop();
      if (!line.startsWith('{')) return failed(new Error(`wrk: ${out.slice(-500)}`));
      const told = JSON.parse(line);
      done({ ...told, perSecond: told.requests / told.seconds, cpu: (cpuOf(target.pid) - before) / told.requests,
        behind: target.behind ? (cpuOf(target.behind) - behind) / told.requests : undefined });
    });
  });
}

// A command run to its end: seconds on the clock and of processor time, of it and of what stands behind it.
export function timed(program, words, { behind } = {}) {
  const before = behind ? cpuOf(behind) : 0;
  const ran = spawnSync('bash', ['-c', 'TIMEFORMAT="%R %U %S"; time "$@" >&3 2>&3', 'bash', program, ...words], {
    encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const said = String(ran.output[3] ?? '');
  if (ran.status !== 0) throw new Error(`${program} ${words.join(' ')}: code ${ran.status}: ${said.slice(-1000)} ${ran.stderr}`);
  const [seconds, user, system] = ran.stderr.trim().split('\n').pop().split(' ').map(Number);
  return { seconds, cpu: user + system, behind: behind ? (cpuOf(behind) - before) / 1000 : undefined, said };
}
