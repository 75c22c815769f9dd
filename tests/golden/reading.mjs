// A page read down to what a person would notice: its main part, one piece a line, without classes and without what differs at every
// asking (tokens, keys, random references, entry numbers, the time of day).
const kept = {
  h1: [], h2: [], h3: [], p: [], a: ['href'], ul: [], ol: [], li: [], dl: [], dt: [], dd: [], table: [], caption: [], tr: [], th: ['scope'], td: [],
  form: ['action', 'method'], input: ['type', 'name', 'value', 'checked'], textarea: ['name'], select: ['name'], option: ['value', 'selected'],
  button: ['name', 'value'], label: [], fieldset: [], legend: [], details: ['open'], summary: [], nav: ['aria-label'], aside: [], b: [], strong: [], del: [],
  ins: [], code: [], svg: [], img: ['alt'],
};
const inline = new Set(['a', 'b', 'strong', 'del', 'ins', 'code', 'label', 'button', 'input', 'option', 'img']);
const empty = new Set(['input', 'img']);
// Hidden inputs whose value is of this asking alone.
const passing = new Set(['token', 'key', 'grant', 'seen']);

export function reading(html) {
  const main = html.match(/<main\b[^>]*>([\s\S]*?)<\/main>/);
  if (!main) return '(no main part)\n';
  const lines = [];
  const open = [];
  let line = '';
  const end = () => {
    const text = line.replace(/\s+/g, ' ').trim();
    if (text) lines.push('  '.repeat(open.filter((one) => !inline.has(one)).length) + text);
    line = '';
  };
  const shownAlways = main[1].replace(/<div class="session"[\s\S]*?<\/div>/, '');   // the script's box, hidden until it is needed
  for (const [, text, closing, name, attributes] of (shownAlways + '<end>').matchAll(/([^<]*)<(\/?)([a-z][a-z0-9]*)\b([^>]*)>/g)) {
    line += text;
    if (!Object.hasOwn(kept, name)) {
      if (/^(div|section|br|end)$/.test(name)) end();
      continue;
    }
    if (!inline.has(name)) end();
    if (closing) {
      const at = open.lastIndexOf(name);
      if (at >= 0) open.splice(at);
      if (inline.has(name)) line += `</${name}>`;
      if (['label', 'option', 'button'].includes(name)) end();
      continue;
    }
    const tag = `<${name}${shown(name, attributes)}>`;
    if (inline.has(name)) { line += tag; } else { lines.push('  '.repeat(open.filter((one) => !inline.has(one)).length) + tag); }
    if (name === 'input') end();
    if (!empty.has(name)) open.push(name);
  }
  end();
  return steady(joined(lines).join('\n') + '\n');
}

// What holds one line only stands on one line with it.
function joined(lines) {
  const depth = (line) => line === undefined ? 0 : line.search(/\S/);
  const out = [];
  for (let at = 0; at < lines.length; at += 1) {
    let line = lines[at];
    while (/^ *(<\w+[^>]*>)+$/.test(line) && depth(lines[at + 1]) > depth(line) && depth(lines[at + 2]) < depth(lines[at + 1])) line += lines[at += 1].trim();
    out.push(line);
  }
  return out;
}

function shown(name, attributes) {
  const value = (one) => attributes.match(new RegExp(`(?<![\\w-])${one}(?:="([^"]*)")?(?=[\\s/]|$)`));
  let out = '';
  for (const one of kept[name]) {
    const found = value(one);
    if (!found) continue;
    const passes = one === 'value' && name === 'input' && passing.has(value('name')?.[1]);
    out += found[1] === undefined ? ` ${one}` : ` ${one}="${passes ? '…' : found[1]}"`;
  }
  return out;
}

// Random references are numbered as they come, each kind for itself; drafts too; entries have no number.
function steady(text) {
  const numbers = new Map();
  const numbered = (kind, word) => {
    if (!numbers.has(word)) numbers.set(word, [...numbers.keys()].filter((one) => one.startsWith(`${kind}-`) || kind === 'draft').length + 1);
    return `${kind}-${numbers.get(word)}`;
  };
  return text
    .replace(/\b([A-Z]{1,3})-[A-HJKMNP-Z2-9]{6}\b/g, (word, kind) => numbered(kind, word))
    .replace(/\/draft\/[0-9a-f]+/g, '/draft/…')
    .replace(/\/proof\/\d+/g, '/proof/…')
    .replace(/\b([Ee]ntr(?:y|ies)) [\d,]+(?: to [\d,]+)?/g, '$1 …')
    .replace(/(receipt|as_at)=\d+/g, '$1=…')
    .replace(/22 November 2026, \d+:\d\d[ap]m/g, '22 November 2026, now');
}
