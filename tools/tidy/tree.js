// The files that bin/tidy looks at: those that git knows or would add, or all of a folder that is no repository.
'use strict';
const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');
const { lex } = require('./lexer.js');

class Tree {
  constructor(root) {
    this.root = root;
    this.texts = new Map();
    this.lexed = new Map();
    this.paths = listed(root) ?? walked(root);
    this.paths = this.paths.filter((one) => isFile(path.join(root, one))).sort();
  }

  git(...words) {
    try {
      return execFileSync('git', ['-C', this.root, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return null;
    }
  }

  has(file) {
    return this.paths.includes(file);
  }

  files(pattern) {
    return this.paths.filter((one) => pattern.test(one));
  }

  // "" for a file that is not there; bytes that are not text are not looked at.
  text(file) {
    if (!this.texts.has(file)) {
      const bytes = this.has(file) ? fs.readFileSync(path.join(this.root, file)) : Buffer.alloc(0);
      this.texts.set(file, bytes.includes(0) ? '' : bytes.toString('utf8'));
    }
    return this.texts.get(file);
  }

  lines(file) {
    const lines = this.text(file).split('\n');
    if (lines.at(-1) === '') lines.pop();
    return lines;
  }

  // A C++ file: its code with comments and literals blanked, its literals and its comments.
  cpp(file) {
    if (!this.lexed.has(file)) this.lexed.set(file, lex(this.text(file)));
    return this.lexed.get(file);
  }
}

function listed(root) {
  if (!fs.existsSync(path.join(root, '.git'))) return null;
  const out = execFileSync('git', ['-C', root, 'ls-files', '-coz', '--exclude-standard'], { encoding: 'utf8' });
  return out.split('\0').filter(Boolean);
}

function walked(root, under = '') {
  return fs.readdirSync(path.join(root, under), { withFileTypes: true }).flatMap((one) => {
    const name = path.posix.join(under, one.name);
    return one.isDirectory() ? walked(root, name) : [name];
  });
}

function isFile(file) {
  return fs.existsSync(file) && fs.lstatSync(file).isFile();
}

module.exports = { Tree };
