// Sessions and capacities over HTTP: signing out, running out, guessing, and that no link and no form of another capacity
// switches the hat (BARS S3, S9, S10; A8).
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceFields, cswo, formsOf, freshKey, hold, newestEntry, pause, program, seed, Server, Visitor } from './site.mjs';
import { alter, deskBytes, record } from './stored.mjs';

const sessionCookie = '__Host-plumbline';
const signedIn = (answer) => answer.status === 200;

export async function sessions({ steps, server, store, watch, folder }) {
  const somebody = (...who) => watch.over(new Visitor(server)).become(...(who.length ? who : cswo));

  await steps.check('signing out ends the session, also for a copy of its cookie', async () => {
    const visitor = await somebody();
    hold(signedIn(await visitor.get('/')), 'she is not signed in');
    const copy = watch.over(new Visitor(server));
    copy.cookies = new Map(visitor.cookies);
    const token = formsOf((await visitor.get('/')).text).find((form) => form.fields.token).fields.token;
    const out = await visitor.post('/sign-out', { token });
    hold(out.status === 303 && !visitor.cookies.has(sessionCookie), `status ${out.status}; the cookie stands`);
    hold(out.headers['clear-site-data'] === '"storage"', 'the browser is not told to forget');
    const after = await copy.get('/');
    hold(after.status === 303 && after.headers.location.startsWith('/sign-in'), `the copy still opens a page: ${after.status}`);
  });

  await steps.check('every sign-in has a token of its own, and the desk keeps none of them', async () => {
    const tokens = [];
    for (let turn = 0; turn < 3; ++turn) tokens.push((await somebody()).cookies.get(sessionCookie));
    hold(new Set(tokens).size === 3 && tokens.every((token) => token.length >= 43), 'tokens repeat or are short');
    const kept = deskBytes(store);
    hold(kept.length > 0 && tokens.every((token) => !kept.includes(token)), 'a token stands in the desk');
  });

  await steps.check('a session that a stranger planted is not taken over', async () => {
    const visitor = watch.over(new Visitor(server));
    visitor.cookies.set(sessionCookie, 'A'.repeat(43));
    hold((await visitor.get('/')).status === 303, 'a made-up token opens a page');
    await visitor.become(...cswo);
    hold(visitor.cookies.get(sessionCookie) !== 'A'.repeat(43), 'the planted token was kept');
  });

  await steps.check('a capacity that is not hers, or not there, is not given', async () => {
    const visitor = await somebody();
    const entries = newestEntry(store);
    const [{ theirs }] = record(store, "SELECT entry AS theirs FROM grants WHERE capacity = 'director'");
    for (const grant of [String(theirs), '999999', '-1', 'cswo', '', '1e3', "1' OR 1=1"]) {
      const { token } = formsOf((await visitor.get('/capacity')).text).find((form) => form.fields.token).fields;
      const answer = await visitor.post('/capacity', { token, grant, next: '/' });
      hold(answer.status === 303 && answer.headers.location === '/capacity', `grant “${grant}”: ${answer.status} ${answer.headers.location}`);
      hold((await visitor.get('/')).text.includes('Chief Social Work Officer'), 'she no longer acts as CSWO');
    }
    hold(newestEntry(store) === entries, 'something was recorded');
  });

  await steps.check('no link switches the capacity', async () => {
    const visitor = await somebody();
    const [{ grant }] = record(store, `SELECT g.entry AS grant FROM grants g JOIN account a ON a.person = g.person
      WHERE a.name = '${cswo[0]}' AND g.capacity = 'head_of_children'`);
    const before = (await visitor.get('/')).text.match(/acting as[\s\S]{0,200}/i)?.[0] ?? '';
    for (const link of [`/capacity?grant=${grant}`, `/?grant=${grant}`, `/new/advice/give?grant=${grant}`, `/demonstration?grant=${grant}`]) await visitor.get(link);
    hold(((await visitor.get('/')).text.match(/acting as[\s\S]{0,200}/i)?.[0] ?? '') === before, 'the capacity changed by a link');
  });

  await steps.check('a form opened in one capacity is not recorded in another', async () => {
    const visitor = await somebody();
    const form = await visitor.form('/new/advice/give');
    const capacities = formsOf((await visitor.get('/capacity')).text).filter((one) => one.fields.grant);
    const other = capacities.find((one) => one.words.includes('Head of Children'));
    hold(other, 'she holds only one capacity');
    hold((await visitor.post(other.action, other.fields)).status === 303, 'the other capacity is not given');
    const entries = newestEntry(store);
    const answer = await visitor.post(form.action, adviceFields(form, 'Which hat was this given in?'));
    hold(newestEntry(store) === entries, 'it was recorded');
    hold([200, 303, 403, 409].includes(answer.status), `status ${answer.status}`);
    const shown = answer.status === 303 ? await visitor.get(answer.headers.location) : answer;
    hold(shown.text.includes('Chief Social Work Officer'), 'the page does not say in which capacity it was opened');
  });

  await steps.check('the same form twice is one record', async () => {
    const visitor = await somebody();
    const fields = adviceFields(await visitor.form('/new/advice/give'), 'Is this sent twice?');
    const first = await visitor.post('/new/advice/give', fields);
    const entries = newestEntry(store);
    const second = await visitor.post('/new/advice/give', fields);
    hold(first.status === 303 && second.status === 303 && newestEntry(store) === entries, `${first.status}, ${second.status}, ${newestEntry(store) - entries} more entries`);
    hold(first.headers.location.split('?')[0] === second.headers.location.split('?')[0], 'they lead to two records');
  });

  await steps.check('addresses to go on to lead nowhere else', async () => {
    for (const next of ['https://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example', 'javascript:alert(1)', '/a\r\nX-Planted: 1']) {
      const visitor = await somebody();
      const capacity = formsOf((await visitor.get('/capacity')).text).find((form) => form.fields.grant);
      const answer = await visitor.post('/capacity', { ...capacity.fields, next });
      hold(answer.status === 303 && answer.headers.location === '/' && !answer.headers['x-planted'], `${next}: ${answer.headers.location}`);
    }
  });

  await steps.check('while the desk cannot be asked, nobody is told to sign in again', async () => {
    const visitor = await somebody();
    hold(signedIn(await visitor.get('/')), 'she is not signed in');
    alter(store, 'desk', 'ALTER TABLE session RENAME TO session_elsewhere');
    try {
      await pause(1100);   // the session is remembered for a second
      const answer = await visitor.get('/');
      hold(answer.status === 503 && !answer.headers.location, `status ${answer.status} ${answer.headers.location ?? ''}`);
      hold(answer.text.includes('Plumbline cannot do this just now'), 'the page does not say so in plain words');
    } finally {
      alter(store, 'desk', 'ALTER TABLE session_elsewhere RENAME TO session');
    }
    hold(signedIn(await visitor.get('/')), 'she has been signed out');
  });

  await expiry({ steps, watch, folder });
  await passwords({ steps, watch, folder });
}

