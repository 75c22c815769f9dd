// BARS T8: 1,000 records are disposed of by two people, and nothing of what they said is left in any file; every proof holds, and nobody
// guesses what a digest stands for. PLUMBLINE_DISPOSED says how many records (1000), PLUMBLINE_GUESSES how many guesses (500000).
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceFields, command, counter, cswo, freshKey, hold, newestEntry, oneRisk, pause, root, scratch, seed, Server, sha256, verify, Visitor } from '../pages/site.mjs';
import { alter, contents, copyStore, hex, leavesOf, onServer, ownDatabase, placeOf, record, serverForStores } from '../pages/stored.mjs';
import { ask, psql } from '../postgres/cluster.mjs';
import { guess } from './guesses.mjs';
import { tryOlderCopies } from './older_copy.mjs';
import { bytesFound, filesIn, traces } from './traces.mjs';

const many = Number(process.env.PLUMBLINE_DISPOSED ?? (serverForStores() ? 200 : 1000));
const guesses = Number(process.env.PLUMBLINE_GUESSES ?? 500_000);
const folder = scratch('disposal');
const steps = counter();
const store = join(folder, 'store');
const marks = /zq(?:kestrel|plover|dunlin|whimbrel|siskin)\d{5}x/g;
const mark = (bird, number) => `zq${bird}${String(number).padStart(5, '0')}x`;

// Where the database keeps its files: the store's folder, or the server's own.
function dataOf(place) {
  if (!onServer(place)) return place;
  const { administrator } = placeOf(place);
  psql(administrator, 'CHECKPOINT');
  const [{ data }] = ask(administrator, "SELECT current_setting('data_directory') AS data");
  const [{ space }] = ask(administrator, 'SELECT oid::text AS space FROM pg_database WHERE datname = current_database()');
  return join(data, 'base', space);
}
// Another council on the same disk or the same server, byte for byte: its files, or all its rows.
const beside = join(folder, 'beside');
const still = (place) => (onServer(place) ? contents(place) : filesIn(place).sort().map((file) => `${file} ${sha256(readFileSync(file)).toString('hex')}`).join('\n'));
let besideBefore;
const look = () => traces(dataOf(store), marks);

async function atOnce(count, workers, work) {
  let next = 0;
  await Promise.all(Array.from({ length: workers }, async () => { while (next < count) await work(next++); }));
}

const references = [];
let server, single, chief, officer, leavesBefore, proofBefore, request, salts, valueDigest;

await steps.check(`a store with ${many} records that name no two things alike`, async () => {
  seed(store, '--demo', ...ownDatabase());
  seed(beside, '--demo', ...ownDatabase());
  besideBefore = still(beside);
  server = await Server.start(store);
  chief = await new Visitor(server).become(...cswo);
  officer = await new Visitor(server).become('Catriona Weir', 'Monitoring Officer');
  const form = await chief.form('/new/advice/give');
  await atOnce(many, 8, async (number) => {
    const fields = { ...adviceFields(form, `May ${mark('kestrel', number)} open?`), ...(number % 4 === 0 ? oneRisk : {}), key: freshKey(), advice: `Not before ${mark('plover', number)} runs.` };
    if (number % 4 === 0) fields['advice_risk.0.risk'] = `Somebody falls at ${mark('dunlin', number)}`;
    const sent = number % 50 === 0
      ? await chief.ask('POST', '/new/advice/give', { form: fields, files: [{ field: 'evidence_file', name: `${mark('whimbrel', number)}.txt`, type: 'text/plain', bytes: `About ${mark('whimbrel', number)}\n`.repeat(9000) }] })
      : await chief.post('/new/advice/give', fields);
    hold(sent.status === 303, `record ${number}: ${sent.status} ${sent.text.slice(0, 1500)}`);
    references[number] = sent.headers.location.match(/record\/([^?]+)/)[1];
  });
  // Second versions, which leave first ones behind; and drafts in which somebody writes about a record.
  await atOnce(Math.min(40, many), 4, async (number) => {
    const add = await chief.form(`/record/${references[number]}/do/add`);
    const sent = await chief.post(add.action, { ...add.fields, go: 'record', signed: 'yes', key: freshKey(), added: `And ${mark('plover', 20000 + number)}` });
    hold([303, 422].includes(sent.status), `adding: ${sent.status}`);
  });
  const draft = await chief.form(`/record/${references[0]}/do/withdraw`);
  await chief.post(draft.action, { ...draft.fields, withdrawn_why: `Because of ${mark('dunlin', 30000)}` });
  hold(new Set(references).size === many, 'not as many references');
});

