// Every header of src/ compiles alone: what it needs it includes itself. Where a .cpp includes it before anything
// else a build of the dev preset shows it; the release preset compiles several files at once over shared headers, which hides it. So the
// others are compiled here, a fifth of them, and a twentieth of those, each time others (PLUMBLINE_HEADERS=all: all). Ninja remembers what has
// not changed.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');

const flags = '-std=c++20 -O0 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror';

function run(tree) {
  const shown = shownByBuild(tree);
  const drawn = (share) => process.env.PLUMBLINE_HEADERS === 'all' || Math.random() < share;
  const headers = tree.files(/^src\/.*\.h$/).filter((file) => drawn(shown.has(file) ? 0.05 : 0.2));
  const folder = path.join(tree.root, 'build', 'headers');
  fs.mkdirSync(folder, { recursive: true });
  const source = path.join(tree.root, 'src');
  const found = spawnSync('ccache', ['--version']).status === 0 ? 'ccache ' : '';
  const lines = ['rule alone', `  command = ${found}g++ ${flags} -I${source} -MD -MF $out.d -c $in -o $out`, '  depfile = $out.d', '  deps = gcc'];
  const units = new Map();
  for (const header of headers) {
    const unit = header.replace(/^src\//, '').replace(/[/.]/g, '_');
    units.set(unit, header);
    const text = `#include "${header.replace(/^src\//, '')}"\n`;
    const file = path.join(folder, `${unit}.cpp`);
    if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) fs.writeFileSync(file, text);
    lines.push(`build ${unit}.o: alone ${file}`);
  }
  fs.writeFileSync(path.join(folder, 'build.ninja'), lines.join('\n') + '\n');
  const built = spawnSync('ninja', ['-C', folder, '-k', '0', '-j', String(os.cpus().length)], { encoding: 'utf8' });
  if (built.error) return [{ file: 'src', line: 1, say: `ninja could not run: ${built.error.message}` }];
  return built.status === 0 ? [] : complaints(built.stdout, units);
}

function shownByBuild(tree) {
  const firsts = tree.files(/^src\/.*\.cpp$/).map((file) => /^[^#]*#include "([^"]+)"/.exec(tree.text(file))?.[1]);
  return new Set(firsts.map((name) => `src/${name}`));
}

// Ninja prints "FAILED: unit.o", the command, then what the compiler said.
function complaints(output, units) {
  const said = [];
  for (const part of output.split(/^FAILED: /m).slice(1)) {
    const header = units.get(/^(\S+)\.o/.exec(part)?.[1]) ?? 'src';
    const error = /^[^\n]*?([^/\n]+:\d+):\d+: (?:fatal )?error: ([^\n]*)/m.exec(part);
    said.push({ file: header, line: 1, say: `does not compile alone: ${error ? `${error[2]} (${error[1]})` : 'see ninja -C build/headers'}` });
  }
  return said.length > 0 ? said : [{ file: 'src', line: 1, say: `ninja failed: ${output.trim().split('\n').at(-1)}` }];
}

module.exports = { name: 'headers compile alone', run };
