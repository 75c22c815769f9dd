// plumbline.toml: its faults are told all at once, a store may be asked for by name, doctor looks at it.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { command, hold, program, seed, Server, Visitor } from '../pages/site.mjs';
import { writeRegistry } from './canaries.mjs';

export async function registry({ steps, folder }) {
  mkdirSync(folder, { recursive: true });
  const store = join(folder, 'demo');
  seed(store, '--demo');
  const second = join(folder, 'second');
  cpSync(store, second, { recursive: true });
  const file = writeRegistry(folder, [{ name: 'one', host: 'one.localhost', folder: 'demo' }, { name: 'two', host: 'two.localhost', folder: 'second' }]);
  const inFolder = (...words) => spawnSync(program, words, { encoding: 'utf8', cwd: folder, env: { ...process.env, PLUMBLINE_REGISTRY: '' } });

  await steps.check('all that is wrong with a registry is told at once, with its line and the likely spelling', () => {
    const wrong = join(folder, 'wrong.toml');
    writeFileSync(wrong, '[store.one]\nfoldr = "demo"\nhost = "a.example"\n[store.two]\nfolder = "second"\nhost = "a.example"\nport = 3\n');
    const ran = command('serve', '--registry', wrong, '--listen', '127.0.0.1:0');
    hold(ran.code === 1, `code ${ran.code}`);
    for (const words of ['wrong.toml:1: store.one.folder is missing', 'wrong.toml:2: store.one: there is no key “foldr”. Did you mean “folder”?', 'wrong.toml:4: store.two.host: store.one has “a.example” already', 'wrong.toml:7: store.two: there is no key “port”'])
      hold(ran.err.includes(words), `lacks “${words}”: ${ran.err}`);
  });
  await steps.check('nothing to serve is told', () => {
    const ran = spawnSync(program, ['serve', '--listen', '127.0.0.1:0'], { encoding: 'utf8', cwd: store, env: { ...process.env, PLUMBLINE_REGISTRY: '' } });
    hold(ran.status === 1 && ran.stderr.includes('--store FOLDER'), `${ran.status} ${ran.stderr}`);
  });
  await steps.check('a command takes a name of the registry for a folder', () => {
    const ran = inFolder('verify', '--store', 'two');
    hold(ran.status === 0 && ran.stdout.startsWith('Sound'), `${ran.status} ${ran.stdout} ${ran.stderr}`);
    const given = command('verify', '--registry', file, '--store', 'one');
    hold(given.code === 0, given.err);
    const near = inFolder('verify', '--store', 'twoo');
    hold(near.status === 2 && near.stderr.includes('Did you mean “two”?'), `${near.status} ${near.stderr}`);
    const environment = spawnSync(program, ['verify', '--store', 'two'], { encoding: 'utf8', env: { ...process.env, PLUMBLINE_REGISTRY: file } });
    hold(environment.status === 0, environment.stderr);
  });
  await steps.check('doctor looks at every store of the registry', () => {
    const ran = inFolder('doctor');
    hold(ran.status === 0, ran.stdout + ran.stderr);
    for (const words of ['registry: plumbline.toml: 2 stores', 'one: host one.localhost', 'two, store: Ardmorran Council', 'two, log.key: mode 600']) hold(ran.stdout.includes(words), `lacks “${words}”: ${ran.stdout}`);
    const missing = writeRegistry(folder, [{ name: 'gone', host: 'gone.localhost', folder: 'nowhere' }], 'gone.toml');
    const ill = command('doctor', '--registry', missing, '--json');
    hold(ill.code === 1 && JSON.parse(ill.out).some((line) => line.what === 'gone, store' && !line.well), ill.out);
  });
  await steps.check('a store served alone is answered under any host, by name or by folder', async () => {
    const server = await Server.start('one', { words: ['--store', 'one', '--registry', file] });
    for (const host of ['127.0.0.1', 'elsewhere.example', 'one.localhost']) {
      const page = await new Visitor({ host: `${host}:${server.port}`, port: server.port }).get('/sign-in');
      hold(page.status === 200 && page.text.includes('Ardmorran Council'), `${host}: ${page.status}`);
    }
    await server.end();
  });
}
