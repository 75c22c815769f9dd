// BARS T9, and what was erased stays erased: a backup made before a disposal is restored, and an older copy is put over a live store. Reads stay;
// nothing is recorded until two people have said so; what a list beside the backups names is erased again before anybody reads.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { adviceFields, command, cswo, freshKey, hold, newestEntry, seed, Server, verify, Visitor } from '../pages/site.mjs';
import { copyStore, onServer, ownDatabase, record } from '../pages/stored.mjs';

const answer = async (server, path) => (await new Visitor(server).get(path)).status;

async function offersAdvice(visitor) {
  const form = await visitor.form('/new/advice/give');
  return visitor.post('/new/advice/give', { ...adviceFields(form, 'May it open again?'), key: freshKey() });
}

// Two people say what happened; before, and by one of them alone, nothing else is recorded.
async function recover(server) {
  const chief = await new Visitor(server).become(...cswo);
  const officer = await new Visitor(server).become('Catriona Weir', 'Monitoring Officer');
  hold(await answer(server, '/health/ready') === 503, 'ready, though a recovery is awaited');
  hold((await chief.get('/r/advice')).text.includes('put back from an older copy'), 'reading does not go on, or no page says so');
  const refused = await offersAdvice(chief);
  hold(refused.status !== 303 && refused.text.includes('Nothing is recorded until two people'), `recorded before: ${refused.status}`);
  const form = await officer.form('/new/recovery/write');
  const written = await officer.post('/new/recovery/write', { ...form.fields, go: 'record', signed: 'yes', key: freshKey(), happened: 'The disk broke.', known_lost: 'What was recorded on Monday. All were told.' });
  hold(written.status === 303, `${written.status} ${written.text.match(/error-summary[\s\S]{0,600}/)?.[0]}`);
  const reference = written.headers.location.match(/record\/([^?]+)/)[1];
  const again = await officer.get(`/record/${reference}/do/confirm`);
  hold(again.text.includes('does not confirm it'), 'one person alone recovers');
  hold((await offersAdvice(chief)).status !== 303, 'recorded by the word of one person');
  const confirm = await chief.form(`/record/${reference}/do/confirm`);
  const confirmed = await chief.post(confirm.action, { ...confirm.fields, go: 'record', signed: 'yes' });
  hold(confirmed.status === 303, `${confirmed.status} ${confirmed.text.match(/<main[\s\S]{0,1500}/)?.[0]}`);
  const page = (await chief.get(`/record/${reference}`)).text;
  const after = await offersAdvice(chief);
  hold(after.status === 303, `not recorded after: ${after.status} ${after.text.match(/<main[\s\S]{0,1500}/)?.[0]}`);
  hold(await answer(server, '/health/ready') === 200, 'not ready after');
  return page;
}