// Time is not waited for: the desk's own clock readings are set back while the server is down.
async function expiry({ steps, watch, folder }) {
  const store = join(folder, 'expiry');
  seed(store, '--demo');
  for (const [limit, column, minutes, stays] of [['idle', 'last_seen', 16, false], ['idle', 'last_seen', 13, true], ['whole', 'began', 8 * 60 + 1, false]]) {
    await steps.check(`a session ${stays ? 'stands' : 'has ended'} ${minutes} minutes after it ${limit === 'idle' ? 'was last used' : 'began'}`, async () => {
      let server = await Server.start(store);
      const visitor = await watch.over(new Visitor(server)).become(...cswo);
      const fields = adviceFields(await visitor.form('/new/advice/give'), 'Is what I typed still here?');
      await server.end();
      alter(store, 'desk', `UPDATE session SET ${column} = ${column} - ${minutes * 60_000_000}`);
      server = await Server.start(store);
      visitor.server = server;
      const page = await visitor.get('/');
      hold((page.status === 200) === stays, `status ${page.status}`);
      const entries = newestEntry(store);
      const answer = await visitor.post('/new/advice/give', fields);
      if (stays) hold(answer.status === 303 && newestEntry(store) > entries, `status ${answer.status}`);
      else {
        hold(answer.status === 401 && newestEntry(store) === entries, `status ${answer.status}`);
        hold(answer.text.includes('kept'), 'the page does not say that the words are kept');
        // What was typed travels with the sign-in page, and is a draft again after it.
        const kept = formsOf(answer.text).find((form) => form.fields.kept);
        hold(decodeURIComponent(kept?.fields.kept.replaceAll('+', ' ') ?? '').includes('Is what I typed still here?'), 'what was typed is gone');
      }
      await server.end();
    });
  }
}

