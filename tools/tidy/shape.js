// The shape of files: how long they, their functions and their lines are, what things are called, and what no
// file may hold.
'use strict';

const source = /^src\/.*\.(h|cpp)$/;
const code = /^(src|tests|tools|bench)\/.*\.(h|cpp|js|mjs|go)$|^(bin|tests\/steps)\/[^/]+$|^(cmake\/.*|.*CMakeLists)\.(cmake|txt)$|^packs\/.*\.toml$/;
const ownWords = /^tools\/tidy\//; // this program names what it looks for

function long(tree, pattern, most, what) {
  return tree.files(pattern).filter((file) => tree.lines(file).length > most)
    .map((file) => ({ file, line: tree.lines(file).length, say: `${what} of ${tree.lines(file).length} lines; the most is ${most}` }));
}

function longLines(tree) {
  const said = [];
  for (const file of tree.files(source)) {
    tree.lines(file).forEach((line, at) => {
      const columns = [...line].length;
      if (columns > 100) said.push({ file, line: at + 1, say: `a line of ${columns} columns; the most is 100` });
    });
  }
  return said;
}

const notFunction = /^\s*(?:\[\[[^\]]*\]\]\s*)?(?:extern\b|namespace\b|(?:template\s*<.*>\s*)?(?:class|struct|union|enum)\b)/s;
const control = /(?:^|[^\w])(?:if|for|while|switch|catch|do|else|return|try)\b[^;]*$/;

// Bodies of functions: braces after a parameter list, outside of any other body.
function functions(text) {
  const found = [];
  const stack = [];
  let start = 0;
  let depth = 0;
  const lineOf = lineCounter(text);
  for (let at = 0; at < text.length; ++at) {
    const letter = text[at];
    if (letter === '(') ++depth;
    if (letter === ')') --depth;
    if (letter === ';' && depth === 0) start = at + 1;
    if (letter === '#' && /(^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 20), at))) {
      at = endOfDirective(text, at);
      start = at;
    }
    if (letter === '{') {
      const head = text.slice(start, at);
      const inside = stack.some((one) => one.body);
      const body = !inside && depth === 0 && /\)[^=]*$/.test(head) && !notFunction.test(head.trimStart()) && !control.test(head);
      stack.push({ body, depth, from: body ? lineOf(start + head.search(/\S/)) : 0, name: body ? nameOf(head) : '' });
      depth = 0;
      start = at + 1;
    }
    if (letter === '}') {
      const open = stack.pop();
      if (open?.body) found.push({ name: open.name, from: open.from, to: lineOf(at) });
      depth = open?.depth ?? 0;
      // Braces of an initialiser do not end the head of the constructor that holds them.
      if (depth === 0 && !/^\s*[,{]/.test(text.slice(at + 1, at + 40))) start = at + 1;
    }
  }
  return found;
}

function endOfDirective(text, at) {
  let end = text.indexOf('\n', at);
  while (end > 0 && text[end - 1] === '\\') end = text.indexOf('\n', end + 1);
  return end < 0 ? text.length : end;
}

function lineCounter(text) {
  const starts = [0];
  for (let at = 0; at < text.length; ++at) if (text[at] === '\n') starts.push(at + 1);
  return (place) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= place) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