// `backup`: made before the disposal; `lists`: what was erased since, beside a later backup.
export async function tryOlderCopies(steps, { folder, live, backup, later, marks, many }) {
  const beside = (place, ...names) => { mkdirSync(place, { recursive: true }); for (const name of names) cpSync(name, join(place, basename(name))); return join(place, basename(backup)); };
  const restore = (from, to, ...more) => { const ran = command('restore', '--from', from, '--store', to, ...ownDatabase(), ...more); hold(ran.code === 0, `${ran.out} ${ran.err}`); return ran.out; };

  await steps.check('control: a backup made before, alone, brings back what was erased', () => {
    const alone = join(folder, 'alone');
    restore(beside(join(folder, 'no-lists'), backup, `${backup}.keys`), alone);
    hold(Number(record(alone, 'SELECT count(*) AS n FROM entry WHERE erased IS NOT NULL')[0].n) === 0, 'it was erased already');
    hold(JSON.stringify(record(alone, 'SELECT f_advice FROM advice')).match(marks), 'nothing came back, so nothing is shown by the next');
  });

  await steps.check('a list that somebody altered, or that another key signed, is refused, and nothing is left behind', () => {
    const list = readFileSync(`${later}.erased`, 'utf8'), refused = join(folder, 'refused');
    const altered = { 'a line less': list.replace(/\nrecord [^\n]*/, ''), 'without the change of key': list.replace(/\nkey [^\n]*/g, ''), 'no signature': list.replace(/\n\n[\s\S]*$/, '\n\n') };
    for (const [how, text] of Object.entries(altered)) {
      hold(text !== list, `${how}: the list is as it was`);
      const from = beside(join(folder, 'altered'), backup, `${backup}.keys`);
      writeFileSync(join(folder, 'altered', 'x.erased'), text);
      const ran = command('restore', '--from', from, '--store', refused, ...ownDatabase());
      hold(ran.code !== 0 && ran.err.includes('list of what was erased'), `${how}: ${ran.code} ${ran.out} ${ran.err}`);
      hold(!existsSync(join(refused, 'log.key')), `${how}: something is left`);
    }
  });

  const put = join(folder, 'put-back');
  await steps.check('with the list of a later backup beside it, all of it is erased again before anybody reads', () => {
    const said = restore(beside(join(folder, 'with-lists'), backup, `${backup}.keys`, `${later}.erased`), put, '--after', live);
    hold(said.includes('were lost') && said.includes('two people'), said);
    hold(Number(record(put, 'SELECT count(*) AS n FROM entry WHERE erased IS NOT NULL')[0].n) >= many, 'something is not erased');
    hold(!JSON.stringify(record(put, 'SELECT f_question, f_advice FROM advice')).match(marks), 'words came back');
    const looked = verify(put);
    hold(looked.code === 0 && looked.said.erased >= many, `${looked.out} ${looked.err}`);
  });

  await steps.check('nothing is recorded there until two people have said so, and the entry says what was lost', async () => {
    const server = await Server.start(put);
    const page = await recover(server);
    hold(/newest checkpoint that was kept has [\d,]+ entries/.test(page) && page.includes('were lost'), 'the entry does not say what was lost');
    hold(!existsSync(join(put, 'older.copy')), 'the folder still awaits it');
    await server.end();
    const opened = await Server.start(put);
    hold(await answer(opened, '/health/ready') === 200, 'awaited again after a start');
    await opened.end();
    hold(verify(put).code === 0, 'not sound');
  });

  await steps.check('control: a copy that lost nothing records at once', async () => {
    const whole = join(folder, 'whole');
    const file = join(folder, 'whole.backup');
    hold(command('backup', '--store', put, '--to', file).code === 0, 'no backup');
    const said = restore(file, whole, '--after', put);
    hold(!said.includes('two people'), `a recovery is awaited, though nothing was lost: ${said}`);
  });

  await steps.check('an older file put over a live store is noticed by what its folder remembers', async () => {
    if (onServer(live)) return 'on a server nobody puts a file over it';
    const older = join(folder, 'older'), forgetful = join(folder, 'forgetful');
    seed(older, '--demo');
    const copy = join(folder, 'older.sqlite');
    cpSync(join(older, 'record.sqlite'), copy);
    let server = await Server.start(older);
    const chief = await new Visitor(server).become(...cswo);
    hold((await offersAdvice(chief)).status === 303, 'not recorded');
    await server.end();
    hold(existsSync(join(older, 'newest.checkpoint')), 'the folder remembers nothing');
    cpSync(copy, join(older, 'record.sqlite'));
    cpSync(older, forgetful, { recursive: true });
    server = await Server.start(older);
    hold((await recover(server)).includes('were lost'), 'the entry does not say so');
    await server.end();
    // Control: whoever owns the machine can take the memory away too; then only what is kept elsewhere tells.
    rmSync(join(forgetful, 'newest.checkpoint'));
    server = await Server.start(forgetful);
    hold(await answer(server, '/health/ready') === 200, 'something else noticed it');
    await server.end();
  });
}