async function passwords({ steps, watch, folder }) {
  const store = join(folder, 'real');
  const file = join(folder, 'passwords');
  const [first, second] = ['a long harbour morning', 'nine quiet lanterns'];
  writeFileSync(file, `${first}\n${second}\n`, { mode: 0o600 });
  const made = spawnSync(program, ['init', '--store', store, '--council', 'Trial Council', '--code', 'S12000036', '--administrator', 'Morag Innes', '--sign-in', 'morag.innes',
    '--second', 'Ewan Petrie', '--second-sign-in', 'ewan.petrie', '--passwords', file], { encoding: 'utf8' });
  await steps.check('a store that is no demonstration begins', () => hold(made.status === 0, made.stderr));
  if (made.status !== 0) return;
  // A second factor is tried in tests/signin.
  writeFileSync(join(store, 'sign_in.toml'), '[local]\nsecond_factor = "offered"\n');
  const server = await Server.start(store);
  const visitor = () => watch.over(new Visitor(server));
  const signIn = async (who, name, password) => {
    const form = formsOf((await who.get('/sign-in')).text).find((one) => one.action === '/sign-in');
    return who.post('/sign-in', { ...form.fields, name, password });
  };
  await steps.check('nobody becomes anybody there', async () => {
    const who = visitor();
    hold((await who.get('/demonstration')).status === 404, 'the demonstration page is there');
    const form = formsOf((await who.get('/sign-in')).text).find((one) => one.fields.token);
    const [{ person }] = record(store, 'SELECT person FROM account LIMIT 1');
    const answer = await who.post('/demonstration', { token: form.fields.token, person, grant: '1' });
    hold(answer.status === 404 && !who.cookies.has(sessionCookie), `status ${answer.status}`);
  });
  await steps.check('the right password signs in, a wrong one and a wrong name are told alike', async () => {
    const who = visitor();
    const wrong = await signIn(who, 'morag.innes', 'not this one at all');
    const nobody = await signIn(who, 'nobody.here', 'not this one at all');
    const told = (answer) => answer.text.match(/There is a problem[\s\S]*?<\/div>/)?.[0] ?? answer.text.match(/error[\s\S]{0,300}/)?.[0];
    hold(wrong.status === 422 && nobody.status === 422 && told(wrong) === told(nobody), `${wrong.status}, ${nobody.status}: ${told(wrong)} / ${told(nobody)}`);
    const right = await signIn(who, 'morag.innes', first);
    hold(right.status === 303 && who.cookies.has(sessionCookie), `status ${right.status}`);
  });
  await steps.check('an administrator reads no content', async () => {
    const who = visitor();
    await signIn(who, 'ewan.petrie', second);
    const page = await who.get('/r/advice');
    hold([403, 404].includes(page.status), `the list of advice: ${page.status}`);
  });
  await steps.check('after ten wrong tries in five minutes nobody may guess on', async () => {
    const who = visitor();
    const answers = [];
    for (let turn = 0; turn < 12; ++turn) answers.push((await signIn(who, 'ewan.petrie', `wrong ${freshKey()}`)).status);
    hold(answers.at(-1) === 429 && answers.slice(0, 8).every((status) => status === 422), answers.join(' '));
    hold((await signIn(who, 'ewan.petrie', second)).status === 429, 'the right password is taken in spite of it');
  });
  await server.end();
}
