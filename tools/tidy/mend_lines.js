// Breaks lines of more than 100 columns: comments are filled anew, comments behind code move above it, and the rest
// is left to clang-format, line by line, where that is installed. Lines that are short enough are not touched.
'use strict';
const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');

const most = 100;
const width = (text) => [...text].length;

function fill(lead, rest, words) {
  const lines = [];
  let line = lead;
  for (const word of words) {
    if (width(line) + 1 + width(word) > most && line !== lead && line !== rest) {
      lines.push(line);
      line = rest;
    }
    line += (line.endsWith(' ') ? '' : ' ') + word;
  }
  return [...lines, line];
}

// Paragraphs of comment lines; a line set further in than one blank stands alone (lists, tables).
function mendComments(lines) {
  const out = [];
  for (let at = 0; at < lines.length;) {
    const comment = /^(\s*\/\/)( +)(\S.*)$/.exec(lines[at]);
    if (!comment) {
      out.push(lines[at++]);
      continue;
    }
    const same = new RegExp(`^${comment[1].replace(/\//g, '\\/')} \\S`);
    let end = at + 1;
    if (comment[2] === ' ') while (end < lines.length && same.test(lines[end])) ++end;
    const block = lines.slice(at, end);
    at = end;
    if (!block.some((line) => width(line) > most)) {
      out.push(...block);
      continue;
    }
    const inset = comment[2].length > 12 ? ' '.repeat(8) : comment[2];
    const hang = inset === ' ' ? '' : `${inset}  `;
    const lead = comment[1] + inset;
    const words = block.flatMap((line) => line.trim().slice(2).trim().split(/\s+/));
    out.push(...fill(lead, comment[1] + hang, words));
  }
  return out;
}

function mendTrailing(lines) {
  return lines.flatMap((line) => {
    const match = width(line) > most && /^(\s*)(\S.*?[;{,}])\s+\/\/ (.*)$/.exec(line);
    if (!match || (match[2].split('"').length - 1) % 2 !== 0) return [line];
    return [...fill(`${match[1]}//`, `${match[1]}//`, match[3].split(/\s+/)), match[1] + match[2]];
  });
}

function mend(tree, under) {
  let left = 0;
  for (const file of tree.files(/^src\/.*\.(h|cpp)$/)) {
    if (!file.startsWith(under)) continue;
    const before = tree.lines(file);
    if (!before.some((line) => width(line) > most)) continue;
    const place = path.join(tree.root, file);
    const text = mendTrailing(mendComments(before)).join('\n') + '\n';
    fs.writeFileSync(place, text);
    const long = text.split('\n').flatMap((line, at) => (width(line) > most ? [`--lines=${at + 1}:${at + 1}`] : []));
    if (long.length > 0) spawnSync('clang-format', ['-i', '--style=file', ...long, place]);
    left += fs.readFileSync(place, 'utf8').split('\n').filter((line) => width(line) > most).length;
  }
  return left;
}

module.exports = { mend };
