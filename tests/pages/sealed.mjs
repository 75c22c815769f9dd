// A name that was sealed: absent from every page, search, count, file, database, log, backup and error, for everyone, before and after it was
// opened; and two people open it, and no one alone (principles 13 to 15). The control is a word of the same form that was not sealed.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { walk } from '../councils/crawl.mjs';
import { command, formsOf, freshKey, hold } from './site.mjs';
import { onServer, record } from './stored.mjs';

const sealed = 'Quailbranksome', open = 'whimbrelstack', passphrase = 'the tide goes out at seven', other = 'four plain dull words';
const monitor = 'Catriona Weir, Monitoring Officer', treasurer = 'Peter Lennox, Section 95 Officer', chief = 'Ishbel Carnochan, Chief Social Work Officer';
const administrator = 'Morag Tulloch, System administrator';

export async function sealedNames({ steps, server, store, visitorFor, folder }) {
  const first = await visitorFor(monitor), second = await visitorFor(treasurer), cswo = await visitorFor(chief), admin = await visitorFor(administrator);
  const nobody = await visitorFor('nobody', { again: true });
  const everybody = [[monitor, first], [treasurer, second], [chief, cswo], [administrator, admin], ['nobody', nobody]];
  const raise = async (fields) => nobody.post('/raise/concern', { ...(await nobody.form('/raise/concern')).fields, about_office: 'no', risk_now: 'no', concern: `A ${open} was left.`, ...fields });
  let reference, code, request;

  await steps.check('without two keys no name can be sealed, and what was typed comes back', async () => {
    const answer = await raise({ name_given: 'sealed', name: sealed });
    hold(answer.status === 422 && answer.text.includes('cannot be sealed here yet'), `${answer.status}`);
    hold(answer.text.includes(sealed) && answer.text.includes(open), 'typed text is lost');
  });
  await steps.check('two people make keys, under passphrases that nobody else has', async () => {
    for (const [visitor, words] of [[first, passphrase], [second, other]]) {
      const page = (await visitor.get('/me/seal')).text;
      const form = formsOf(page).find((one) => one.action === '/me/seal');
      const wrong = await visitor.post('/me/seal', { ...form.fields, passphrase: words, again: `${words}!` });
      hold(wrong.status === 422 && !wrong.text.includes(words), `${wrong.status}, or the passphrase comes back`);
      const made = await visitor.post('/me/seal', { ...form.fields, passphrase: words, again: words });
      hold(made.status === 303, `${made.status} ${made.text.slice(0, 1500)}`);
    }
    for (const path of ['/me/seal', '/record/CN-000000/seal']) hold((await cswo.get(path)).status === 404, `the Chief Social Work Officer opens ${path}`);
  });
  await steps.check('a concern is raised without account, its name sealed', async () => {
    const page = await nobody.get('/raise/concern');
    hold(page.text.indexOf('999') > 0 && page.text.indexOf('999') < page.text.indexOf('<form action="/raise'), 'whom to phone does not stand first');
    hold(page.text.includes('A court may order') && page.text.includes('Monitoring Officer, Section 95 Officer'), 'what it promises');
    const key = freshKey();
    const sent = await raise({ name_given: 'sealed', name: sealed, key });
    code = sent.text.match(/[A-Z2-7]{4}(-[A-Z2-7]{4}){3}/)?.[0];
    hold(sent.status === 200 && code && !sent.text.includes(sealed), `${sent.status} ${sent.text.slice(0, 3000)}`);
    const again = await raise({ name_given: 'sealed', name: sealed, key });
    hold(again.text.includes(code), 'the same form leads to another code');
    const made = record(store, "SELECT r.reference FROM record r WHERE r.register = 'concern'");
    hold(made.length === 1, `${made.length} concerns`);
    reference = made[0].reference;
  });
  await steps.check('the entry names nobody', async () => {
    const page = (await first.get(`/record/${reference}`)).text;
    hold(page.includes('without a name') && page.includes(open), 'who acted, or the concern itself');
  });
  await steps.check('the control: the word that was not sealed is found', async () => {
    hold((await cswo.get(`/search?words=${open}`)).text.includes(reference), 'search does not find it');
  });
  await steps.check('one alone opens nothing: a wrong passphrase, the other’s, none', async () => {
    for (const words of ['wrong words altogether', other, '']) {
      const answer = await first.post(`/record/${reference}/seal`, { ...(await tokenOf(first, `/record/${reference}/seal`)), why: 'They asked to be phoned.', passphrase: words, go: 'ask' });
      hold(answer.status === 422 && !answer.text.includes(sealed), `${words}: ${answer.status}`);
    }
    const alone = await first.post(`/record/${reference}/seal`, { ...(await tokenOf(first, `/record/${reference}/seal`)), why: 'At once.', passphrase, go: 'alone' });
    hold(alone.status === 422 && alone.text.includes('it takes two'), `alone: ${alone.status}`);
  });
  await nowhere('before it is opened');
  await steps.check('the first takes off their part, and learns nothing', async () => {
    const asked = await first.post(`/record/${reference}/seal`, { ...(await tokenOf(first, `/record/${reference}/seal`)), why: 'They asked to be phoned.', passphrase, go: 'ask' });
    request = asked.headers.location?.match(/record\/(SO-\w+)/)?.[1];
    hold(asked.status === 303 && request, `${asked.status} ${asked.text.slice(0, 2000)}`);
    const own = await first.post(`/record/${request}/seal`, { ...(await tokenOf(first, `/record/${reference}/seal`)), passphrase });
    hold(!own.text.includes(sealed), 'the first opened it alone');
    hold((await second.get('/')).text.includes(`/record/${request}`), 'the second is not asked');
    for (const path of ['ask', 'open', 'protect']) {
      const form = await second.post(`/new/seal_opening/${path}`, { ...(await tokenOf(second, '/me')), about: reference, why: 'x', go: 'record', key: freshKey() });
      hold(form.status === 404, `the general form takes ${path}: ${form.status}`);
    }
  });
  await steps.check('the second opens it, and sees it once', async () => {
    const fields = await tokenOf(second, `/record/${request}/seal`);
    const wrong = await second.post(`/record/${request}/seal`, { ...fields, passphrase });
    hold(wrong.status === 422 && !wrong.text.includes(sealed), `by the other’s passphrase: ${wrong.status}`);
    const opened = await second.post(`/record/${request}/seal`, { ...fields, passphrase: other });
    hold(opened.status === 200 && opened.text.includes(sealed), `${opened.status} ${opened.text.slice(0, 2000)}`);
    hold(opened.headers['cache-control'] === 'no-store', opened.headers['cache-control']);
    const more = await second.post(`/record/${request}/seal`, { ...fields, passphrase: other });
    hold(!more.text.includes(sealed), 'it is shown twice');
  });
  await nowhere('after it was opened');
  await steps.check('whoever wrote it is told with the code, and adds to it; a wrong code tells nothing', async () => {
    const see = async (words) => nobody.post('/raise/concern/code', { ...(await tokenOf(nobody, '/raise/concern/code')), code: words });
    const told = await see(code.toLowerCase());
    hold(told.status === 200 && told.text.includes('Opened by two') && !told.text.includes(sealed) && !told.text.includes(open), `${told.status}`);
    const add = formsOf(told.text).find((one) => one.action === '/raise/concern/add');
    const added = await nobody.post('/raise/concern/add', { ...add.fields, added: 'It was left again.' });
    hold(added.status === 200 && added.text.includes('It was left again.'), `${added.status} ${added.text.slice(0, 1500)}`);
    const wrong = await see('AAAA-BBBB-CCCC-DDDD');
    hold(wrong.status === 422 && !wrong.text.includes('Opened by two'), `${wrong.status}`);
    let tries = 0;
    while (tries < 40 && (await see('AAAA-BBBB-CCCC-DDDD')).status !== 429) tries += 1;
    hold(tries < 31, 'a code can be guessed without end');
  });

  async function nowhere(when) {
    for (const [who, visitor] of everybody) {
      await steps.check(`${who}, ${when}: the sealed word is on no page`, async () => {
        const seeds = [`/record/${reference}`, `/record/${reference}/history.csv`, `/record/${reference}/seal`, '/r/concern', '/r/concern.csv', '/r/seal_opening', '/r/seal_opening.csv', '/r/sealing_key.csv',
          `/search?words=${sealed}`, `/search.csv?words=${sealed}`, `/r/concern?words=${sealed}`, '/raise/concern', '/raise/concern/code', '/report/annual/2026-27/figures.csv'];
        const seen = await walk(visitor, seeds);
        const told = [...seen].filter(([path, { text, headers }]) => !path.includes(sealed) && `${text} ${headers}`.includes(sealed)).map(([path]) => path);
        hold(told.length === 0, `told on: ${told.slice(0, 5).join(' ')}`);
        return `${seen.size} pages`;
      });
    }
    await steps.check(`${when}: in no file, no table, no backup, no word that the server said`, async () => {
      const kept = join(folder, `kept-${when.replace(/ /g, '-')}`);
      const backup = command('backup', '--store', store, '--to', kept);
      hold(backup.code === 0, `backup: ${backup.err}`);
      const files = [...filesIn(store), ...filesIn(folder)];
      hold(files.length > 3, `${files.length} files`);
      const holding = (word) => files.filter((file) => readFileSync(file).includes(Buffer.from(word)));
      hold(holding(sealed).length === 0, holding(sealed).join(' '));
      for (const words of [passphrase, other, code.replace(/-/g, '')]) hold(holding(words).length === 0, `${words} stands in ${holding(words).join(' ')}`);
      hold(!server.complaints.includes(sealed) && !server.complaints.includes('127.0.0.1'), 'the server said it');
      const verified = command('verify', '--store', store);
      hold(verified.code === 0 && !`${verified.out}${verified.err}${backup.out}${backup.err}`.includes(sealed), verified.err);
      if (!onServer(store)) hold(holding(open).length > 0, 'the control: the word that was not sealed stands in no file either');
      return `${files.length} files`;
    });
  }
}

async function tokenOf(visitor, path) {
  const form = formsOf((await visitor.get(path)).text).find((one) => one.fields.token !== undefined);
  return { token: form.fields.token };
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
}