const nameOf = (head) => /([~\w:]+|operator\S+)\s*\(/.exec(head)?.[1] ?? 'a function';

function longFunctions(tree) {
  const said = [];
  for (const file of tree.files(/^(src|tests|tools|bench)\/.*\.(h|cpp)$/)) {
    for (const { name, from, to } of functions(tree.cpp(file).code)) {
      const lines = to - from + 1;
      if (lines > 70) said.push({ file, line: from, say: `${name} has ${lines} lines; the most is 70` });
    }
  }
  return said;
}

const banned = new Set(['manager', 'service', 'helper', 'util', 'utils', 'utility', 'handler', 'processor', 'engine',
  'data', 'info', 'common', 'misc', 'impl']);

// The first banned word of a name; what the domain calls so (a care service) is its own word.
function bannedWord(words) {
  const plain = words.map((word) => word.toLowerCase());
  return plain.find((word, at) => {
    const one = banned.has(word) ? word : word.replace(/s$/, '');
    return banned.has(one) && !(one === 'service' && plain[at - 1] === 'care');
  });
}

function names(tree) {
  const said = [];
  for (const file of tree.files(/^(src|tools|tests|bench|bin)\//)) {
    const words = file.split('/').slice(1).flatMap((part) => part.replace(/\.\w+$/, '').split(/[_.-]/));
    const word = bannedWord(words);
    if (word) said.push({ file, line: 1, say: `"${word}" in a file's name says nothing: name what it is` });
  }
  for (const file of tree.files(/^(src|tools|tests|bench)\/.*\.(h|cpp)$/)) {
    tree.cpp(file).code.split('\n').forEach((line, at) => {
      for (const type of line.matchAll(/\b(?:class|struct|enum|union|using|concept)\s+([A-Z]\w*)/g)) {
        const word = bannedWord(type[1].match(/[A-Z][a-z0-9]*/g) ?? []);
        if (word) said.push({ file, line: at + 1, say: `"${word}" in the name ${type[1]} says nothing: name what it is` });
      }
    });
  }
  return said;
}

function inLines(tree, files, pattern, sentence) {
  const said = [];
  for (const file of files) {
    tree.lines(file).forEach((line, at) => {
      const match = pattern.exec(line);
      if (match) said.push({ file, line: at + 1, say: sentence(match) });
    });
  }
  return said;
}

const laterWords = /\b(TODO|FIXME|XXX|HACK)\b/;
const laterFiles = /^(src|tests|tools|bench|bin|cmake|packs|\.ci)\/|CMakeLists\.txt$/;

function later(tree) {
  const files = tree.files(laterFiles).filter((file) => !ownWords.test(file));
  return inLines(tree, files, laterWords, (match) => `${match[1]}: do it now, or write it into docs/`);
}

const machinePath = /(?:^|[\s"'`=(:,])(\/(?:work|home|root|Users)\/[\w.-]*)/;

function machinePaths(tree) {
  const files = tree.paths.filter((file) => !ownWords.test(file));
  return inLines(tree, files, machinePath, (match) => `${match[1]} is a path of one machine`);
}

const registryHost = /\b(registry\.npmjs\.org|registry\.yarnpkg\.com|proxy\.golang\.org|deb\.debian\.org|pypi\.org|artifactory)\b/i;

function lockFiles(tree) {
  const locks = tree.files(/(^|\/)(package-lock|npm-shrinkwrap)\.json$/);
  const said = inLines(tree, locks, /"resolved"/, () => 'a download address: the lock file holds digests only');
  const rest = tree.paths.filter((file) => !ownWords.test(file));
  return said.concat(inLines(tree, rest, registryHost, (match) => `${match[1]} is the address of a registry`));
}

function headerText(tree) {
  const said = [];
  for (const file of tree.files(/^src\/.*\.h$/)) {
    const lines = tree.lines(file);
    if (lines[0] !== '#pragma once') said.push({ file, line: 1, say: 'a header begins with #pragma once' });
    if (!/^\/\/ \S/.test(lines[1] ?? '')) said.push({ file, line: 2, say: 'a header says at its top what it is, who uses it and what it promises' });
  }
  return said;
}

const subject = /^(?:[a-z][a-z0-9_.-]*(?:, [a-z][a-z0-9_.-]*)*): [A-Z][^\n]*[^.\s]$/;

function commits(tree) {
  const log = tree.git('log', '-50', '--no-merges', '--format=%h %s');
  if (log === null) return null; // no repository: there is nothing to say
  return log.split('\n').filter(Boolean).flatMap((line) => {
    const [, commit, text] = /^(\S+) (.*)$/.exec(line) ?? [];
    const columns = [...(text ?? '')].length;
    if (columns > 72) return [{ file: `commit ${commit}`, line: 1, say: `a subject of ${columns} columns; the most is 72` }];
    return subject.test(text ?? '') ? [] : [{ file: `commit ${commit}`, line: 1, say: `"${text}" is not of the shape "room: Say what changed"` }];
  });
}

module.exports = [
  { name: 'long files', run: (tree) => long(tree, code, 600, 'a file') },
  { name: 'long headers', run: (tree) => long(tree, /^src\/.*\.h$/, 149, 'a header') },
  { name: 'long functions', run: longFunctions },
  { name: 'long lines', run: longLines },
  { name: 'headers introduce themselves', run: headerText },
  { name: 'names', run: names },
  { name: 'work left for later', run: later },
  { name: 'machine paths', run: machinePaths },
  { name: 'lock files', run: lockFiles },
  { name: 'commits', run: commits },
];
module.exports.functions = functions;
