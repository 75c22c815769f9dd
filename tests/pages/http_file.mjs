// Plays one *.http file; README.md has its words.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { formsOf, hold, newestEntry } from './site.mjs';

function read(file) {
  const cases = [];
  let who = 'nobody';
  let one;
  readFileSync(file, 'utf8').split('\n').forEach((line, place) => {
    const words = line.trim();
    const slip = (what) => { throw new Error(`${basename(file)}:${place + 1}: ${what}: ${words}`); };
    if (words === '' || words.startsWith('#')) return;
    if (words.startsWith('== ')) {
      one = { title: words.slice(3), headers: {}, form: {}, expected: [], place: place + 1, who };
      cases.push(one);
    } else if (words.startsWith('as ')) {
      who = words.slice(3);
      if (one && !one.path) one.who = who;
    } else if (!one) slip('before the first case');
    else if (/^(GET|POST|HEAD|PUT|DELETE|OPTIONS) [/{]/.test(words)) [one.method, one.path] = words.split(' ');
    else if (words.startsWith('-> ')) one.status = Number(words.slice(3));
    else if (one.status && /^(has|lacks) |^records nothing$/.test(words)) one.expected.push(words);
    else if (/^[A-Z][\w-]*:( |$)/.test(words)) {
      const [, name, value] = words.match(/^([\w-]+): ?(.*)$/);
      if (one.status) one.expected.push({ name: name.toLowerCase(), value }); else one.headers[name] = value;
    } else if (/^[\w.]+ =/.test(words) && !one.status) {
      const [, name, value] = words.match(/^([\w.]+) = ?(.*)$/);
      one.form[name] = value;
    } else slip('not understood');
  });
  return cases;
}

function judge(answer, expected, fill) {
  if (typeof expected === 'string') {
    const words = fill(expected.slice(expected.indexOf(' ') + 1));
    const there = answer.text.includes(words);
    hold(there === expected.startsWith('has '), `the body ${there ? 'has' : 'lacks'} “${words}”:\n${answer.text.slice(0, 1500)}`);
    return;
  }
  const value = answer.headers[expected.name];
  const wanted = fill(expected.value);
  if (wanted === '-') return hold(value === undefined, `${expected.name} is ${value}`);
  const held = /^\/.*\/$/.test(wanted) ? new RegExp(wanted.slice(1, -1)).test(value ?? '') : value === wanted;
  hold(held, `${expected.name} is “${value}”, not “${wanted}”`);
}

async function tokenFor(visitor) {
  const page = await visitor.get('/help');
  const inside = formsOf(page.text).find((form) => form.fields.token);
  if (inside) return inside.fields.token;
  return formsOf((await visitor.get('/sign-in')).text).find((form) => form.fields.token)?.fields.token ?? '';
}

// `visitorFor(who)` gives somebody who is in that place already; `names` fills the braces.
export async function play(file, { steps, visitorFor, names, store }) {
  const fill = (text) => text.replace(/\{(\w+)\}/g, (all, name) => names[name] ?? all);
  for (const one of read(file)) {
    await steps.check(`${basename(file)}:${one.place} ${one.title}`, async () => {
      const visitor = await visitorFor(one.who);
      const options = { headers: Object.fromEntries(Object.entries(one.headers).map(([name, value]) => [name, fill(value) || null])) };
      if (one.method === 'POST') {
        const token = 'token' in one.form ? one.form.token : await tokenFor(visitor);
        const filled = Object.entries(one.form).map(([name, value]) => [name, fill(value)]);
        options.form = Object.fromEntries([...filled, ['token', token]].filter(([name, value]) => name !== 'token' || value !== ''));
      }
      const before = newestEntry(store);
      const answer = await visitor.ask(one.method, fill(one.path), options);
      hold(answer.status === one.status, `status ${answer.status}, not ${one.status}:\n${answer.text.slice(0, 1500)}`);
      for (const expected of one.expected) {
        if (expected === 'records nothing') hold(newestEntry(store) === before, 'something was recorded');
        else judge(answer, expected, fill);
      }
    });
  }
}
