// Plants a fault for every check in a small sound tree, and sees that the check finds it, there and nowhere else.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const { Tree } = require('./tree.js');
const headers = require('./headers.js');

const header = (rest) => `#pragma once\n// What it is, who uses it, what it promises.\n${rest}`;
const lines = (count) => 'int x;\n'.repeat(count);

const sound = {
  'src/ROOMS': 'base:\nstore: base\nhttp: base\nrecords: ledger store base\nledger: base\nweb: records base\nonly sqlite3.h: src/store/sqlite.cpp\n',
  'src/base/text.h': header('#include <string>\nnamespace base { std::string text(); }\n'),
  'src/base/text.cpp': '#include "base/text.h"\n// Source: sw1968.s3, guide.role; RFC 4648.\nnamespace base { std::string text() { return "Select one from the list"; } }\n',
  'src/store/sqlite.cpp': '#include <sqlite3.h>\nconst char* sql = "SELECT 1";\n',
  'src/records/commit.cpp': 'void commit() { ledger::Writer writer; }\n',
  'src/web/pages.cpp': '#include "records/change.h"\nconst char* word = "advice.note";\n',
  'src/records/change.h': header('struct CareService {};\n'),
  'src/http/server.cpp': 'auto f() { co_await send(a, std::move(b)); }\n',
  'packs/scotland/sources.toml': '[sw1968.s3]\ntitle = "An Act"\n[guide.role]\ntitle = "A guide"\n',
  'packs/scotland/registers/advice.toml':
    '[register]\nname = "advice"\nsources = ["sw1968.s3"]\n[field.question]\nkind = "line"\n[field.decision]\nkind = "choice"\n' +
    'values = [\n  "accepted", # as advised\n  "modified",\n]\n[step.lapse]\nsilence = "due"\n',
  'packs/scotland/registers/appointment.toml': '[register]\nname = "appointment"\n[field.holder]\nkind = "person"\n',
  'packs/scotland/released.toml':
    '[advice.question]\nkind = "line"\n[advice.decision]\nkind = "choice"\nchoices = ["accepted", "modified"]\n' +
    '[advice.gone]\nkind = "line"\nretired = true\n[appointment.holder]\nkind = "person"\n[advice.clock.lapse]\ndue = "due"\n',
  'package-lock.json': '{ "packages": {} }\n',
  'CHANGELOG.md': '# Changes\n\n## 2.0.0, 1 May 2027\n',
};
// The same while the next release is being made: what is new in the packs waits for it.
const unreleased = { 'CHANGELOG.md': '# Changes\n\n## 2.1.0, not yet released\n\n## 2.0.0, 1 May 2027\n' };
const newRegister = { 'packs/scotland/registers/risk.toml': '[register]\nname = "risk"\n[field.what]\nkind = "line"\n' };

