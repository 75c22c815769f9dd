// Keeps docs/TOUR.md true: each file is there, each function is defined in it, and the calling function's own body calls it,
// in the order in which the tour tells it. Run by tests/steps/tour.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counter, hold, root } from '../pages/site.mjs';

const steps = counter();
const page = readFileSync(join(root, 'docs/TOUR.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\d+) \| `([^`]+)` \| `([^`]+)` \| (\d*) ?\|(.*)\|$/gm)]
  .map(([, row, file, name, caller, what]) => ({ row: Number(row), file, name, caller: caller ? Number(caller) : 0, what }));

const last = (name) => name.slice(name.lastIndexOf(':') + 1);
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// The body of a function as it is defined in a file; nothing when it is only called or declared there.
export function bodyOf(text, name) {
  for (const found of text.matchAll(new RegExp(`(?<![\\w:.>])${escaped(name)}\\(`, 'g'))) {
    const start = text.lastIndexOf('\n', found.index) + 1;
    const indent = text.slice(start).match(/^ */)[0];
    const rest = text.slice(found.index);
    const opens = rest.search(/\{ *(\/\/[^\n]*)?\n/);
    const ends = rest.search(/;[ \t]*(\/\/[^\n]*)?\n/);
    if (indent.length > 2 || opens < 0 || (ends >= 0 && ends < opens)) continue;
    const close = rest.indexOf(`\n${indent}}`);
    return close < 0 ? rest : rest.slice(opens, close);
  }
  return undefined;
}

const sources = new Map();
const source = (file) => {
  if (!sources.has(file)) sources.set(file, readFileSync(join(root, file), 'utf8'));
  return sources.get(file);
};

await steps.check('the tour has rows, numbered from 1', () => {
  hold(rows.length > 50, `${rows.length} rows`);
  rows.forEach(({ row }, place) => hold(row === place + 1, `row ${row} stands in place ${place + 1}`));
  const tables = page.split('\n').filter((line) => /^\| \d/.test(line)).length;
  hold(tables === rows.length, `${tables - rows.length} rows cannot be read`);
});

const reached = new Map();   // caller row → place in its body up to which the tour has come
for (const { row, file, name, caller } of rows) {
  await steps.check(`row ${row}: ${file} ${name}${caller ? `, called by row ${caller}` : ''}`, () => {
    hold(existsSync(join(root, file)), 'the file is not there');
    if (!file.endsWith('.cpp')) return hold(source(file).includes(name), 'the file does not say so');
    hold(bodyOf(source(file), name) !== undefined, 'the function is not defined there');
    if (!caller) return;
    const by = rows[caller - 1];
    hold(by && by.row < row, 'the caller stands below');
    const body = bodyOf(source(by.file), by.name);
    const isTable = by.row === 2;   // routes name their pages in any order
    const from = isTable ? 0 : Math.max(reached.get(caller) ?? 0, 0);
    const at = body.slice(from).search(new RegExp(`(?<!\\w)${escaped(last(name))}(?!\\w)`));
    hold(at >= 0, `${by.name} does not call it${from > 0 ? ' after what the tour told before' : ''}`);
    // Calls within one line are in no order that the text tells.
    if (!isTable) reached.set(caller, body.lastIndexOf('\n', from + at));
  });
}

await steps.check('the docs that the tour names are there', () => {
  for (const [, file] of page.matchAll(/(docs\/[\w/]+\.md)/g)) hold(existsSync(join(root, file)), `${file} is not there`);
});
await steps.check('a planted untruth is found', () => {
  hold(bodyOf('int f(int a) {\n  return g(a);\n}\n', 'g') === undefined, 'a call is taken for a definition');
  hold(bodyOf('int f(int a);\nint f(int a) {\n  return g(a);\n}\n', 'f').includes('g(a)'), 'a body is not found behind its declaration');
});
steps.finish();