await steps.check('before: the search finds them, so it can find', () => {
  const found = look();
  hold(found.count >= many, `only ${found.count} were found, in ${found.files}`);
  return `${found.count} found in ${found.files}`;
});

await steps.check('before: with its salt a short value is found at once', async () => {
  const entry = record(store, `SELECT a.entry FROM act a JOIN record r ON r.number = a.record WHERE r.reference = '${references[1]}' ORDER BY a.entry`)[0].entry;
  proofBefore = (await chief.get(`/proof/${entry}/text`)).text;
  const parts = [...proofBefore.matchAll(/^([0-9a-f]{32}) (\S+) (\S+) ([0-9a-f]*)$/gm)];
  const about = parts.find(([, , name]) => name === 'about');
  request = Buffer.from(Buffer.from(parts.find(([, , name]) => name === '.request')[4], 'hex').toString(), 'hex');
  hold(bytesFound(dataOf(store), request).length > 0, 'the digest of what was asked for is not where it is looked for');
  salts = parts.filter(([, , name]) => name.startsWith('.')).map(([, salt]) => Buffer.from(salt, 'hex'));
  const values = ['one_person', 'services', 'money', 'staff'];
  const digests = proofBefore.match(/\ndigests\n((?:[0-9a-f]{64}\n)+)/)[1].trim().split('\n');
  valueDigest = { entry, digests };
  const found = guess(digests, { name: 'about', kind: 'choice', values, salts: [Buffer.from(about[1], 'hex')], times: 4 });
  hold(found.value === 'services', `found ${found.value}`);
  leavesBefore = leavesOf(store);
  single = record(store, "SELECT min(a.entry) AS entry, a.record FROM act a JOIN record r ON r.number = a.record WHERE r.register = 'body' GROUP BY a.record HAVING count(*) = 1 ORDER BY a.record")[0];
  single.digests = (await chief.get(`/proof/${single.entry}/text`)).text.match(/\ndigests\n((?:[0-9a-f]{64}\n)+)/)[1].trim().split('\n');
});

await steps.check('a backup made before opens them: this is why keys are kept for a shorter time', () => {
  const ran = command('backup', '--store', store, '--to', join(folder, 'before.backup'));
  hold(ran.code === 0, ran.err);
});

// A name in one field of one entry, with a document that stays and one that goes: the rest of their records stays.
const named = { proofs: {} };
await steps.check('words of single entries are erased by themselves, by two people', async () => {
  const form = await chief.form('/new/advice/give');
  const bytes = 'About the hall and who left it.\n'.repeat(9000);
  const give = async (file) => {
    const sent = await chief.ask('POST', '/new/advice/give', { form: { ...adviceFields(form, 'May the hall open again?'), key: freshKey(), advice: `Not before ${mark('siskin', 2)} left.` }, files: [{ field: 'evidence_file', name: file, type: 'text/plain', bytes }] });
    hold(sent.status === 303, `${sent.status} ${sent.text.slice(0, 1500)}`);
    const reference = sent.headers.location.match(/record\/([^?]+)/)[1];
    const entry = record(store, `SELECT a.entry FROM act a JOIN record r ON r.number = a.record WHERE r.reference = '${reference}' ORDER BY a.entry`)[0].entry;
    return { reference, entry, proof: (await chief.get(`/proof/${entry}/text`)).text, bytes };
  };
  named.stays = await give('kept.txt');
  named.goes = await give(`${mark('siskin', 3)}.txt`);
  const page = await officer.get(`/disposals/words?record=${named.goes.reference}`);
  hold(page.status === 200 && page.text.includes(`value="${named.goes.reference} ${named.goes.entry} advice"`), `no list of words: ${page.status}`);
  const propose = await officer.form('/new/disposal/propose');
  const words = [`${named.stays.reference} ${named.stays.entry} advice`, `${named.goes.reference} ${named.goes.entry} advice`, `${named.goes.reference} ${named.goes.entry} evidence_file`];
  const sent = await officer.post('/new/disposal/propose', { ...propose.fields, go: 'record', signed: 'yes', key: freshKey(), words: words.join('\r\n'), restricted_ones: 'no', basis: 'law_asks', authority: 'A court’s order of 2 June', looked_at: 'The clerk looked.' });
  hold(sent.status === 303, `${sent.status} ${sent.text.match(/<main[\s\S]*/)?.[0].slice(0, 1500)}`);
  named.disposal = sent.headers.location.match(/record\/([^?]+)/)[1];
  const preview = (await chief.get(`/record/${named.disposal}`)).text;
  hold(preview.includes(`Advice of ${named.goes.reference}`), 'the preview does not name the words');
  const confirm = await chief.form(`/record/${named.disposal}/do/confirm`);
  const done = await chief.post(confirm.action, { ...confirm.fields, go: 'record', signed: 'yes' });
  hold(done.status === 303, `${done.status} ${done.text.match(/<main[\s\S]*/)?.[0].slice(0, 1500)}`);
});