// check, what is planted (file -> text, or null to take it away), and where the complaint must stand.
const faults = [
  ['room links', { 'src/base/text.h': header('#include "records/change.h"\n') }, 'src/base/text.h:3'],
  ['room links', { 'src/web/pages.cpp': '#include "pages.h"\n' }, 'src/web/pages.cpp:1'],
  ['room links', { 'src/cellar/a.cpp': '\n' }, 'src/cellar/a.cpp:1'],
  ['third-party headers', { 'src/web/pages.cpp': '\n#include <sqlite3.h>\n' }, 'src/web/pages.cpp:2'],
  ['commit path', { 'src/web/pages.cpp': 'int a;\nledger::Writer writer;\n' }, 'src/web/pages.cpp:2'],
  ['SQL', { 'src/web/pages.cpp': 'auto a = "x";\n\nauto b =\n  "DELETE "\n  "FROM advice";\n' }, 'src/web/pages.cpp:4'],
  ['SQL', { 'src/web/pages.cpp': 'auto a = R"(\n  INSERT INTO t VALUES(1))";\n' }, 'src/web/pages.cpp:1'],
  ['pack names in code', { 'src/web/pages.cpp': 'auto a = "advice.decision";\n' }, 'src/web/pages.cpp:1'],
  ['pack names in code', { 'src/records/commit.cpp': '// "appointment" may stand in a comment\nauto a = "appointment";\n' }, 'src/records/commit.cpp:2'],
  ['trusted HTML', { 'src/web/pages.cpp': 'auto a =\n  Html::trusted (text);\n' }, 'src/web/pages.cpp:2'],
  ['coroutines', { 'src/http/server.cpp': 'auto f() {\n  co_await send(a ? b\n    : c);\n}\n' }, 'src/http/server.cpp:2'],
  ['coroutines', { 'src/http/server.cpp': 'auto f() { co_await send(Reply{1}); }\n' }, 'src/http/server.cpp:1'],
  ['coroutines', { 'src/web/pages.cpp': 'auto f() { co_return 1; }\n' }, 'src/web/pages.cpp:1'],
  ['sources', { 'src/base/text.cpp': 'int a;\n// Refuses it. Source: sw1968.s3,\n// guide.rule (opinion).\n' }, 'src/base/text.cpp:2'],
  ['sources', { 'packs/scotland/registers/person.toml': '[register]\nname = "person"\nsources = [\n  "sw1968.s33",\n]\n' }, 'packs/scotland/registers/person.toml:3'],
  ['sources', { 'packs/scotland/roles.toml': '[a]\nlist = [{ who = "b", source = "no.where" }]\nabsent_source = "sw1968.s3"\n' }, 'packs/scotland/roles.toml:2'],
  ['released fields', { 'packs/scotland/released.toml': null }, 'packs/scotland/released.toml:1'],
  ['released fields', { 'packs/scotland/registers/appointment.toml': '[register]\nname = "appointment"\n' }, 'packs/scotland/released.toml:9'],
  ['released fields', { 'packs/scotland/registers/appointment.toml': '[register]\nname = "appointment"\n[field.holder]\nkind = "line"\n' }, 'packs/scotland/released.toml:9'],
  ['released fields', { 'packs/scotland/registers/appointment.toml': '[register]\nname = "appointment"\n[field.holder]\nkind = "person"\n[field.to]\nkind = "date"\n' }, 'packs/scotland/registers/appointment.toml:5'],
  ['released fields', ['packs/scotland/registers/advice.toml', '  "modified",\n', ''], 'packs/scotland/released.toml:3'],
  ['released fields', ['packs/scotland/registers/advice.toml', '"modified"', '"modified", "new"'], 'packs/scotland/registers/advice.toml:6'],
  ['released fields', ['packs/scotland/registers/advice.toml', '[field.question]', '[field.gone]\nkind = "line"\n[field.question]'], 'packs/scotland/released.toml:6'],
  ['released fields', ['packs/scotland/registers/advice.toml', 'silence = "due"', ''], 'packs/scotland/released.toml:11'],
  ['released fields', ['packs/scotland/registers/advice.toml', 'silence = "due"', 'silence = "later"'], 'packs/scotland/released.toml:11'],
  ['released fields', newRegister, 'packs/scotland/registers/risk.toml:3'],
  ['released fields', { ...newRegister, ...unreleased }, null],
  ['released fields', { ...unreleased, 'packs/scotland/registers/appointment.toml': '[register]\nname = "appointment"\n' }, 'packs/scotland/released.toml:9'],
  ['long files', { 'src/base/long.cpp': lines(601) }, 'src/base/long.cpp:601'],
  ['long headers', { 'src/base/long.h': header(lines(148)) }, 'src/base/long.h:150'],
  ['long functions', { 'src/base/long.cpp': `int f(int a)\n    : b{a} {\n  if (a) {\n${'    ++a;\n'.repeat(66)}  }\n}\n` }, null],
  ['long functions', { 'src/base/long.cpp': `struct S {\n  int f(int a) const {\n${'    ++a;\n'.repeat(69)}  }\n};\n` }, 'src/base/long.cpp:2'],
  ['long functions', { 'src/base/long.cpp': `#define X(a) \\\n  { a }\nS::S(int a) : b_{a}, c_(a) {\n${'    ++a;\n'.repeat(69)}}\n` }, 'src/base/long.cpp:3'],
  ['long lines', { 'src/base/wide.cpp': `int a;\n// ${'é'.repeat(98)}\n` }, 'src/base/wide.cpp:2'],
  ['long lines', { 'src/base/wide.cpp': `// ${'é'.repeat(97)}\n` }, null],
  ['headers introduce themselves', { 'src/base/bare.h': '#pragma once\n#include <string>\n' }, 'src/base/bare.h:2'],
  ['names', { 'src/base/text_utils.cpp': '\n' }, 'src/base/text_utils.cpp:1'],
  ['names', { 'src/base/text.cpp': 'int a;\nclass EntryManager {};\n' }, 'src/base/text.cpp:2'],
  ['work left for later', { 'src/base/text.cpp': `// TO${'DO'} mend\n` }, 'src/base/text.cpp:1'],
  ['machine paths', { 'docs/a.md': 'Look in\n`/home/somebody/plumbline`.\n' }, 'docs/a.md:2'],
  ['lock files', { 'package-lock.json': '{\n  "resolved": "x"\n}\n' }, 'package-lock.json:2'],
  ['lock files', { 'docs/a.md': `https://registry.${'npmjs'}.org/x\n` }, 'docs/a.md:1'],
  ['headers compile alone', { 'src/base/needs.h': header('inline std::string text();\n'), 'src/base/needs.cpp': '#include <string>\n#include "base/needs.h"\n' }, 'src/base/needs.h:1'],
  ['headers compile alone', { 'src/base/needs.h': header('inline std::string text();\n') }, 'src/base/needs.h:1'],
];

