// What every browser test stands on: a freshly seeded demonstration council served on loopback, a real Chromium, and counts.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, '../..');
const require = createRequire(join(root, 'package.json'));
export const binary = process.env.PLUMBLINE ?? join(root, 'build/release/plumbline');

// Serves a store, or with other words a registry of stores; resolves when the program says that it is ready.
export function serve(store, program = binary, words = ['--store', store]) {
  return new Promise((ready, failed) => {
    const child = spawn(program, ['serve', ...words, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let complained = '';
    child.stderr.on('data', (piece) => { complained += piece; });
    child.stdout.on('data', (piece) => {
      said += piece;
      const address = said.match(/http:\/\/[\d.]+:\d+/);
      if (address) ready({ child, address: address[0], complaints: () => complained });
    });
    child.on('exit', (code) => failed(new Error(`serve ended with ${code}: ${complained}`)));
  });
}

export function end(server) {
  return new Promise((ended) => {
    server.child.removeAllListeners('exit');
    server.child.on('exit', (code) => ended(code));
    server.child.kill('SIGTERM');
  });
}

export function run(...args) {
  return execFileSync(binary, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

export function scratch(name) {
  const folder = mkdtempSync(join(tmpdir(), `plumbline-${name}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function demonstration() {
  const folder = scratch('browser');
  const store = join(folder, 'store');
  run('seed', '--demo', '--store', store);
  const server = await serve(store);
  process.on('exit', () => server.child.kill('SIGKILL'));
  return { ...server, store, folder };
}

export async function browser() {
  const { chromium } = require('playwright-core');
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

export function moduleFile(path) {
  return require.resolve(path);
}

// Becomes one of the cast: each is one button of the demonstration page.
export async function become(page, address, name, capacity) {
  await page.goto(`${address}/demonstration`);
  await page.getByRole('button', { name: new RegExp(`${name}.*${capacity}`) }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

// Counts of a step, and its last line.
export function counter() {
  let passed = 0, failed = 0, skipped = 0;
  return {
    async check(what, body) {
      try {
        await body();
        passed += 1;
      } catch (error) {
        failed += 1;
        console.log(`FAILED ${what}\n  ${String(error.stack ?? error).split('\n').slice(0, 6).join('\n  ')}`);
      }
    },
    skip(what, why) { skipped += 1; console.log(`skipped ${what}: ${why}`); },
    finish() {
      console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
      process.exit(failed === 0 ? 0 : 1);
    },
  };
}

export function hold(condition, sentence) {
  if (!condition) throw new Error(sentence);
}

export { existsSync };
