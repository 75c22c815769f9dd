// What packs say and cite: sources that exist, and fields, kinds and choices that never vanish once a release has shipped them.
'use strict';

// Tables of a TOML file, as far as packs go: { name, line, keys: Map(key -> { value, line }) }, values as written.
// A value that runs over several lines is joined.
function tables(tree, file) {
  const found = [{ name: '', line: 1, keys: new Map() }];
  let open = null;
  tree.lines(file).forEach((raw, at) => {
    const line = withoutComment(raw).trim();
    if (open) {
      open.value += ' ' + line;
      if (balanced(open.value)) open = null;
      return;
    }
    const table = /^\[\[?([^\]]+)\]\]?$/.exec(line);
    if (table) {
      found.push({ name: table[1].trim(), line: at + 1, keys: new Map() });
      return;
    }
    const pair = /^([\w.-]+|"[^"]*")\s*=\s*(.*)$/.exec(line);
    if (!pair) return;
    const entry = { value: pair[2], line: at + 1 };
    found.at(-1).keys.set(pair[1], entry);
    if (!balanced(entry.value)) open = entry;
  });
  return found;
}

function withoutComment(line) {
  const match = /^((?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*')*)#/.exec(line);
  return match ? match[1] : line;
}

function balanced(value) {
  const plain = value.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '');
  const count = (letter) => plain.split(letter).length;
  return count('[') === count(']') && count('{') === count('}');
}

const quoted = (value) => [...(value ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]);
const sourcesFile = 'packs/scotland/sources.toml';
const releasedFile = 'packs/scotland/released.toml';
const changesFile = 'CHANGELOG.md';

// registers: name -> { file, fields: Map(field -> { kind, choices, line }), clocks: Map(step -> { due, line }) };
// pairs: "register.field".
function packNames(tree) {
  const registers = new Map();
  const pairs = new Set();
  for (const file of tree.files(/^packs\/.*\/registers\/[^/]*\.toml$/)) {
    const all = tables(tree, file);
    const head = all.find((one) => one.name === 'register');
    const name = quoted(head?.keys.get('name')?.value)[0] ?? file.replace(/^.*\/|\.toml$/g, '');
    const fields = new Map();
    const clocks = new Map();
    for (const table of all) {
      const step = /^step\.([a-z0-9_]+)$/.exec(table.name);
      const due = quoted(table.keys.get('silence')?.value)[0];
      if (step && due) clocks.set(step[1], { due, line: table.line });
      const field = /^field\.([a-z0-9_]+)$/.exec(table.name);
      if (!field) continue;
      fields.set(field[1], {
        kind: quoted(table.keys.get('kind')?.value)[0] ?? '',
        choices: quoted(table.keys.get('values')?.value),
        line: table.line,
      });
      pairs.add(`${name}.${field[1]}`);
    }
    registers.set(name, { file, fields, clocks });
  }
  return { registers, pairs };
}

function knownSources(tree) {
  return new Map(tables(tree, sourcesFile).filter((one) => one.name.includes('.')).map((one) => [one.name, one.line]));
}

// Every citation: "Source: a.b, c.d" in comments of src, source(s) = in packs.
function citations(tree) {
  const found = [];
  for (const file of tree.files(/^src\/.*\.(h|cpp)$/)) {
    for (const comment of joinedComments(tree.cpp(file).comments)) {
      for (const match of comment.text.matchAll(/\bSources?: ([^\n]*)/g)) {
        for (const id of match[1].matchAll(/(?<![\w./-])[a-z][a-z0-9_]*\.[a-z0-9_]+(?![\w/-]|\.\w)/g)) {
          if (!/\.(h|cpp|toml|md|txt)$/.test(id[0])) found.push({ id: id[0], file, line: comment.line });
        }
      }
    }
  }
  for (const file of tree.files(/^packs\/.*\.toml$/)) {
    if (file === sourcesFile) continue;
    for (const table of tables(tree, file)) {
      for (const [key, entry] of table.keys) {
        const cite = (text) => found.push(...quoted(text).map((id) => ({ id, file, line: entry.line })));
        if (/^(\w+_)?sources?$/.test(key)) cite(entry.value);
        // Inline tables cite too: { …, source = "a.b" } and { …, sources = ["a.b"] }.
        else for (const inline of entry.value.matchAll(/[{,]\s*sources?\s*=\s*("[^"]*"|\[[^\]]*\])/g)) cite(inline[1]);
      }
    }
  }
  return found;
}

// Line comments that follow one another are one text, so that a list of sources may run on.
function joinedComments(comments) {
  const joined = [];
  for (const { line, text } of comments) {
    const last = joined.at(-1);
    if (last && text.startsWith('//') && last.end + 1 === line && !/[.)]\s*$/.test(last.text)) {
      last.text += ' ' + text.replace(/^\/\/+/, '').trim();
      last.end = line;
    } else {
      joined.push({ line, end: line + text.split('\n').length - 1, text });
    }
  }
  return joined;
}

function sourcesExist(tree) {
  const known = knownSources(tree);
  return citations(tree).filter((one) => !known.has(one.id))
    .map(({ id, file, line }) => ({ file, line, say: `${sourcesFile} has no source ${id}` }));
}

function sourcesUncited(tree) {
  const cited = new Set(citations(tree).map((one) => one.id));
  return [...knownSources(tree)].filter(([id]) => !cited.has(id))
    .map(([id, line]) => ({ file: sourcesFile, line, say: `${id} is cited nowhere` }));
}

// released.toml: [register.FIELD] kind = "…" choices = ["…"] for fields, [register.clock.STEP] due = "FIELD" for steps
// that the clock takes. What was withdrawn stays, with retired = true.
function released(tree) {
  const fields = new Map();
  const clocks = new Map();
  for (const table of tables(tree, releasedFile)) {
    const retired = table.keys.get('retired')?.value === 'true';
    const entry = (key) => quoted(table.keys.get(key)?.value);
    const clock = /^([a-z0-9_]+)\.clock\.([a-z0-9_]+)$/.exec(table.name);
    const field = /^([a-z0-9_]+)\.([a-z0-9_]+)$/.exec(table.name);
    const common = { register: (clock ?? field)?.[1], name: (clock ?? field)?.[2], line: table.line, retired };
    if (clock) clocks.set(table.name, { ...common, due: entry('due')[0] });
    else if (field) fields.set(table.name, { ...common, kind: entry('kind')[0], choices: entry('choices') });
  }
  return { fields, clocks };
}

function releasedFields(tree) {
  if (!tree.has(releasedFile)) {
    return [{ file: releasedFile, line: 1, say: 'the list of all that was ever shipped is not there' }];
  }
  const { registers } = packNames(tree);
  const shipped = released(tree);
  const said = [];
  for (const [name, old] of shipped.fields) {
    const complain = (say) => said.push({ file: releasedFile, line: old.line, say: `${name} ${say}` });
    const field = registers.get(old.register)?.fields.get(old.name);
    if (vanished(old, field, complain)) continue;
    if (old.kind !== field.kind) complain(`was shipped as ${old.kind} and is now ${field.kind}`);
    for (const choice of old.choices.filter((one) => !field.choices.includes(one))) {
      complain(`was shipped with the choice ${choice}, which is gone`);
    }
  }
  for (const [name, old] of shipped.clocks) {
    const complain = (say) => said.push({ file: releasedFile, line: old.line, say: `${name} ${say}` });
    const clock = registers.get(old.register)?.clocks.get(old.name);
    if (vanished(old, clock, complain)) continue;
    if (old.due !== clock.due) complain(`was shipped as due by ${old.due} and is now due by ${clock.due}`);
  }
  return isReleased(tree) ? said.concat(notListed(registers, shipped)) : said;
}

// Whether this tree is a release: the first heading of the changes bears a day, and not "not yet released". Only then must all
// that the packs say stand in released.toml.
function isReleased(tree) {
  const first = tree.lines(changesFile).find((line) => line.startsWith('## '));
  return first !== undefined && !/not yet released/i.test(first);
}

// What the next release will ship for the first time, one line for each register.
function releaseNotes(tree) {
  if (isReleased(tree)) return [];
  const fresh = new Map();
  for (const { file } of notListed(packNames(tree).registers, released(tree))) fresh.set(file, (fresh.get(file) ?? 0) + 1);
  return [...fresh].map(([file, count]) => ({ file, line: 1, say: `${count} of its names are in no release yet: docs/RELEASING.md` }));
}

// Says what is wrong with a name that came or went; true when there is nothing more to compare.
function vanished(old, now, complain) {
  if (old.retired && now) complain('is retired and stands in its pack again: a name is never used twice');
  else if (!old.retired && !now) complain('was shipped and is gone: mark it retired = true, never take it away');
  return old.retired || !now;
}

function notListed(registers, shipped) {
  const said = [];
  for (const [register, { file, fields, clocks }] of registers) {
    for (const [field, { line, choices }] of fields) {
      const old = shipped.fields.get(`${register}.${field}`);
      const fresh = old ? choices.filter((one) => !old.choices.includes(one)) : [];
      if (!old) said.push({ file, line, say: `${register}.${field} is not in released.toml: run bin/tidy --released` });
      for (const choice of fresh) said.push({ file, line, say: `the choice ${choice} of ${register}.${field} is not in released.toml: run bin/tidy --released` });
    }
    for (const [step, { line }] of clocks) {
      if (shipped.clocks.has(`${register}.clock.${step}`)) continue;
      said.push({ file, line, say: `the clock of ${register}.${step} is not in released.toml: run bin/tidy --released` });
    }
  }
  return said;
}

// The text of released.toml with all that the packs now say added to it. Nothing is ever taken away.
function releasedText(tree) {
  const shipped = released(tree);
  for (const [register, { fields, clocks }] of packNames(tree).registers) {
    for (const [name, { kind, choices }] of fields) {
      const old = shipped.fields.get(`${register}.${name}`) ?? { register, name, kind, choices: [] };
      const all = old.choices.concat(choices.filter((one) => !old.choices.includes(one)));
      shipped.fields.set(`${register}.${name}`, { ...old, choices: all });
    }
    for (const [name, { due }] of clocks) {
      const key = `${register}.clock.${name}`;
      if (!shipped.clocks.has(key)) shipped.clocks.set(key, { register, name, due });
    }
  }
  const lines = ['# Every field, kind, choice and clock that a release shipped. bin/tidy fails when one vanishes, changes or comes back.',
    '# bin/tidy --released adds what is new when a release is cut (docs/RELEASING.md). What is withdrawn gets retired = true and stays.'];
  for (const [key, one] of shipped.fields) {
    lines.push('', `[${key}]`, `kind = "${one.kind}"`);
    if (one.choices.length > 0) lines.push(`choices = [${one.choices.map((choice) => `"${choice}"`).join(', ')}]`);
    if (one.retired) lines.push('retired = true');
  }
  for (const [key, one] of shipped.clocks) {
    lines.push('', `[${key}]`, `due = "${one.due}"`);
    if (one.retired) lines.push('retired = true');
  }
  return lines.join('\n') + '\n';
}

module.exports = [
  { name: 'sources', run: sourcesExist, notes: sourcesUncited },
  { name: 'released fields', run: releasedFields, notes: releaseNotes },
];
Object.assign(module.exports, { packNames, releasedText, releasedFile });
