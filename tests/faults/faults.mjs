// All fault tests, one after the other; run by tests/steps/faults. PLUMBLINE_KILLS sets the number of kills (100), PLUMBLINE_ACTS that of
// appends and edits by many clients (3,200).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, command, commandSoon, counter, hold, pause, scratch, seed, Server, verify } from '../pages/site.mjs';
import { alter, contents, copyStore, onServer, ownDatabase, record, serverForStores } from '../pages/stored.mjs';
import { tryBackups } from './backups.mjs';
import { changeCells } from './cells.mjs';
import { faketime, setClock } from './clock.mjs';
import { damageBackup, damageServer, damageStore } from './damage.mjs';
import { fullDisk, smallDisk } from './full_disk.mjs';
import { nightlyLook } from './night.mjs';
import { changedUnderServer, killedChanges } from './keys.mjs';
import { formFor, killLoop, startLoad } from './kills.mjs';
import { clientsOnOneRecord, withoutHeadLock } from './many_clients.mjs';

// A server is asked for a share of some tests, for the time that it takes.
const kills = Number(process.env.PLUMBLINE_KILLS ?? (serverForStores() ? 20 : 100));
const folder = scratch('faults');
const steps = counter();
const seconds = () => `${Math.round(performance.now() / 1000)} s`;

const demo = join(folder, 'demo');
await steps.check('a demonstration store to damage, and a key in it', () => {
  seed(demo, '--demo', ...ownDatabase());
  hold(command('key', 'auditor', '--to', 'the fault tests', '--store', demo).code === 0, 'a key for an auditor');
});
const fresh = (name) => {
  const store = join(folder, name);
  copyStore(demo, store);
  return store;
};

await steps.check('kills while 16 clients write', async () => {
  const told = await killLoop({ store: fresh('kills'), folder, kills, clients: 16, verifyAt: [10, kills >> 1, kills] });
  hold(told.wrong.length === 0, `${told.wrong.length} faults, the first: ${told.wrong.slice(0, 5).join('; ')}`);
  hold(told.failed === 0, `${told.failed} posts were answered with something else than a receipt: ${told.complaint.slice(0, 600)}`);
  hold(told.acknowledged > kills, `only ${told.acknowledged} acts were acknowledged: the clients hardly wrote`);
  hold(told.slowest < 3000, `ready after ${Math.round(told.slowest)} ms at the slowest`);
  return `${kills} kills, ${told.acknowledged} acts acknowledged, ${told.entries} entries, 0 lost, 0 half, 0 twice; verify sound ${told.verified} times; ready in ${Math.round(told.slowest)} ms at the slowest (${seconds()})`;
});

await steps.check('acknowledging before the commit is found out', async () => {
  const binary = join(build, 'tests/early_serve');
  const told = await killLoop({ store: fresh('early'), folder, kills, clients: 16, binary, untilLoss: true });
  hold(told.wrong.some((fault) => fault.startsWith('LOST')), `${told.kills} kills of a server that tells too early, and nothing was missed`);
  return `${told.wrong.filter((fault) => fault.startsWith('LOST')).length} of ${told.acknowledged} lost by kill ${told.kills} (${seconds()})`;
});

await steps.check('one poisoned act among 64 fails alone', () => {
  const store = fresh('poisoned');
  const ran = spawnSync(join(build, 'tests/poisoned'), [store], { encoding: 'utf8' });
  hold(ran.status === 0, `${ran.stdout}${ran.stderr}`);
  const looked = verify(store);
  hold(looked.code === 0, `verify: ${looked.code} ${looked.out} ${looked.err}`);
  return ran.stdout.trim().split('\n').join('; ');
});

await steps.check('64 clients append and edit at once', async () => {
  const acts = Number(process.env.PLUMBLINE_ACTS ?? 3200);
  const told = await clientsOnOneRecord({ store: fresh('clients'), folder, processes: 4, clients: 16, acts: Math.ceil(acts / 64) });
  return `${told} (${seconds()})`;
});

await steps.check('writers that do not lock the head are found out', async () => `${await withoutHeadLock({ store: fresh('unlocked'), folder })} (${seconds()})`);

await steps.check('verify: the untouched store is sound, a missing folder cannot be looked at', () => {
  const sound = verify(demo);
  hold(sound.code === 0 && sound.said.sound === true, `code ${sound.code}: ${sound.out} ${sound.err}`);
  const none = verify(join(folder, 'nowhere'));
  hold(none.code === 2 && none.err !== '', `a missing folder: code ${none.code}`);
  hold(!existsSync(join(folder, 'nowhere')), 'looking made a folder');
});

