// Guessing (BARS S8, S9): ten tries in five minutes for a name and for a source, no lock that stays, known and unknown names alike in
// words and in time, and no way to use sign-in to exhaust memory. For codes too.
import { readFileSync } from 'node:fs';
import { alter, desk } from '../pages/stored.mjs';
import { formsOf, freshKey, hold } from '../pages/site.mjs';
import { hardlyApart, timed } from './times.mjs';
import { codeOf, isIn, main, makeStore, password, sendCode, served, setUp, visitor } from './people.mjs';

const forget = (store) => alter(store, 'desk', 'DELETE FROM wrong_try');
const peak = (server) => Number(readFileSync(`/proc/${server.child.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+) kB/)[1]) / 1024;

export async function guesses({ steps, watch, folder }) {
  const store = makeStore(folder, 'guesses');
  const server = await served(store);
  const fresh = () => visitor(server, watch);
  const { secret, recovery } = await (async () => {
    const who = fresh();
    return setUp(who, await password(who, 'morag.innes'));
  })();

  await steps.check('guesses: ten wrong passwords in five minutes, then nobody guesses on, nor a second name from the same source', async () => {
    const answers = [];
    for (let turn = 0; turn < 12; ++turn) answers.push((await password(fresh(), 'morag.innes', `wrong ${freshKey()}`)).status);
    hold(answers.slice(0, 10).every((status) => status === 422) && answers.slice(10).every((status) => status === 429), answers.join(' '));
    hold((await password(fresh(), 'morag.innes')).status === 429, 'the right password is taken');
    hold((await password(fresh(), 'ewan.petrie')).status === 429, 'another name is guessed at from the same source');
  });
  await steps.check('guesses: it is no lock: five minutes later the right password is taken', async () => {
    alter(store, 'desk', `UPDATE wrong_try SET tried_at = tried_at - ${5 * 60_000_000}`);
    hold((await password(fresh(), 'morag.innes')).status === 200, 'she stays out');
  });
  await steps.check('guesses: what was typed as a name stands nowhere', () => {
    hold(Object.keys(desk(store, 'SELECT * FROM wrong_try LIMIT 1')[0] ?? { mark: 0, tried_at: 0 }).sort().join() === 'mark,tried_at', 'the table holds more than marks');
  });
  await steps.check('guesses: ten wrong codes in five minutes, then not even the right one', async () => {
    forget(store);
    const who = fresh();
    const asked = await password(who, 'morag.innes');
    const answers = [];
    for (let turn = 0; turn < 12; ++turn) answers.push((await sendCode(who, asked, String(100_000 + turn))).status);
    hold(answers.slice(0, 10).every((status) => status === 422) && answers.slice(10).every((status) => status === 429), answers.join(' '));
    hold((await sendCode(who, asked, recovery[0])).status === 429 && !(await isIn(who)), 'a right one is taken');
    forget(store);
    hold((await sendCode(who, asked, recovery[0])).status === 303, 'afterwards it is not');
  });
  await steps.check('guesses: a right password does not forgive wrong codes', async () => {
    forget(store);
    for (let turn = 0; turn < 10; ++turn) {
      const who = fresh();
      await sendCode(who, await password(who, 'morag.innes'), '000001');
    }
    const who = fresh();
    const again = await password(who, 'morag.innes');
    hold(again.status === 429 || (await sendCode(who, again, codeOf(secret, 1))).status === 429, 'guessing goes on with each sign-in');
    forget(store);
  });
  await steps.check('guesses: known and unknown names cannot be told apart by the answer', async () => {
    const shown = (answer, name) => main(answer).replaceAll(name, 'NAME').replace(/value="[\w-]{40,}"/g, '');
    const [known, unknown] = [await password(fresh(), 'ewan.petrie', 'not this one at all'), await password(fresh(), 'nobody.here', 'not this one at all')];
    hold(known.status === unknown.status && shown(known, 'ewan.petrie') === shown(unknown, 'nobody.here'), `${known.status} ${unknown.status}`);
    forget(store);
  });
  await byTime({ steps, store, server, fresh });
  await steps.check('guesses: forty sign-ins at once take memory for two', async () => {
    forget(store);
    const before = peak(server);
    const ready = await Promise.all(Array.from({ length: 40 }, async (_, turn) => {
      const who = fresh();
      return { who, turn, form: formsOf((await who.get('/sign-in')).text).find((one) => one.action === '/sign-in') };
    }));
    const answers = await Promise.all(ready.map(({ who, turn, form }) => who.post('/sign-in', { ...form.fields, name: `nobody${turn}`, password: 'a guess like any other' })));
    hold(answers.every(({ status }) => [422, 429, 503].includes(status)), answers.map((answer) => answer.status).join(' '));
    const risen = peak(server) - before;
    hold(risen < 3 * 64, `${risen.toFixed(0)} MB more`);
    return `${risen.toFixed(0)} MB more at the most`;
  });
  await steps.check('guesses: the log has each sign-in and each refusal, by what, and not whose or what was typed', () => {
    const lines = server.complaints.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    const count = (event, by) => lines.filter((line) => line.event === event && line.by === by).length;
    const told = [['signed_in', 'password and code', 1], ['signed_in', 'password and recovery code', 1], ['sign_in_refused', 'password', 10], ['sign_in_refused', 'code', 10], ['sign_in_slowed', 'password', 3], ['sign_in_slowed', 'code', 3]];
    for (const [event, by, least] of told) hold(count(event, by) >= least, `${event} by ${by}: ${count(event, by)} times, ${least} or more took place`);
    for (const word of ['morag', 'ewan', 'nobody.here', 'not this one', 'wrong ', 'P-20']) hold(!server.complaints.includes(word), `it has “${word}”`);
  });
  await server.end();
}

// A thousand tries each take ten to twenty minutes: PLUMBLINE_GUESSES=1000 makes them. Then five milliseconds more must be seen by
// processor time; how much would be seen by the clock on the wall depends on what else the machine does, and is told.
const turnsOf = () => Number(process.env.PLUMBLINE_GUESSES ?? 20);

// A name with a password, one without (who signs in otherwise), and one that nobody has.
async function byTime({ steps, store, server, fresh }) {
  const adding = fresh();
  forget(store);
  await steps.check('guesses: somebody without a password is added', async () => {
    // The window of the code that set up the second factor has passed or the next is taken.
    const asked = await password(adding, 'ewan.petrie');
    await setUp(adding, asked);
    const form = await adding.form('/new/person/add');
    const sent = await adding.post(form.action, { ...form.fields, go: 'record', signed: 'yes', name: 'Una Baird', sign_in: 'una.baird' });
    const check = sent.headers.location?.includes('/check') ? await adding.post(sent.headers.location, { ...(await adding.form(sent.headers.location)).fields, go: 'record', signed: 'yes' }) : sent;
    hold(check.headers.location?.includes('receipt'), `${check.status} ${main(check).slice(0, 600)}`);
  });
  await steps.check('guesses: nor by the time that it takes', async () => {
    const turns = turnsOf();
    const before = async (turn, place) => {
      if (place === 0 && turn % 3 === 0) forget(store);
      const who = fresh();
      return { who, form: formsOf((await who.get('/sign-in')).text).find((one) => one.action === '/sign-in') };
    };
    const tryAs = (name) => async ({ who, form }, turn) => {
      const answer = await who.post('/sign-in', { ...form.fields, name, password: `not this one ${turn}` });
      hold(answer.status === 422, `status ${answer.status}`);
    };
    const took = await timed({ server, turns, before, asked: { known: tryAs('morag.innes'), unknown: tryAs('nobody.here'), 'no password': tryAs('una.baird') } });
    const told = hardlyApart(took, { sees: { wall: Infinity, spent: turns >= 1000 ? 5 : 80 } });
    forget(store);
    return `${turns} of 1,000 tries each (${(turns / 10).toFixed(0)} %): ${told}`;
  });
}
