// Mail going out: only after the record holds what it is about, at least once, and the same whatever it is about.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alike, MailServer } from './mail_server.mjs';
import { mailByTls, trial } from './mail_tls.mjs';
import { adviceFields, cswo, hold, pause, seed, Server, Visitor } from './site.mjs';
import { alter, deskBytes, record } from './stored.mjs';

const canaries = ['quernstone', 'C-0417', 'lift', 'Bellfield'];

const settings = (port, pace = 'look_seconds = 1\nquiet_seconds = 1\nretry_after_seconds = 1') =>
  `server = "127.0.0.1"\nport = ${port}\nfrom = "plumbline@council.example"\ntls = "none"\nnetwork = "this_machine"\n` +
  `link = "https://council.example"\n[pace]\n${pace}\n`;

// Waits until it holds, many looks of the sender at most.
async function soon(what, holds, longest = 30_000) {
  const until = Date.now() + longest;
  while (!holds()) {
    hold(Date.now() < until, `${what}: not within ${longest / 1000} s`);
    await pause(100);
  }
}
// The sender looks every second here: after two looks nothing more comes.
const twoLooks = () => pause(3_000);

export async function mail({ steps, folder, watch }) {
  const store = join(folder, 'mail');
  seed(store, '--demo');
  const post = await MailServer.start();
  writeFileSync(join(store, 'mail.toml'), settings(post.port));
  let server = await Server.start(store);
  const somebody = (who) => watch.over(new Visitor(server)).become(...who);
  const holderOf = (capacity) => record(store, `SELECT g.person, a.name FROM grants g JOIN account a ON a.person = g.person WHERE g.capacity = '${capacity}' ORDER BY g.entry DESC`)[0];
  const answering = holderOf('director');
  const runner = holderOf('administrator');
  const administrator = () => somebody([runner.name, 'System administrator']);
  const give = async (fields) => {
    const visitor = await somebody(cswo);
    const answer = await visitor.post('/new/advice/give', { ...adviceFields(await visitor.form('/new/advice/give'), 'Does Bellfield need a second lift?'), ...fields });
    hold(answer.status === 303, `advice: ${answer.status}`);
    return answer.headers.location.match(/record\/([^?]+)/)[1];
  };
  const address = (person, text) => change(person, { address: text });
  const change = async (person, fields) => {
    const visitor = await administrator();
    const path = `/record/${person}/do/change`;
    const form = await visitor.form(path);
    return visitor.post(path, { ...form.fields, go: 'record', signed: 'yes', ...fields });
  };

  await steps.check('mail: nobody without an address is sent any, and the page names them', async () => {
    await twoLooks();
    hold(post.letters.length === 0, `${post.letters.length} letters`);
    const page = await (await administrator()).get('/mail');
    hold(page.status === 200 && page.text.includes('People without an address') && page.text.includes(answering.name), `status ${page.status}`);
  });
  await steps.check('mail: an address that is none is refused in words', async () => {
    const answer = await address(answering.person, 'isla at home');
    hold(answer.status === 422 && answer.text.includes('Enter one address of mail'), `status ${answer.status}`);
  });
  await steps.check('mail: one letter for all that needs somebody already, and no second one', async () => {
    const changed = await address(answering.person, 'director@council.example');
    hold(changed.status === 303, `the address: ${changed.status}`);
    await soon('the first letter', () => post.letters.length > 0);
    await twoLooks();
    hold(post.letters.length === 1 && post.letters[0].to === 'director@council.example', `${post.letters.length} letters`);
  });
  await steps.check('mail: sent after the record holds it; open and restricted alike, byte for byte', async () => {
    const before = post.letters.length;
    await give({});
    await soon('a letter', () => post.letters.length === before + 1);
    await give({ question: 'May quernstone move?', about: 'one_person', case_reference: 'C-0417', urgent: 'yes' });
    await soon('a second letter', () => post.letters.length === before + 2);
    const shapes = new Set(post.letters.map(alike));
    hold(shapes.size === 1, `letters differ:\n${[...shapes].join('\n---\n')}`);
    return `${post.letters.length} letters of one shape`;
  });
  await steps.check('mail: nothing of any record in any letter', () => {
    const names = record(store, 'SELECT name FROM account').flatMap((one) => one.name.split(' '));
    const references = record(store, 'SELECT reference FROM record').map((one) => one.reference);
    const tells = (letter) => [...canaries, ...names, ...references].filter((word) => alike(letter).includes(word));
    for (const letter of post.letters) hold(tells(letter).length === 0, `a letter says ${tells(letter)}`);
    hold(tells({ text: `${post.letters[0].text} about ${references[0]}` }).length > 0, 'the look for words finds none');
    hold(post.letters[0].text.includes('https://council.example/'), 'the letter leads nowhere');
  });
  await steps.check('mail: a form that is refused sends nothing', async () => {
    const before = post.letters.length;
    const visitor = await somebody(cswo);
    const answer = await visitor.post('/new/advice/give', { ...adviceFields(await visitor.form('/new/advice/give'), ''), question: '' });
    hold(answer.status === 422, `status ${answer.status}`);
    await twoLooks();
    hold(post.letters.length === before, 'a letter went out');
  });
  await steps.check('mail: killed before the server’s answer, it is sent again', async () => {
    post.way = 'hold';
    const before = post.letters.length;
    await give({ question: 'Is the ramp safe in frost?' });
    await soon('the letter that was never answered', () => post.letters.length === before + 1);
    await server.end('SIGKILL');
    post.way = 'take';
    server = await Server.start(store);
    await soon('the letter again', () => post.letters.length >= before + 2);
    await twoLooks();
    hold(post.letters.length === before + 2, `${post.letters.length - before} letters`);
  });
  await steps.check('mail: a reminder once days have passed', async () => {
    const before = post.letters.length;
    const days = (count) => alter(store, 'desk', `UPDATE mailed SET mailed_at = mailed_at - ${count} * 86400000000`);
    days(2);
    await change(runner.person, { post: 'Runs the machines' });   // an entry about nothing: the needs are worked out anew
    await twoLooks();
    hold(post.letters.length === before, 'a reminder after two days');
    days(2);
    await change(runner.person, { post: 'Runs the service' });
    await soon('a reminder', () => post.letters.length === before + 1);
  });
  await refusals({ steps, post, give, administrator, address, runner });
  await steps.check('mail: who does not run the service finds no such page', async () => {
    const visitor = await somebody(cswo);
    hold((await visitor.get('/mail')).status === 404, 'it is there');
    hold(!(await visitor.get('/')).text.includes('href="/mail"'), 'a link leads there');
    hold((await (await administrator()).get('/')).text.includes('href="/mail"'), 'no link leads the administrator there');
  });
  await steps.check('mail: that the record was not found sound by night is a letter like any other, to those who look after it', async () => {
    Object.assign(post, { way: 'take' });
    const toRunner = () => post.letters.filter((letter) => letter.to === 'runner@council.example').length;
    await twoLooks();
    const before = toRunner();
    writeFileSync(join(store, 'verified'), `${new Date().toISOString().replace('Z', '000Z')}\nunsound\nA tile is missing.\n`, { mode: 0o600 });
    await change(runner.person, { post: 'Looks after the machines' });   // the needs are worked out anew
    await soon('the letter', () => toRunner() === before + 1, 60_000);
    hold(alike(post.letters.at(-1)) === alike(post.letters[0]), 'it is another letter');
    hold((await (await administrator()).get('/')).text.includes('What it holds is not what was recorded.'), 'the home page does not say why');
    await twoLooks();
    hold(toRunner() === before + 1, 'it is sent again and again');
    rmSync(join(store, 'verified'));
  });
  await steps.check('mail: addresses and answers do not lie open in the desk or the log', () => {
    const desk = deskBytes(store);
    for (const word of ['mail room', 'nobody of that name', 'director@council.example']) {
      hold(!desk.includes(word), `the desk has “${word}”`);
      hold(!server.complaints.includes(word), `the log has “${word}”`);
    }
  });
  await server.end();
  await post.end();
  await mailByTls({ steps, store, folder, watch, runner });
  await withoutMail({ steps, store, watch, runner });
}

