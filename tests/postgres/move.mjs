// `plumbline move`: a council goes from files to a server and back while its old place is served; the log proves it, drafts go along, the
// old place records nothing more, and a move that cannot be ended leaves everything as it was.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, hold, program, seed, Server, verify } from '../pages/site.mjs';
import { formFor, startLoad } from '../faults/kills.mjs';

const move = (store, to, ...words) => command('move', '--store', store, '--to', to, '--json', ...words);
const rootOf = (store) => {
  const looked = verify(store);
  hold(looked.code === 0, `${store}: ${looked.out}${looked.err}`);
  return `${looked.said.entries} ${looked.said.root}`;
};

export async function moves({ steps, folder, words }) {
  const files = join(folder, 'move-files');
  const server = join(folder, 'move-server');
  const back = join(folder, 'move-back');
  seed(files, '--demo');

  await steps.check('move: the old place is served meanwhile, and after it records nothing', async () => {
    const served = await Server.start(files);
    const form = await formFor(served);
    const before = await startLoad(served, form, { clients: 4, seconds: 1 }).done;
    hold(before.recorded > 0, 'nothing was recorded before the move');
    const moved = move(files, server, ...words);
    hold(moved.code === 0, `${moved.out}${moved.err}`);
    const after = await startLoad(served, form, { clients: 2, seconds: 1 }).done;
    hold(after.recorded === 0, `the old place recorded ${after.recorded} after the move`);
    await served.end();
    return `${before.recorded} recorded before it, ${after.failed + after.broken} refused after`;
  });
  await steps.check('move: the old place says that it was moved, to whatever is asked of it', () => {
    for (const ran of [verify(files), spawnSync(program, ['serve', '--store', files, '--listen', '127.0.0.1:0'], { encoding: 'utf8' }),
      command('rebuild', '--store', files), move(files, join(folder, 'move-twice'))]) {
      const said = `${ran.out ?? ran.stdout}${ran.err ?? ran.stderr}`;
      hold((ran.code ?? ran.status) !== 0 && said.includes('moved'), said);
    }
    hold(!existsSync(join(folder, 'move-twice')), 'a second move left a folder');
  });
  const there = rootOf(server);
  await steps.check('move: back into files, with the same root', () => {
    const moved = move(server, back);
    hold(moved.code === 0, `${moved.out}${moved.err}`);
    hold(rootOf(back) === there, `${rootOf(back)} for ${there}`);
    hold(existsSync(join(back, 'record.sqlite')) && !existsSync(join(back, 'unfinished')), readdirSync(back).join(' '));
    return there;
  });
  await steps.check('move: a folder that is not empty, and a server that is not there, change nothing', () => {
    const full = join(folder, 'move-full');
    mkdirSync(full);
    writeFileSync(join(full, 'mine'), 'mine');
    hold(move(back, full).code !== 0 && readFileSync(join(full, 'mine'), 'utf8') === 'mine', 'it wrote into a folder that is not empty');
    const nowhere = join(folder, 'move-nowhere');
    hold(move(back, nowhere, '--server', `host=${folder} user=nobody`).code !== 0, 'it moved to no server');
    hold(!existsSync(nowhere), `it left ${nowhere}`);
    hold(rootOf(back) === there, 'the store is another one');
  });
  await steps.check('move: one cut short leaves the old place as it was', () => {
    const half = join(folder, 'move-half');
    const cut = spawnSync('timeout', ['-s', 'KILL', '0.15', program, 'move', '--store', back, '--to', half, ...words]);
    hold(cut.signal === 'SIGKILL' || cut.status === 137 || cut.status === 0, `${cut.status}`);
    if (cut.status === 0) return 'it was quicker than the cut';
    hold(rootOf(back) === there, 'the old place is another one');
    const served = spawnSync(program, ['rebuild', '--store', half], { encoding: 'utf8' });
    hold(served.status !== 0, 'a half-made place lets itself be written to');
    return served.stderr.trim();
  });
}
