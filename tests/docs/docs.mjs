// Keeps the pages of docs/ true where a machine can: every command in their ```sh blocks is run, or at the least is there; every link and
// picture leads somewhere. Run by tests/steps/docs.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawn } from 'node:child_process';
import { command, counter, hold, program, root, scratch } from '../pages/site.mjs';
import { checkAProof } from './check_a_proof.mjs';

const steps = counter();
const pages = ['README.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  'packs/PACK_FORMAT.md', 'tests/browser/README.md', 'tests/golden/README.md', 'tests/stories/README.md', 'tests/pages/README.md'];
const textOf = (page) => readFileSync(join(root, page), 'utf8');

// Headings as GitHub would name them.
const anchors = (page) => [...textOf(page).matchAll(/^#+ (.+)$/gm)]
  .map(([, words]) => words.toLowerCase().replace(/[^\w\s-]/g, '').trim().replace(/\s/g, '-'));

export function brokenLinks(page, text = textOf(page)) {
  const broken = [];
  for (const [, target] of text.replace(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [path, place] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(root, file))) broken.push(`${target} leads nowhere`);
    else if (place && file.endsWith('.md') && !anchors(file).includes(place)) broken.push(`${target}: there is no such heading`);
  }
  return broken;
}
for (const page of pages) {
  await steps.check(`${page}: every link and picture leads somewhere`, () => {
    const broken = brokenLinks(page);
    hold(broken.length === 0, broken.join('\n'));
  });
}

// ASVS 5.0.0: how many requirements each section has, and which of them are of level 3. Counted from the standard's own file.
const asvs = {
  1.1: [2], 1.2: [10, 10], 1.3: [12, 12], 1.4: [3], 1.5: [3, 3], 2.1: [3], 2.2: [3], 2.3: [5, 5], 2.4: [2, 2], 3.1: [1, 1], 3.2: [3, 3], 3.3: [5, 5], 3.4: [8, 7, 8], 3.5: [8, 6, 7, 8], 3.6: [1, 1],
  3.7: [5, 3, 4, 5], 4.1: [5, 4, 5], 4.2: [5, 2, 3, 4, 5], 4.3: [2], 4.4: [4], 5.1: [1], 5.2: [6, 4, 5, 6], 5.3: [3, 3], 5.4: [3], 6.1: [3], 6.2: [12], 6.3: [8, 5, 6, 7, 8], 6.4: [6, 5, 6],
  6.5: [8, 6, 7, 8], 6.6: [4, 4], 6.7: [2, 1, 2], 6.8: [4], 7.1: [3], 7.2: [4], 7.3: [2], 7.4: [5], 7.5: [3, 3], 7.6: [2], 8.1: [4, 3, 4], 8.2: [4, 4], 8.3: [3, 2, 3], 8.4: [2, 2], 9.1: [3], 9.2: [4],
  10.1: [2], 10.2: [3, 3], 10.3: [5, 5], 10.4: [16, 12, 13, 14, 15, 16], 10.5: [5], 10.6: [2], 10.7: [3], 11.1: [4, 3, 4], 11.2: [5, 4, 5], 11.3: [5, 4, 5], 11.4: [4], 11.5: [2, 2], 11.6: [2, 2],
  11.7: [2, 1, 2], 12.1: [5, 4, 5], 12.2: [2], 12.3: [5, 5], 13.1: [4, 2, 3, 4], 13.2: [6, 6], 13.3: [4, 3, 4], 13.4: [7, 6, 7], 14.1: [2], 14.2: [8, 5, 6, 7, 8], 14.3: [3], 15.1: [5, 4, 5],
  15.2: [5, 4, 5], 15.3: [7], 15.4: [4, 1, 2, 3, 4], 16.1: [1], 16.2: [5], 16.3: [4], 16.4: [3], 16.5: [4, 4], 17.1: [2, 2], 17.2: [8, 5, 6, 7, 8], 17.3: [2],
};
await steps.check('docs/ASVS.md has a word for each of the 253 requirements of levels 1 and 2, once, and names files that are there', () => {
  const text = textOf('docs/ASVS.md').split('\n## Ten of level 3')[0];
  const said = {}, words = {};
  for (const [, from, to, word] of text.matchAll(/^\| (\d+\.\d+\.\d+)(?:-(\d+\.\d+\.\d+))? \| ([\w/ ]+) \|/gm)) {
    const section = from.split('.').slice(0, 2).join('.');
    for (let at = Number(from.split('.')[2]); at <= Number((to ?? from).split('.')[2]); ++at) {
      said[`${section}.${at}`] = (said[`${section}.${at}`] ?? 0) + 1;
      words[word] = (words[word] ?? 0) + 1;
    }
  }
  const wanted = Object.entries(asvs).flatMap(([section, [count, ...third]]) => Array.from({ length: count }, (_, at) => at + 1).filter((at) => !third.includes(at)).map((at) => `${section}.${at}`));
  hold(wanted.length === 253, `${wanted.length} are counted here`);
  const missing = wanted.filter((id) => said[id] !== 1), more = Object.keys(said).filter((id) => !wanted.includes(id));
  hold(missing.length === 0 && more.length === 0, `missing or twice: ${missing.join(' ')}; not of these levels: ${more.join(' ')}`);
  const files = [...textOf('docs/ASVS.md').matchAll(/`((?:src|tests|docs|packs|bin)\/[\w./-]+)`/g)].map(([, file]) => file);
  const gone = files.filter((file) => !existsSync(join(root, file)));
  hold(gone.length === 0 && files.length > 100, `not there: ${gone.join(' ')}`);
  return Object.entries(words).map(([word, count]) => `${count} ${word}`).join(', ');
});

await steps.check('docs/LIMITS.md says each limit as the code sets it', () => {
  const rows = [...textOf('docs/LIMITS.md').matchAll(/^\| ([^|]+) \| [^|]+ \| `([^`]+)`: `([^`]+)` \|$/gm)];
  const wrong = (said) => rows.filter(([, , file, text]) => !said(file).includes(text)).map(([, what]) => what);
  hold(rows.length > 20 && wrong(textOf).length === 0, `${rows.length} limits; not so in the code: ${wrong(textOf).join(', ')}`);
  hold(wrong((file) => textOf(file).replace('most_tries = 10', 'most_tries = 11')).length === 1, 'control: a limit that was changed is not found');
  return `${rows.length} limits`;
});

// The lines of a page's sh blocks, continued ones joined, without what is said after them.
export const commandsOf = (text) => [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)]
  .flatMap(([, block]) => block.replaceAll('\\\n', ' ').split('\n')).map((line) => line.replace(/\s+#.*$/, '').trim()).filter(Boolean);
const wordsOf = (line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);

// Serves until it says that it is ready, then ends it in order.
function servedOnce(words) {
  const at = words.indexOf('--listen');
  if (at >= 0) words[at + 1] = '127.0.0.1:0';
  return new Promise((done, failed) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (piece) => { said += piece; });
    child.stdout.on('data', (piece) => { said += piece; if (/http:\/\//.test(said)) child.kill('SIGTERM'); });
    child.on('exit', (code) => (code === 0 && /http:\/\//.test(said) ? done() : failed(new Error(`serve ended with ${code}: ${said}`))));
  });
}

// The machine's own places become ours, and what is typed comes from a file.
async function runPlumbline(words, folder) {
  const ours = words.map((word) => (/^\/(srv|backup)\//.test(word) ? join(folder, word) : word === 'build/demo' ? join(folder, 'demo') : word));
  if (ours.includes('serve')) return servedOnce(ours);
  if (['init', 'password'].includes(ours[0])) ours.push('--passwords', join(folder, 'passwords'));
  const ran = command(...ours);
  hold(ran.code === 0, `it ended with ${ran.code}: ${ran.err}${ran.out}`.slice(0, 800));
}

const stepNames = readFileSync(join(root, 'tests/steps/ORDER'), 'utf8').split('\n').map((line) => line.split(' ')[0]);
async function look(line, folder) {
  let words = wordsOf(line);
  while (/^[A-Z_]+=/.test(words[0])) words = words.slice(1);
  if (words.includes('…')) return;   // says how, and leaves the rest to the reader
  const [name, ...rest] = words;
  if (name === 'plumbline' || name === 'build/release/plumbline') return runPlumbline(rest, folder);
  if (name.startsWith('bin/')) {
    hold(existsSync(join(root, name)) && statSync(join(root, name)).mode & 0o100, `${name} is no program here`);
    if (name === 'bin/test') for (const step of rest) hold(stepNames.includes(step), `${step} is no step of bin/test`);
    return;
  }
  hold(['git', 'cd', 'cmake', 'createdb', 'initdb', 'touch'].includes(name), `nobody knows the command ${name}`);
}
for (const page of ['README.md', 'docs/FOR_IT.md', 'docs/FOR_A_DEVELOPER.md', 'docs/FOR_A_CSWO.md', 'docs/FIRST_TEN_MINUTES.md', 'docs/OPERATING.md', 'docs/RELEASING.md', 'docs/ADDING_A_REGISTER.md']) {
  const folder = scratch('docs');
  for (const part of ['srv', 'backup']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'passwords'), 'quiet-harbour-lantern\nplain-meadow-thimble\n');
  if (textOf(page).includes('build/demo')) command('seed', '--demo', '--store', join(folder, 'demo'));
  for (const line of commandsOf(textOf(page))) await steps.check(`${page}: ${line}`, () => look(line, folder));
}

await checkAProof(steps);

// Controls.
await steps.check('a link, a heading and a command that are not there are found', async () => {
  hold(brokenLinks('docs/X.md', '[a](TOUR.md) [b](NOWHERE.md) [c](TOUR.md#nothing) ![d](screens/none.webp)').length === 3, 'broken links pass');
  const lines = commandsOf('```sh\nbin/nothing  # says why\nplumbline verify \\\n  --store /srv/none\n```\n');
  hold(lines.length === 2 && lines[1].endsWith('/srv/none'), lines.join('|'));
  for (const line of [...lines, 'bin/test nothing', 'rm -rf x']) {
    const passed = await look(line, scratch('control')).then(() => true, () => false);
    hold(!passed, `“${line}” passes`);
  }
});
steps.finish();