await steps.check('the record says so in its place, keeps its other document, and every digest', async () => {
  const page = (await chief.get(`/record/${named.goes.reference}`)).text;
  hold(page.includes('Erased on') && page.includes('A court’s order of 2 June') && page.includes(named.disposal), page.match(/<main[\s\S]*/)?.[0].slice(0, 3000));
  hold(page.includes('May the hall open again?') && !page.includes('zqsiskin'), 'the rest is gone, or the words are not');
  hold((await chief.get(`/record/${named.stays.reference}/file/evidence_file`)).text === named.stays.bytes, 'the document that stays is not what it was');
  hold((await chief.get(`/record/${named.goes.reference}/file/evidence_file`)).status === 404, 'the document that went is still given out');
  for (const one of [named.stays, named.goes]) {
    const digests = (text) => text.match(/\ndigests\n((?:[0-9a-f]{64}\n)+)/)[1];
    const now = (await chief.get(`/proof/${one.entry}/text`)).text;
    hold(digests(now) === digests(one.proof), 'digests have changed');
  }
  const history = (await chief.get(`/record/${named.goes.reference}/history.csv`)).text;
  hold(history.includes('erased by law') && !history.includes('zqsiskin'), 'the file of its history tells');
  const looked = verify(store);
  hold(looked.code === 0 && looked.said.erased_parts === 3, `${looked.out} ${looked.err}`);
});

let disposal;
await steps.check('one person proposes, the page says what goes and what stays', async () => {
  const form = await officer.form('/new/disposal/propose');
  const fields = { ...form.fields, go: 'record', signed: 'yes', key: freshKey(), records: references.join('\r\n'), restricted_ones: 'no', basis: 'law_asks', authority: 'A court’s order of 1 June', looked_at: 'The clerk looked at all of them.' };
  const sent = await officer.post('/new/disposal/propose', fields);
  hold(sent.status === 303, `${sent.status} ${sent.text.match(/<main[\s\S]*/)?.[0].slice(0, 1500)}`);
  disposal = sent.headers.location.match(/record\/([^?]+)/)[1];
  const page = (await chief.get(`/record/${disposal}`)).text;
  for (const words of ['What goes', 'What stays', `Advice: ${many.toLocaleString('en-GB')}`, 'Backups made before today']) hold(page.includes(words), `the page lacks “${words}”`);
  const own = await officer.get(`/record/${disposal}/do/confirm`);
  hold(own.status !== 303 && own.text.includes('does not confirm it'), `the same person confirmed: ${own.status}`);
});

await steps.check('another confirms it', async () => {
  const form = await chief.form(`/record/${disposal}/do/confirm`);
  const began = performance.now();
  const sent = await chief.post(form.action, { ...form.fields, go: 'record', signed: 'yes' });
  hold(sent.status === 303, `${sent.status} ${sent.text.match(/<main[\s\S]*/)?.[0].slice(0, 1500)}`);
  return `${Math.round(performance.now() - began)} ms`;
});

await steps.check('the program says by itself that its files were written anew', async () => {
  const began = performance.now();
  let page = '';
  for (let tries = 0; tries < 240 && (page === '' || page.includes('Not yet')); ++tries) {
    await pause(500);
    page = (await chief.get(`/record/${disposal}`)).text;
  }
  hold(page.includes('Certificate of disposal') && !page.includes('Not yet'), page.match(/<main[\s\S]*/)?.[0].slice(0, 3000));
  return `after ${Math.round(performance.now() - began)} ms`;
});

await steps.check('after: nothing of it is left in any file', () => {
  const found = look();
  hold(found.count === 0, `${found.count} left in ${found.files}`);
  hold(traces(store, marks).count === 0, 'something is left in the folder');
  hold(traces(server.complaints ?? '', marks).count === 0 && !marks.test(server.complaints), 'the log tells');
  hold(bytesFound(dataOf(store), request).length === 0, 'the digest of what was asked for is left');
  const rows = record(store, `SELECT count(*) AS n FROM entry WHERE erased IS NOT NULL`)[0].n;
  hold(Number(rows) >= many, `only ${rows} entries are erased`);
  return `${rows} entries erased`;
});

