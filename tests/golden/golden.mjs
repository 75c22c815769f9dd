// Golden pages: what a register's pages read like, as the demonstration draws them, kept under tests/golden/REGISTER/. Run by
// tests/steps/golden; tests/golden/README.md says how a page is added. PLUMBLINE_GOLDEN=renew writes them anew.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faketime } from '../faults/clock.mjs';
import { counter, formsOf, hold, plain, scratch, seed, Server, Visitor } from '../pages/site.mjs';
import { reading } from './reading.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const renew = process.env.PLUMBLINE_GOLDEN === 'renew';
const steps = counter();
const folder = scratch('golden');
const store = join(folder, 'demo');

// The head of a file asks, the rest is what must come back:
//   # Ishbel Carnochan, Chief Social Work Officer
//   # /record/{two or more words of its title}/do/decide
//   # decision = overridden        any number of fields: then the form is sent, and what comes of it is read
export function parts(text) {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  const head = lines.slice(0, end < 0 ? lines.length : end).map((line) => line.slice(1).trim());
  const [who, path, ...fields] = head;
  return {
    head: head.map((line) => `# ${line}\n`).join(''), who, path,
    fields: fields.map((line) => { const at = line.indexOf(' ='); return [line.slice(0, at), line.slice(at + 2).trim()]; }),
    body: end < 0 ? '' : lines.slice(end).join('\n'),
  };
}

const people = new Map();
async function visitorFor(server, who) {
  if (!people.has(who)) people.set(who, await new Visitor(server).become(...who.split(', ')));
  return people.get(who);
}

// A record by words of its title: what the list's CSV has them in.
async function addressOf(visitor, register, path) {
  const words = path.match(/\{(.+)\}/)?.[1];
  if (!words) return path;
  const list = await visitor.get(`/r/${register}.csv`);
  const row = list.text.split('\r\n').find((line) => line.includes(words));
  hold(row, `the list of ${register} has no record “${words}” that ${visitor.who} may read`);
  return path.replace(`{${words}}`, row.match(/[A-Z]{1,3}-[A-Z0-9-]+/)[0]);
}

async function asked(server, register, file) {
  const visitor = await visitorFor(server, file.who);
  visitor.who = file.who;
  const path = await addressOf(visitor, register, file.path);
  let answer = await visitor.get(path);
  if (file.fields.length === 0) return answer;
  const form = formsOf(answer.text).find((one) => one.fields.key !== undefined);
  hold(form, `${file.path} has no form to send`);
  const values = Object.fromEntries(file.fields.map(([name, value]) => [name, value]));
  answer = await visitor.post(form.action, { ...form.fields, ...values });
  if (answer.status === 303) answer = await visitor.get(answer.headers.location);
  return answer;
}

// What differs, as `diff -u` tells it; "" when nothing does.
export function difference(name, was, is) {
  if (was === is) return '';
  const kept = join(folder, 'kept'), now = join(folder, 'now');
  writeFileSync(kept, was);
  writeFileSync(now, is);
  const ran = spawnSync('diff', ['-u', '--label', `tests/golden/${name}`, '--label', 'the page now', kept, now], { encoding: 'utf8' });
  return ran.stdout || 'they differ';
}

seed(store, '--demo');
const library = faketime();
hold(library, 'golden pages are read on a day that is set: install faketime');
const server = await Server.start(store, { environment: {
  LD_PRELOAD: library, FAKETIME: '@2026-11-22 14:00:00', TZ: 'UTC', DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' } });

let pages = 0, sample = '';
for (const register of readdirSync(here, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name).sort()) {
  for (const name of readdirSync(join(here, register)).sort()) {
    const path = join(here, register, name);
    await steps.check(`${register}/${name}`, async () => {
      const file = parts(readFileSync(path, 'utf8'));
      hold(file.who && file.path, 'its first two lines say who asks for which page');
      const answer = await asked(server, register, file);
      hold([200, 403, 422].includes(answer.status), `${file.path}: status ${answer.status}`);
      const now = `${answer.status}\n${reading(answer.text)}`;
      pages += 1;
      sample ||= answer.text;
      if (renew) return void writeFileSync(path, file.head + now);
      const differs = difference(`${register}/${name}`, file.body, now);
      if (differs) console.log(differs);
      hold(!differs, `it reads otherwise; look at the difference above, and when it is right: bin/golden`);
    });
  }
}
await server.end();

await steps.check('there are golden pages, and each register of the demonstration has its own', () => {
  hold(pages >= 4, `${pages} pages`);
});
// Controls: one word more, a field less or another address on a page must be seen; classes, tokens and numbers of entries must not.
await steps.check('a page that changed in one word is found', () => {
  const word = sample.replace(/<h1([^>]*)>/, '<h1$1>Other ');
  hold(word !== sample && difference('control', reading(sample), reading(word)).includes('+'), 'one word more was not seen');
  const link = sample.replace(/<main([\s\S]*?)href="/, '<main$1href="/elsewhere');
  hold(reading(link) !== reading(sample), 'another address was not seen');
  const less = sample.replace(/(<main[\s\S]*?)<p\b[^>]*>[\s\S]*?<\/p>/, '$1');
  hold(reading(less) !== reading(sample), 'a paragraph less was not seen');
});
await steps.check('what differs at every asking is not', () => {
  const page = '<main id="main"><form action="/x"><input type="hidden" name="token" value="AAA"></form><p class="a">Entry 1,204 AD-K3X9QD</p></main>';
  const again = '<main id="main"><form action="/x"><input type="hidden" name="token" value="BBB"></form><p class="b">Entry 7 AD-ZZ9QDP</p></main>';
  hold(reading(page) === reading(again), difference('control', reading(page), reading(again)));
  hold(reading(page).includes('name="token"') && reading(page).includes('AD-1'), reading(page));
});
steps.finish();