await steps.check('verify finds any changed cell', async () => {
  // Every tenth cell, on a server every twentieth, each time others; PLUMBLINE_CELLS=all: every one.
  const share = process.env.PLUMBLINE_CELLS === 'all' ? 1 : serverForStores() ? 20 : 10;
  const told = await changeCells(demo, folder, { share });
  hold(told.missed.length === 0, `${told.missed.length} of ${told.looked} changes missed:\n  ${told.missed.slice(0, 40).join('\n  ')}`);
  hold(told.looked > 600 / share, `only ${told.looked} cells were changed`);
  return `${told.found} of ${told.looked} changes found in ${told.tables} tables (no rows in: ${told.empty.join(', ') || 'none'}; could not be changed: ${told.unchanged.join('; ') || 'none'}) (${seconds()})`;
});

await steps.check('a removed, doubled or added row is found', async () => {
  const changes = {
    'an entry deleted': 'DELETE FROM entry WHERE number = (SELECT max(number) / 2 FROM entry)',
    'the last entry deleted': 'DELETE FROM entry WHERE number = (SELECT max(number) FROM entry)',
    'two commitments exchanged': 'UPDATE entry SET commitment = CASE number WHEN 3 THEN (SELECT commitment FROM entry WHERE number = 4) ELSE (SELECT commitment FROM entry WHERE number = 3) END WHERE number IN (3, 4)',
    'a key deleted': 'DELETE FROM record_key WHERE number = 2',
    'a record row deleted': 'DELETE FROM record WHERE number = 2',
    'an act row deleted': 'DELETE FROM act WHERE entry = 5',
    'a checkpoint deleted': 'DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)',
    'a tile deleted': 'DELETE FROM tile WHERE level = 0 AND position = 0',
    'a word added': "INSERT INTO word VALUES ('planted', 2)",
    'a grant added': "INSERT INTO grants SELECT entry + 100000, reference, person, 'cswo', from_day, to_day, last_entry FROM grants LIMIT 1",
    'the log rolled back whole': 'DELETE FROM entry WHERE number > 50; DELETE FROM checkpoint WHERE size > 51',
    'a table dropped': 'DROP TABLE named',
    'a table added': "CREATE TABLE planted (words TEXT); INSERT INTO planted VALUES ('x')",
    ...(onServer(demo) ? {
      'a trigger added': "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TRIGGER planted AFTER INSERT ON entry FOR EACH ROW EXECUTE FUNCTION planted()",
      'a rule added': 'CREATE RULE planted AS ON INSERT TO entry DO ALSO DELETE FROM word',
      'a view added': 'CREATE VIEW planted AS SELECT * FROM entry',
      'an index dropped': 'DROP INDEX act_by_record',
      'a column with a value of its own': "ALTER TABLE record ALTER COLUMN writer SET DEFAULT 'x'",
      'the writing place taken away': 'DELETE FROM writer_place',
      'the writing place written over': 'UPDATE writer_place SET place = 3',
      'row security': 'ALTER TABLE entry ENABLE ROW LEVEL SECURITY',
    } : { 'a trigger added': 'CREATE TRIGGER planted AFTER INSERT ON entry BEGIN DELETE FROM word; END' }),
  };
  const missed = [];
  for (const [what, sql] of Object.entries(changes)) {
    const store = fresh('rows');
    try { alter(store, 'record', sql); } catch (error) { missed.push(`${what}: not done: ${error.message.slice(0, 200)}`); continue; }
    const looked = verify(store);
    if (looked.code !== 1 || !looked.said.findings?.[0]?.what) missed.push(`${what}: code ${looked.code} ${looked.err.slice(0, 200)}`);
  }
  if (!onServer(demo)) {
    // A table's kind in SQLite's own list, which no statement changes: "table", "entry", "entry" stand there side by side.
    const store = fresh('rows');
    const file = join(store, 'record.sqlite');
    const bytes = readFileSync(file);
    const at = bytes.indexOf('tableentryentry');
    hold(at > 0, 'the kind of a table is not where it was sought');
    bytes[at] ^= 0x20;
    writeFileSync(file, bytes);
    if (verify(store).code !== 1) missed.push('a table that is called a Table');
  }
  hold(missed.length === 0, missed.join('\n  '));
  return `${Object.keys(changes).length} of ${Object.keys(changes).length} found`;
});

await steps.check('rebuild gives byte-identical tables', () => {
  const store = fresh('rebuilt');
  const before = contents(store);
  const ran = command('rebuild', '--store', store);
  hold(ran.code === 0, `rebuild: ${ran.err}`);
  hold(contents(store) === before, 'the dump of all tables differs');
  // And with a derived row altered, rebuild mends it.
  alter(store, 'record', "UPDATE record SET restricted = 1 - restricted; DELETE FROM word");
  hold(command('rebuild', '--store', store).code === 0 && contents(store) === before, 'rebuild does not mend altered tables');
  return `${before.length} bytes of dump the same, twice (${seconds()})`;
});

