// docs/SPEED.md, written by the program and never typed: each run replaces its own part and leaves the other's.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '../../tests/pages/site.mjs';

const file = join(root, 'docs/SPEED.md');
const opening = `# Speed, as measured

Every figure here was written by \`bin/bench --write\` or \`bin/bench large --write\`; none was typed. A request's cost is the processor time of the server process
(its own user and system time, from the kernel's counters) for a person signed in, with permissions checked and the whole page made. Latencies and
rates are wrk's, on loopback. Where a machine is busy, processor time and the ratios within one run can be trusted; latencies are then too long.
`;

export const grouped = (number) => Math.round(number).toString().replace(/\B(?=(\d{3})+$)/g, ',');
export const figure = (number) => {
  if (number === undefined || Number.isNaN(number)) return '';
  if (number >= 1000) return grouped(number);
  if (number >= 100) return number.toFixed(0);
  return number >= 10 ? number.toFixed(1) : number.toFixed(2);
};

export function markdown(headings, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const first = (program, ...words) => (spawnSync(program, words, { encoding: 'utf8' }).stdout ?? '').trim().split('\n')[0];

export function machine({ versions, loads }) {
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ');
  return `${new Date().toISOString().slice(0, 10)}, at ${first('git', '-C', root, 'rev-parse', '--short', 'HEAD')}: ${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, `
    + `${readFileSync('/etc/os-release', 'utf8').match(/PRETTY_NAME="([^"]+)"/)[1]}, ${names}. Load of the machine: ${loads[0].toFixed(1)} before, ${loads[1].toFixed(1)} after.`;
}

const marks = (name) => [`<!-- ${name} begins -->`, `<!-- ${name} ends -->`];

// Puts `text` in the place of what the run of this name wrote before.
export function writePart(name, text, order = ['usual', 'large']) {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const part = (one) => {
    const [begin, end] = marks(one);
    if (one === name) return `${begin}\n${text.trim()}\n${end}\n`;
    const at = before.indexOf(begin);
    return at < 0 ? '' : `${before.slice(at, before.indexOf(end) + end.length)}\n`;
  };
  writeFileSync(file, `${opening}\n${order.map(part).filter(Boolean).join('\n')}`);
}
