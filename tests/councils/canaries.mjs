// Two invented councils whose every word tells whose it is. The demonstration's story and its file of care services are told
// twice, each time with another ending put to every word that a person could have written: names, questions, reasons, posts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceFields, command, formsOf, hold, root, seed, Visitor } from '../pages/site.mjs';

export const councils = [
  { name: 'north', host: 'north.localhost', ending: 'qorramund', council: 'Northmereqorramund Council', shift: 3 },
  { name: 'south', host: 'south.localhost', ending: 'zyllabrek', council: 'Southhaughzyllabrek Council', shift: 4 },
];

// Fields of a story whose words are the writer's own; the rest is chosen from lists that every council shares.
const free = new Set(['question', 'advice', 'why', 'risk', 'option', 'main_risk', 'rights_touched', 'decision_text', 'reasons', 'constraints', 'answer',
  'fact_comment', 'happened', 'review_text', 'text', 'author', 'strengths', 'rights', 'savings_elsewhere', 'shared_with', 'two_hats_reason', 'second_words',
  'post', 'employer', 'name', 'minute', 'case_reference']);
const mark = (text, ending) => text.replace(/[A-Za-z][A-Za-z'’]*/g, (word) => word + ending);
// Figures too: the same sums and numbers in both would hide that one was counted into the other.
const move = (digits, shift) => String(Number(digits) + shift);

export function storyOf(one) {
  const text = ['cast.story', 'year/advice.story'].map((file) => readFileSync(join(root, 'packs/ardmorran', file), 'utf8')).join('\n');
  return text.split('\n').filter((line) => line !== 'cast').map((line) => {
    if (line.startsWith('council ')) return `council ${one.council}: S1299990${one.shift}`;
    const person = line.match(/^(person \w+: )(.*)$/);
    if (person) return person[1] + mark(person[2], one.ending);
    const field = line.match(/^(\s+)(\w+): (.*)$/);
    if (!field) return line;
    const [, indent, name, value] = field;
    if (free.has(name)) return `${indent}${name}: ${mark(value, one.ending)}`;
    if (name === 'cost' || name === 'duty_cost') return `${indent}${name}: ${value === '0' ? '0' : move(value, one.shift)}`;
    if (name === 'decided_by') return `${indent}${name}: ${value.replace(/(minute )(.*)/, (all, word, rest) => word + mark(rest, one.ending))}`;
    return line;
  }).join('\n');
}

// The same file of care services with names of its own: columns 6 to 20 are names, places and numbers of services and providers.
export function servicesOf(one) {
  const lines = readFileSync(join(root, 'packs/ardmorran/care_services_2026.csv'), 'latin1').split('\n');
  return lines.map((line, place) => {
    if (place === 0 || line.trim() === '') return line;
    const cells = line.split(',');
    cells[0] = cells[0].replace(/\d{3}\r?$/, (digits) => String(Number(digits) + 200 * one.shift));
    for (const at of [5, 12, 19]) cells[at] = mark(cells[at], one.ending);
    return cells.join(',');
  }).join('\n');
}

// Makes both stores and a registry of them; gives the registry's path. `swap`: each host leads to the other's folder.
export function makeStores(folder) {
  for (const one of councils) {
    one.folder = join(folder, one.name);
    const story = join(folder, `${one.name}.story`);
    writeFileSync(story, storyOf(one));
    seed(one.folder, '--story', story);
    const file = join(folder, `${one.name}-services.csv`);
    writeFileSync(file, servicesOf(one), 'latin1');
    const ran = command('import', 'care-services', file, '--edition', '2026-05-31', '--store', one.folder);
    hold(ran.code === 0, `the services of ${one.name}: ${ran.out} ${ran.err}`);
    one.auditorKey = command('key', 'auditor', '--to', mark('the auditor', one.ending), '--store', one.folder).out.trim();
  }
  return writeRegistry(folder, councils.map((one) => ({ ...one })));
}

export function writeRegistry(folder, stores, file = 'plumbline.toml') {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, file);
  writeFileSync(path, stores.map((one) => `[store.${one.name}]\nfolder = "${one.folder}"\nhost = "${one.host}"\n`).join('\n'));
  return path;
}

// A visitor at one council's host of a server that holds several.
export function visitorAt(server, one) {
  return new Visitor({ host: `${one.host}:${server.port}`, port: server.port });
}

// A record about one person, with a file, and a draft, in words of this council: what only a form can make.
export async function writeByForm(server, one) {
  const visitor = await visitorAt(server, one).become(`Ishbel${one.ending}`, 'Chief Social Work Officer');
  const words = (text) => mark(text, one.ending);
  const texts = { question: words('May somebody move to another house'), advice: words('Not before the spring'), why: words('The stairs are steep'),
    about: 'one_person', case_reference: words('Case') };
  const form = await visitor.form('/new/advice/give');
  const given = await visitor.ask('POST', '/new/advice/give', {
    form: { ...adviceFields(form, ''), ...texts },
    files: [{ field: 'evidence_file', name: `${words('letter')}.txt`, type: 'text/plain', bytes: words('what the letter says') }],
  });
  hold(given.status === 303, `${one.name}: advice with a file was not recorded: ${given.status} ${given.text.slice(0, 2000)}`);
  const [, reference, entry] = given.headers.location.match(/record\/([^?]+)\?receipt=(\d+)/);
  const drawn = await visitor.form('/new/advice/give');
  const kept = await visitor.post('/new/advice/give', { ...drawn.fields, question: words('Is this kept as a draft'), advice: words('Yes'), to: 'post director', about: 'services', go: 'check' });
  const draft = (kept.headers.location ?? kept.text).match(/\/draft\/([0-9a-f]+)\//)?.[1];
  hold(draft, `${one.name}: no draft was kept: ${kept.status} ${kept.headers.location}`);
  const list = formsOf((await visitor.get('/r/advice?words=night')).text).find((one) => one.action === '/filters');
  await visitor.post('/filters', { ...list.fields, name: words('what we keep') });
  const filter = (await visitor.get('/filters')).text.match(/\/filter\/(\w+)\/remove/)?.[1];
  hold(filter, `${one.name}: no filter was kept`);
  Object.assign(one, { reference, entry, draft, filter });
}