async function refusals({ steps, post, give, administrator, address, runner }) {
  await steps.check('mail: a server that refuses is told of in its own words, and gets it later', async () => {
    const before = post.letters.length;
    post.way = 'refuse';
    const asked = post.commands.length;
    await give({ question: 'Who holds the spare key?' });
    await soon('a try', () => post.commands.slice(asked).some((line) => line.startsWith('MAIL')));
    await pause(1_000);
    const page = await (await administrator()).get('/mail');
    hold(page.text.includes('Mail waits') && page.text.includes('the mail room is closed'), 'the page does not say why');
    hold(post.letters.length === before, 'it took it all the same');
    post.way = 'take';
    await soon('the letter', () => post.letters.length === before + 1, 40_000);
    await pause(1_000);
    hold((await (await administrator()).get('/mail')).text.includes('Mail goes out'), 'the page still says that mail waits');
  });
  await steps.check('mail: an address that is refused holds up nobody else', async () => {
    hold((await address(runner.person, 'runner@council.example')).status === 303, 'no address for the administrator');
    await twoLooks();
    Object.assign(post, { way: 'refuse-address', refused: 'director@' });
    const asked = post.commands.length;
    await give({ question: 'Is the night shift covered?' });
    await soon('three tries', () => post.commands.slice(asked).filter((line) => line.startsWith('RCPT TO:<director@')).length >= 3, 60_000);
    await pause(1_000);
    const page = await (await administrator()).get('/mail');
    hold(page.text.includes('Addresses that the server refuses') && page.text.includes('nobody of that name') && page.text.includes('Mail goes out'), 'the page does not say so');
    post.way = 'take';
    const before = post.letters.length;
    await soon('the letter', () => post.letters.slice(before).some((one) => one.to.startsWith('director@')), 60_000);
  });
  await steps.check('mail: a trial shows the server’s answer, whatever it is', async () => {
    const visitor = await administrator();
    const well = await trial(visitor);
    hold(well.text.includes('The server took the mail to runner@council.example') && well.text.includes('kept as letter'), 'taken, but the page does not say so');
    post.way = 'refuse';
    const refused = await trial(visitor);
    hold(refused.text.includes('No mail went out') && refused.text.includes('451 4.3.2 the mail room is closed'), 'refused, but the page does not say so');
    post.way = 'silent';
    const began = Date.now();
    const [slow, other] = await Promise.all([trial(visitor), (await administrator()).get('/')]);
    hold(slow.text.includes('No mail went out') && Date.now() - began < 20_000, `a silent server: ${Date.now() - began} ms`);
    hold(other.status === 200, 'another page did not come');
    post.way = 'take';
    return `a silent server is given up after ${Date.now() - began} ms`;
  });
}

async function withoutMail({ steps, store, watch, runner }) {
  for (const [what, text, words] of [['no settings', null, 'No mail goes out'], ['settings that do not fit', 'server = "x y"\n', 'settings do not fit']]) {
    await steps.check(`mail: with ${what} the record is served, and the page says so`, async () => {
      const file = join(store, 'mail.toml');
      if (text === null) rmSync(file); else writeFileSync(file, text);
      const server = await Server.start(store);
      const visitor = await watch.over(new Visitor(server)).become(runner.name, 'System administrator');
      const page = await visitor.get('/mail');
      await server.end();
      hold(page.status === 200 && page.text.includes(words), `status ${page.status}`);
    });
  }
}
