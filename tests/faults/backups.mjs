// BARS O1 and O5: backups made while many write, each restored, sound, and a beginning of the log that went on; sealed to a key that the server
// does not have; damaged, forged or wrongly opened ones refused. PLUMBLINE_BACKUPS says how many (4; 100 at full size).
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceFields, command, commandSoon, cswo, freshKey, hold, seed, Server, Visitor } from '../pages/site.mjs';
import { leavesOf, onServer as onServerHere, ownDatabase } from '../pages/stored.mjs';

const times = Number(process.env.PLUMBLINE_BACKUPS ?? 4);
const sha = (...pieces) => { const sum = createHash('sha256'); for (const piece of pieces) sum.update(piece); return sum.digest(); };

// RFC 6962: the root over the first leaves of the log as it stands now.
function rootOf(leaves) {
  if (leaves.length === 1) return sha(Buffer.from([0]), leaves[0]);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha(Buffer.from([1]), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

export async function tryBackups(steps, folder) {
  const place = join(folder, 'backups');
  mkdirSync(place);
  const store = join(place, 'live');
  const secret = join(place, 'secret'), other = join(place, 'other');
  const restore = (from, to, ...more) => commandSoon('restore', '--from', from, '--store', to, '--json', ...ownDatabase(), ...more);

  await steps.check(`${times} sealed backups made while others write restore, and are beginnings of the log that went on`, async () => {
    seed(store, '--demo', ...ownDatabase());
    const made = command('backup-key', '--to', secret);
    hold(made.code === 0 && command('backup-key', '--to', other).code === 0, made.err);
    writeFileSync(join(store, 'backup.recipient'), made.out);
    const server = await Server.start(store);
    const chief = await new Visitor(server).become(...cswo);
    const form = await chief.form('/new/advice/give');
    let going = true, written = 0;
    const load = Array.from({ length: 4 }, async () => {
      while (going) if ((await chief.post('/new/advice/give', { ...adviceFields(form, 'May it open again?'), key: freshKey() })).status === 303) ++written;
    });
    const roots = [];
    let slowest = 0;
    for (let number = 0; number < times; ++number) {
      const file = join(place, `${number}.backup`);
      const ran = await commandSoon('backup', '--store', store, '--to', file, '--json');
      hold(ran.code === 0, ran.err);
      const to = join(place, `restored-${number}`);
      const began = performance.now();
      const back = await restore(file, to, '--identity', secret);
      slowest = Math.max(slowest, performance.now() - began);
      hold(back.code === 0 && JSON.parse(back.out).sound, `backup ${number}: ${back.out} ${back.err}`);
      roots.push({ size: JSON.parse(ran.out).entries, said: JSON.parse(ran.out).root, root: JSON.parse(back.out).root });
      if (number > 0) for (const name of [file, `${file}.keys`]) rmSync(name);
      if (!onServerHere(to)) rmSync(to, { recursive: true });
    }
    going = false;
    await Promise.all(load);
    await server.end();
    const leaves = leavesOf(store);
    for (const { size, said, root } of roots) {
      hold(said === root, `the backup of ${size} entries was restored with another root`);
      hold(rootOf(leaves.slice(0, size)).toString('hex') === root, `the ${size} entries of a backup are no beginning of the log`);
    }
    hold(new Set(roots.map(({ size }) => size)).size > 1 || times < 2, 'nobody wrote meanwhile');
    hold(rootOf(leaves.slice(0, roots[0].size - 1)).toString('hex') !== roots[0].root, 'control: any beginning would do');
    return `${times} of ${times}, ${written} acts recorded meanwhile, from ${roots[0].size} to ${roots.at(-1).size} entries, restored in ${Math.round(slowest)} ms at the slowest`;
  });

  const file = join(place, '0.backup');
  await steps.check('a sealed backup opens with its key alone, and a changed or forged one is refused', async () => {
    const words = readFileSync(file, 'latin1') + readFileSync(`${file}.keys`, 'latin1');
    hold(!/SQLite format|PRIVATE\+KEY|store_key|checkpoint/.test(words), 'something of it can be read');
    const refused = async (what, from, ...more) => {
      const to = join(place, 'refused');
      const ran = await restore(from, to, ...more);
      hold(ran.code === 1, `${what}: ${ran.code} ${ran.out}`);
      hold(readdirSync(place).every((name) => name !== 'refused'), `${what}: something is left behind`);
    };
    await refused('without a key', file);
    await refused('with another key', file, '--identity', other);
    const copy = join(place, 'damaged.backup');
    for (const [which, at] of [['', 0.1], ['', 0.5], ['', 0.999], ['.keys', 0.5]]) {
      for (const name of ['', '.keys']) cpSync(file + name, copy + name);
      const bytes = readFileSync(copy + which);
      bytes[Math.floor(at * bytes.length)] ^= 8;
      writeFileSync(copy + which, bytes);
      await refused(`a bit turned at ${at} of FILE${which}`, copy, '--identity', secret);
    }
    for (const name of ['', '.keys']) cpSync(file + name, copy + name);
    writeFileSync(copy, readFileSync(file).subarray(0, statSync(file).size - 70_000));
    await refused('cut off', copy, '--identity', secret);
    // Whoever has the public half can seal a store of their own making: a checkpoint that was kept shows it.
    const forged = join(place, 'forger');
    const passwords = join(place, 'passwords');
    writeFileSync(passwords, 'a long enough one\nand another long one\n');
    const begun = command('init', '--store', forged, '--council', 'Another', '--code', 'S12000036', '--administrator', 'Ann Ost', '--sign-in', 'ann.ost', '--second', 'Ben Ost', '--second-sign-in', 'ben.ost', '--passwords', passwords);
    hold(begun.code === 0, begun.err);
    cpSync(join(store, 'backup.recipient'), join(forged, 'backup.recipient'));
    const fake = join(place, 'forged.backup');
    hold(command('backup', '--store', forged, '--to', fake).code === 0, 'no forged backup');
    const kept = join(place, 'kept.checkpoint');
    cpSync(join(store, 'newest.checkpoint'), kept);
    await refused('of another log', fake, '--identity', secret, '--after', kept);
  });

  await steps.check('a trial restore is kept, and doctor tells its age', () => {
    hold(command('doctor', '--store', store).out.includes('restore test: none yet'), 'it was tried already');
    const tried = command('restore-test', '--from', file, '--identity', secret, '--store', store);
    hold(tried.code === 0, tried.err);
    hold(command('doctor', '--store', store).out.includes('restore test: sound, 0 hours ago'), command('doctor', '--store', store).out);
    hold(command('restore-test', '--from', file, '--identity', other, '--store', store).code === 1, 'a vain trial passes');
    const looked = command('doctor', '--store', store);
    hold(looked.code === 1 && looked.out.includes('sealed to another key'), looked.out);
  });
}