const backup = join(folder, 'backup');
await steps.check('backup while clients write, restored into an empty folder', async () => {
  const store = fresh('backed');
  const server = await Server.start(store);
  const load = startLoad(server, await formFor(server), { clients: 16, seconds: 6 });
  await load.begun;
  const notes = [];
  for (let turn = 0; turn < 3; ++turn) {
    await pause(500);
    rmSync(backup, { force: true });
    rmSync(`${backup}.keys`, { force: true });
    const made = await commandSoon('backup', '--store', store, '--to', backup, '--json');
    hold(made.code === 0, `backup: ${made.err}`);
    const said = JSON.parse(made.out);
    hold((statSync(`${backup}.keys`).mode & 0o077) === 0, 'others may read the keys of the backup');
    const into = join(folder, `restored-${turn}`);
    mkdirSync(into);
    const restored = await commandSoon('restore', '--from', backup, '--store', into, '--json');
    hold(restored.code === 0, `restore: ${restored.out} ${restored.err}`);
    const looked = verify(into);
    hold(looked.code === 0, `the restored store: ${looked.out} ${looked.err}`);
    hold(looked.said.root === said.root && looked.said.entries === said.entries, 'the restored root is not that of the backup');
    const [joined] = record(store, `SELECT count(*) AS found FROM checkpoint WHERE size = ${said.entries} AND note LIKE '%${Buffer.from(said.root, 'hex').toString('base64')}%'`);
    hold(joined.found === 1, 'the backup is of no state that the live log signed');
    notes.push(said.entries);
  }
  const counted = await load.done;
  hold(counted.failed === 0, `writing failed during the backup: ${counted.complaint}`);
  await server.end();
  hold(verify(store).code === 0, 'the live store is sound');
  hold(notes[0] < notes[2], 'nothing was written between the backups');
  return `at ${notes.join(', ')} entries, while ${counted.recorded} acts were recorded (${seconds()})`;
});

await steps.check('restore refuses a folder that is not empty', () => {
  const ran = command('restore', '--from', backup, '--store', join(folder, 'restored-0'));
  hold(ran.code !== 0 && ran.err !== '', `code ${ran.code}`);
  hold(verify(join(folder, 'restored-0')).code === 0, 'what stood there stands as before');
});

await steps.check('a damaged backup is refused and leaves nothing behind', async () => {
  seed(join(folder, 'small'), '--demo');
  const small = join(folder, 'small-backup');
  hold(command('backup', '--store', join(folder, 'small'), '--to', small).code === 0, 'backup');
  const told = await damageBackup(small, folder, serverForStores() ? 24 : 60);
  hold(told.missed.length === 0, `${told.missed.length} missed:\n  ${told.missed.slice(0, 10).join('\n  ')}`);
  return `${told.refused} of ${told.refused} refused (${seconds()})`;
});

// These wait most of their time, so others are at work meanwhile.
const library = faketime();
const later = (waiting) => waiting.then((note) => ({ note }), (error) => ({ error }));
const served = later(changedUnderServer(fresh('served')));
const nights = library === null ? null : later(nightlyLook(fresh('night'), folder, library));
const damages = serverForStores() ? 8 : 100;
await steps.check(`damage at random places of ${serverForStores() ? "the server's files" : 'record.sqlite'}`, async () => {
  const told = await (serverForStores() ? damageServer(folder, damages) : damageStore(demo, folder, damages));
  hold(told.missed.length === 0, `${told.missed.length} missed:\n  ${told.missed.slice(0, 10).join('\n  ')}`);
  return `${damages} damages: ${told.found} found, ${told.refused} refused, ${told.nothing} in bytes that hold nothing (${seconds()})`;
});

const disk = smallDisk(folder);
if (disk.why) {
  steps.skip('a full disk', `a small file system cannot be mounted here: ${disk.why}`);
} else {
  await steps.check('a full disk', async () => `${await fullDisk(demo, disk.place)} (${seconds()})`);
  disk.leave();
}

if (library === null) steps.skip('the clock is set', 'libfaketime is not installed');
else await steps.check('the clock is set', async () => `${await setClock(fresh('clock'), folder, library)} (${seconds()})`);

await steps.check('the log’s key is changed and the program killed meanwhile', async () => `${await killedChanges(fresh('keys'), 8)} (${seconds()})`);

const ended = async (waiting) => {
  const { note, error } = await waiting;
  if (error) throw error;
  return note;
};
await steps.check('a server whose log’s key is changed goes on with the new one', () => ended(served));
if (nights === null) steps.skip('a server verifies its store by night', 'libfaketime is not installed');
else await steps.check('a server verifies its store by night, and tells those who need it', () => ended(nights));

const left = readdirSync(folder).length;
await steps.check('nothing else was left in the scratch folder by the program', () => hold(left < 40, `${left} things`));
await tryBackups(steps, folder);

steps.finish();
