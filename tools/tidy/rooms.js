// Who may know whom: includes against src/ROOMS, the commit path, SQL, text that only packs should hold.
'use strict';
const { packNames } = require('./packs.js');

function readRooms(tree) {
  const rooms = new Map();
  const only = [];
  for (const line of tree.lines('src/ROOMS')) {
    const room = /^([a-z]+):(.*)$/.exec(line);
    if (room) rooms.set(room[1], new Set(room[2].split(' ').filter(Boolean)));
    const rule = /^only ([^:]+): *(.*)$/.exec(line);
    if (rule) only.push({ prefix: rule[1], files: rule[2].split(' ').filter(Boolean) });
  }
  return { rooms, only };
}

const source = /^src\/.*\.(h|cpp)$/;
const roomOf = (file) => file.split('/')[1];
const isTest = (file) => /_test\.cpp$/.test(file);

function includes(tree, file, pattern) {
  const found = [];
  tree.lines(file).forEach((line, at) => {
    const match = pattern.exec(line);
    if (match) found.push({ name: match[1], line: at + 1 });
  });
  return found;
}

function roomLinks(tree) {
  const { rooms } = readRooms(tree);
  const said = [];
  for (const file of tree.files(source)) {
    const mine = roomOf(file);
    if (!rooms.has(mine)) {
      said.push({ file, line: 1, say: `src/ROOMS knows no room ${mine}` });
      continue;
    }
    for (const { name, line } of includes(tree, file, /^\s*#\s*include\s*"([^"]+)"/)) {
      const other = name.split('/')[0];
      if (other === mine && name.includes('/')) continue;
      if (!rooms.has(other) || !name.includes('/')) {
        said.push({ file, line, say: `"${name}" does not begin with the name of a room` });
      } else if (!rooms.get(mine).has(other)) {
        said.push({ file, line, say: `${mine} may not know ${other}: src/ROOMS does not name it` });
      }
    }
  }
  return said;
}

function thirdParty(tree) {
  const { only } = readRooms(tree);
  const said = [];
  for (const file of tree.files(source)) {
    for (const { name, line } of includes(tree, file, /^\s*#\s*include\s*<([^>]+)>/)) {
      for (const { prefix, files } of only) {
        if (!name.startsWith(prefix) || files.includes(file)) continue;
        said.push({ file, line, say: `<${name}> belongs in ${files.join(', ')} alone` });
      }
    }
  }
  return said;
}

function inCode(tree, files, pattern, sentence) {
  const said = [];
  for (const file of files) {
    tree.cpp(file).code.split('\n').forEach((line, at) => {
      const match = pattern.exec(line);
      if (match) said.push({ file, line: at + 1, say: sentence(match) });
    });
  }
  return said;
}

function commitPath(tree) {
  const files = tree.files(source).filter((file) => !/^src\/(records|ledger)\//.test(file));
  return inCode(tree, files, /\bledger::(Writer|append)\b|\bseal_batch\b/,
    (match) => `only src/records writes to the log; here stands ${match[0]}`);
}

const upper = /^\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX|UNIQUE|VIEW|TRIGGER)\s|DROP\s+(TABLE|INDEX)\s|ALTER\s+TABLE\s|PRAGMA\s|BEGIN\s+IMMEDIATE|WITH\s+(RECURSIVE\s+)?\w+.*\sAS\s*\(|SAVEPOINT\s)/;
const lower = /^\s*(select\s[^]*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(table|index)\s|drop\s+table\s|pragma\s+\w+)/;

function sqlApart(tree) {
  const said = [];
  for (const file of tree.files(source)) {
    if (['records', 'store', 'access', 'ledger'].includes(roomOf(file))) continue;
    for (const literal of tree.cpp(file).literals) {
      if (!upper.test(literal.text) && !lower.test(literal.text)) continue;
      said.push({ file, line: literal.line, say: 'SQL stands in records, store, access and ledger only' });
    }
  }
  return said;
}

function packText(tree) {
  const { registers, pairs } = packNames(tree);
  const long = new Set([...registers.keys()].filter((name) => name.length > 6));
  const said = [];
  for (const file of tree.files(source)) {
    if (!['records', 'web', 'reports', 'access', 'app'].includes(roomOf(file)) || isTest(file)) continue;
    for (const { line, text } of tree.cpp(file).literals) {
      if (pairs.has(text)) said.push({ file, line, say: `"${text}" is a field of a pack, and belongs in the pack alone` });
      if (long.has(text)) said.push({ file, line, say: `"${text}" is a register of a pack, and belongs in the pack alone` });
    }
  }
  return said;
}

// Where ready-made HTML is let through unescaped. Look hard before you add a file.
const trustedIn = new Set(['src/html/html.h', 'src/html/html.cpp']);

function trustedHtml(tree) {
  const files = tree.files(source).filter((file) => !trustedIn.has(file) && !isTest(file));
  return inCode(tree, files, /\btrusted\s*\(/,
    () => 'unescaped HTML: build it from parts, or add this file to trustedIn in tools/tidy/rooms.js');
}

// g++ 12 destroys temporaries twice where a conditional or braces stand inside co_await.
function coroutines(tree) {
  const said = [];
  for (const file of tree.files(source)) {
    const code = tree.cpp(file).code;
    for (const match of code.matchAll(/\bco_(await|return|yield)\b([^;]*);/g)) {
      const line = code.slice(0, match.index).split('\n').length;
      if (file !== 'src/http/server.cpp') {
        said.push({ file, line, say: 'coroutines live in src/http/server.cpp alone' });
      } else if (match[1] === 'await' && /[?{]/.test(match[2])) {
        said.push({ file, line, say: 'no ?: and no braces inside co_await: g++ 12 destroys the temporary twice' });
      }
    }
  }
  return said;
}

module.exports = [
  { name: 'room links', run: roomLinks },
  { name: 'third-party headers', run: thirdParty },
  { name: 'commit path', run: commitPath },
  { name: 'SQL', run: sqlApart },
  { name: 'pack names in code', run: packText },
  { name: 'trusted HTML', run: trustedHtml },
  { name: 'coroutines', run: coroutines },
];