const badSubjects = ['Mend it', 'base: mend it', 'base: Mend it.', `base: Mend ${'it '.repeat(30)}all`, 'Base: Mend it'];

function plant(change) {
  if (!Array.isArray(change)) return { ...sound, ...change };
  const [file, from, to] = change;
  if (!sound[file].includes(from)) throw new Error(`${file} does not hold ${from}`);
  return { ...sound, [file]: sound[file].replace(from, to) };
}

function inTree(files, look) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'plumbline-tidy-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      if (text === null) continue;
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      fs.writeFileSync(path.join(root, file), text);
    }
    return look(new Tree(root), root);
  } finally {
    fs.rmSync(root, { recursive: true });
  }
}

const places = (said) => (said ?? []).map(({ file, line }) => `${file}:${line}`);

function tryFault(checks, [name, change, wanted]) {
  const check = checks.find((one) => one.name === name);
  if (!check) return `there is no check "${name}"`;
  const found = inTree(plant(change), (tree) => places(check.run(tree)));
  const same = wanted === null ? found.length === 0 : found.length === 1 && found[0] === wanted;
  return same ? null : `"${name}" should complain of ${wanted ?? 'nothing'} and complains of ${found.join(', ') || 'nothing'}`;
}

function trySound(check) {
  const found = inTree(sound, (tree) => places(check.run(tree)));
  return found.length === 0 ? null : `"${check.name}" complains of a sound tree: ${found.join(', ')}`;
}

function trySubject(checks, text) {
  const commits = checks.find((one) => one.name === 'commits');
  const found = inTree(sound, (_, root) => {
    const git = (...words) => execFileSync('git', ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...words], { stdio: 'ignore' });
    git('init', '-q');
    for (const subject of ['base, web: Begin', text]) git('commit', '-q', '--allow-empty', '--no-verify', '-m', subject);
    return commits.run(new Tree(root));
  });
  return found.length === 1 ? null : `"commits" should complain once of "${text}" and complains ${found.length} times`;
}

function run(checks) {
  process.env.PLUMBLINE_HEADERS = 'all';   // a planted fault is found each time, and not in every second run
  const all = [...checks, headers];
  const unproved = all.filter(({ name }) => name !== 'commits' && !faults.some(([one]) => one === name));
  const outcomes = [
    ...unproved.map(({ name }) => `no fault is planted for "${name}"`),
    ...all.map(trySound),
    ...faults.map((fault) => tryFault(all, fault)),
    ...badSubjects.map((text) => trySubject(all, text)),
  ];
  const wrong = outcomes.filter(Boolean);
  for (const sentence of wrong) console.log(`tools/tidy/self_test.js:1: ${sentence}`);
  return { passed: outcomes.length - wrong.length, failed: wrong.length, skipped: 0 };
}

module.exports = { run };
