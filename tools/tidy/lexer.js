// Tells code from comments and literals in a C++ file, without understanding more of it.
'use strict';

// code: the text with comments and the insides of literals turned to blanks, line for line and column for column.
// literals, comments: { line, text }. Adjacent literals are one text, as they are to the compiler.
function lex(text) {
  const code = [...text];
  const found = { literals: [], comments: [] };
  const token = /\/\/[^\n]*|\/\*[^]*?\*\/|R"([^()\\ ]*)\([^]*?\)\1"|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])+'/g;
  const points = pointIndex(text);
  let line = 1;
  let looked = 0;
  let lastEnd = -1;
  for (let match; (match = token.exec(text)) !== null;) {
    if (match[0][0] === "'" && /[0-9a-fA-F]/.test(text[match.index - 1] ?? '')) {
      token.lastIndex = match.index + 1; // a digit separator, as in 1'000'000
      continue;
    }
    for (; looked < match.index; ++looked) if (text[looked] === '\n') ++line;
    blank(code, points(match.index), points(match.index + match[0].length), match[0]);
    if (match[0].startsWith('/')) {
      found.comments.push({ line, text: match[0] });
    } else if (match[0][0] !== "'") {
      const inside = content(match[0], match[1]);
      const joins = lastEnd >= 0 && /^\s*$/.test(text.slice(lastEnd, match.index));
      if (joins) found.literals.at(-1).text += inside;
      else found.literals.push({ line, text: inside });
      lastEnd = match.index + match[0].length;
    }
  }
  return { code: code.join(''), ...found };
}

// Array places of code points, for text that holds characters of two units.
function pointIndex(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (unit) => unit;
  const place = [];
  let points = 0;
  for (const letter of text) {
    for (let unit = 0; unit < letter.length; ++unit) place.push(points);
    ++points;
  }
  place.push(points);
  return (unit) => place[unit];
}

function blank(code, from, to, token) {
  const keepEnds = token[0] !== '/';
  for (let at = from; at < to; ++at) {
    const end = keepEnds && (at === from || at === to - 1);
    if (code[at] !== '\n' && !end) code[at] = ' ';
  }
}

function content(token, delimiter) {
  if (!token.startsWith('R')) return token.slice(1, -1).replace(/\\(["\\])/g, '$1').replace(/\\n/g, '\n');
  const extra = delimiter.length + 2;
  return token.slice(extra + 1, -extra);
}

module.exports = { lex };