await steps.check('another council beside it is byte for byte what it was', () => {
  const now = still(beside);
  const before = new Set(besideBefore.split('\n'));
  hold(now.length > 100 && now === besideBefore, `something of it has changed: ${now.split('\n').filter((line) => !before.has(line)).slice(0, 3).join('; ')}`);
});

// What a server writes ahead is its own: it goes when its segments are written over, and nobody is promised more.
await steps.check('what the write-ahead log of a server still holds is what the operator is told', () => {
  if (!onServer(store)) return 'in files it was cut to nothing, and was searched above';
  const [{ data }] = ask(placeOf(store).administrator, "SELECT current_setting('data_directory') AS data");
  const left = traces(join(data, 'pg_wal'), marks).count;
  hold(/write-ahead log still holds rows as they\s+were written, until its segments are written over/.test(readFileSync(join(root, 'docs/OPERATING.md'), 'utf8')), 'docs/OPERATING.md promises something else');
  return `${left} of the marks of ${many} records (up to four to a record) can still be read in pg_wal`;
});

await steps.check('search, lists, pages and files say nothing of it', async () => {
  for (const where of [`/search?words=${mark('kestrel', 1)}`, `/search.csv?words=${mark('plover', 1)}`, '/r/advice', '/', `/record/${references[0]}/history.csv`, `/record/${references[0]}/links`]) {
    const page = await chief.get(where);
    hold(!marks.test(page.text.replaceAll(/value="[^"]*"|“[^”]*”/g, '').replaceAll(/words=\S+/g, '')) || where.includes('search'), `${where} tells`);
    hold(!page.text.includes('Not before zq'), `${where} tells what was said`);
  }
  const gone = await chief.get(`/record/${references[0]}`);
  hold(gone.status === 410 && gone.text.includes('was disposed of') && gone.text.includes(disposal), `the place where it was: ${gone.status}`);
  const stranger = await new Visitor(server).become('Agnes Bruntie', 'Elected member');
  hold((await stranger.get(`/record/${references[0]}`)).status === 404, 'somebody else learns that it was there');
  for (const step of ['withdraw', 'add']) hold((await chief.get(`/record/${references[0]}/do/${step}`)).status === 404, `${step} is still offered`);
});

await steps.check('every leaf is what it was, and the record is sound', () => {
  const leaves = leavesOf(store, { to: leavesBefore.length });
  hold(leaves.join('') === leavesBefore.join(''), 'leaves have changed');
  const looked = verify(store);
  hold(looked.code === 0 && looked.said.erased >= many, `${looked.code} ${looked.out} ${looked.err}`);
  return `${leaves.length} leaves, ${looked.said.erased} entries erased, sound`;
});

await steps.check('a proof given before still holds under the checkpoints of today', async () => {
  const before = verify(store).said.root;
  hold(/^[0-9a-f]{64}$/.test(before), 'no root');
  const text = (await chief.get('/proof/20/text')).text;
  hold(text.includes('entry 20') && text.includes('digests'), 'no proof of another entry');
});

await steps.check(`${guesses.toLocaleString('en-GB')} guesses at a short value find nothing`, () => {
  const row = record(store, `SELECT ${hex(store, 'erased')} AS erased, ${hex(store, 'header')} AS header FROM entry WHERE number = ${valueDigest.entry}`)[0];
  const digests = row.erased.toLowerCase().match(/.{64}/g);
  hold(digests.every((one) => valueDigest.digests.includes(one)), 'the digests kept are not those of the proof');
  const header = Buffer.from(row.header, 'hex');
  const windows = Array.from({ length: header.length - 16 }, (_, at) => header.subarray(at, at + 16));
  const values = ['one_person', 'services', 'money', 'staff', 'yes', 'no', ...Array.from({ length: 994 }, (_, n) => String(n))];
  const told = guess(digests, { name: 'about', kind: 'choice', values, salts: [...salts, ...windows, Buffer.alloc(16)], times: guesses });
  hold(told.value === undefined, `found “${told.value}”`);
  return `${told.tried} guesses, 0 found`;
});

await steps.check('after a rebuild it is the same', async () => {
  await server.end();
  const ran = command('rebuild', '--store', store);
  hold(ran.code === 0, ran.err);
  const looked = verify(store);
  hold(looked.code === 0, `${looked.out} ${looked.err}`);
  if (!onServer(store)) hold(look().count === 0, 'a rebuild brought something back');
});

await steps.check('the log’s key changes, so what was erased is listed by a key that older backups do not have', () => {
  const ran = command('key', 'rotate', '--store', store);
  hold(ran.code === 0, `${ran.out} ${ran.err}`);
});

await steps.check('a backup made after holds nothing of it, and restores sound', () => {
  const file = join(folder, 'after.backup');
  hold(command('backup', '--store', store, '--to', file).code === 0, 'no backup');
  const place = join(folder, 'copies');
  mkdirSync(place);
  for (const name of [file, `${file}.keys`]) copyFileSync(name, join(place, name.split('/').pop()));
  hold(traces(place, marks).count === 0, 'the backup holds some of it');
  const restored = join(folder, 'restored');
  const ran = command('restore', '--from', file, '--store', restored, ...ownDatabase());
  hold(ran.code === 0, ran.err);
  hold(verify(restored).said.erased >= many, 'the restored store tells nothing of what was erased');
});

await steps.check('verify finds a field taken out by hand, and one that came back', () => {
  const back = join(folder, 'words-back');
  copyStore(store, back);
  const other = record(back, `SELECT ${hex(back, 'e.sealed')} AS sealed FROM entry e WHERE e.number = ${named.stays.entry}`)[0];
  hold(other.sealed.length > 100, 'nothing is sealed there');
  alter(back, 'record', `DELETE FROM erased_part WHERE entry = ${named.goes.entry}`);
  hold(verify(back).code === 1, 'a missing line of erased_part is not found');
  const claimed = join(folder, 'words-claimed');
  copyStore(store, claimed);
  alter(claimed, 'record', `UPDATE erased_part SET entry = ${named.stays.entry - 1} WHERE entry = ${named.stays.entry}`);
  hold(verify(claimed).code === 1, 'a changed line of erased_part is not found');
});

await tryOlderCopies(steps, { folder, live: store, backup: join(folder, 'before.backup'), later: join(folder, 'after.backup'), marks, many });

await steps.check('verify finds a key taken away by hand, and one that came back', () => {
  const taken = join(folder, 'taken');
  copyStore(store, taken);
  const free = record(taken, "SELECT k.number FROM record_key k JOIN record r ON r.number = k.number WHERE r.register = 'advice' ORDER BY k.number")[0].number;
  alter(taken, 'record', `DELETE FROM record_key WHERE number = ${free}`);
  const looked = verify(taken);
  hold(looked.code === 1 && looked.out.includes(`key of record ${free}`), `taken away: ${looked.code} ${looked.out}`);
  // The same with all that an erasure leaves, by somebody who could read what it said: only that no disposal tells of it is left to find.
  const passed = join(folder, 'passed');
  copyStore(store, passed);
  alter(passed, 'record', `DELETE FROM record_key WHERE number = ${single.record}`);
  const digests = single.digests.slice(14).join('');
  alter(passed, 'record', onServer(passed) ? `UPDATE entry SET sealed = '', erased = decode('${digests}', 'hex') WHERE number = ${single.entry}` : `UPDATE entry SET sealed = x'', erased = x'${digests}' WHERE number = ${single.entry}`);
  const like = verify(passed);
  hold(like.code === 1 && like.out.includes('no disposal in the record says so'), `passed off as erased: ${like.code} ${like.out}`);
  const back = join(folder, 'back');
  copyStore(store, back);
  const gone = record(back, 'SELECT record FROM disposed ORDER BY record')[0].record;
  alter(back, 'record', `INSERT INTO record_key (number, wrapped) SELECT ${gone}, wrapped FROM record_key WHERE number = 1`);
  const again = verify(back);
  hold(again.code === 1, `came back: ${again.code} ${again.out}`);
});

await steps.check('control: rows deleted without writing the files anew are found', () => {
  if (onServer(store)) return 'a server keeps deleted rows until its files are written anew; told by the same search before';
  const plain = join(folder, 'plain');
  command('seed', '--demo', '--store', plain);
  const at = (sql) => alter(plain, 'record', sql);
  at('PRAGMA secure_delete = OFF; CREATE TABLE probe (text TEXT)');
  at(`PRAGMA secure_delete = OFF; WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99) INSERT INTO probe SELECT 'zqkestrel' || substr('00000' || i, -5) || 'x and so on' FROM n`);
  at('PRAGMA secure_delete = OFF; DELETE FROM probe');
  const found = traces(plain, marks).count;
  hold(found > 0, 'the search does not see what lies in free pages');
  return `${found} of 100 found`;
});

if (server) await server.end();
steps.finish();
