// Comments stand apart from the record, are as open as it is, and are their writer's to withdraw.
import { adviceFields, cswo, freshKey, hold, newestEntry } from './site.mjs';

export async function comments({ steps, store, visitorFor, names }) {
  const chief = await visitorFor(cswo.join(', '));
  const member = await visitorFor('Agnes Bruntie, Elected member');
  const form = (visitor, reference) => visitor.form(`/new/advice_comment/comment?parent=${reference}`);
  const say = async (visitor, reference, comment) => visitor.post('/new/advice_comment/comment',
    { ...(await form(visitor, reference)).fields, parent: reference, go: 'record', key: freshKey(), comment });
  const given = await chief.post('/new/advice/give', { ...adviceFields(await chief.form('/new/advice/give'), 'Is this spoken of?'), key: freshKey() });
  const reference = given.headers.location.match(/record\/([^?]+)/)[1];
  const path = `/record/${reference}`;
  const apart = (text) => text.match(/<div class="apart">[\s\S]*?<\/div>\n/)?.[0] ?? '';
  let comment;

  await steps.check('whoever may read a record may comment, and gets a receipt', async () => {
    const sent = await say(member, reference, 'Was <i>zinnober</i> asked?');
    hold(sent.status === 303 && sent.headers.location.startsWith(`${path}?receipt=`), `${sent.status} ${sent.headers.location} ${sent.text.slice(0, 2000)}`);
    const page = await member.get(sent.headers.location);
    hold(page.text.includes('Your comment is recorded as entry'), 'no receipt');
    hold(apart(page.text).includes('Was &lt;i&gt;zinnober&lt;/i&gt; asked?') && apart(page.text).includes('Elected member'), 'the comment does not stand apart');
    hold(!page.text.replace(apart(page.text), '').includes('zinnober'), 'it stands in the record as well');
    comment = page.text.match(/\/record\/(ADC-\w+)\/do\/take_back/)[1];
    const own = await member.get(`/record/${comment}`);
    hold(own.status === 303 && own.headers.location === `${path}#comments`, 'its own address');
  });
  await steps.check('with nothing written it comes back, and nothing is recorded', async () => {
    const before = newestEntry(store);
    const sent = await say(member, reference, '  ');
    hold(sent.status === 422 && sent.text.includes('Enter your comment'), `${sent.status}`);
    const long = await say(member, reference, `kept ${'x'.repeat(4001)}`);
    hold(long.status === 422 && long.text.includes('kept xxx'), `${long.status}`);
    hold(newestEntry(store) === before, 'something was recorded');
  });
  await steps.check('comments are in no history, list, search or figure', async () => {
    for (const where of ['/', '/r/advice', '/search?words=zinnober', '/report/annual/2026-27', `${path}/links`]) {
      const page = await chief.get(where);
      hold(!page.text.replaceAll('value="zinnober"', '').includes('Was &lt;i&gt;') && !page.text.includes(comment), `${where} has it`);
    }
    hold((await chief.get('/r/advice_comment')).status === 404, 'they have a list');
  });
  await steps.check('a comment on a closed record, and its proof, look missing', async () => {
    const sent = await say(chief, names.restricted, 'Quernstone is spoken of.');
    hold(sent.status === 303, `${sent.status} ${sent.text.slice(0, 2000)}`);
    const entry = sent.headers.location.match(/receipt=(\d+)/)[1];
    const page = await chief.get(`/record/${names.restricted}`);
    const own = page.text.match(/\/record\/(ADC-\w+)\/do\/take_back/)[1];
    const shut = [await member.get(`/record/${own}`), await member.get(`/proof/${entry}`), await member.get(`/new/advice_comment/comment?parent=${names.restricted}`),
      await member.post('/new/advice_comment/comment', { ...(await form(member, reference)).fields, parent: names.restricted, go: 'record', key: freshKey(), comment: 'A guess.' })];
    hold(shut.every((answer) => answer.status === 404), shut.map((answer) => answer.status).join(' '));
  });
  await steps.check('only its writer withdraws a comment', async () => {
    hold(!(await chief.get(path)).text.includes('/do/take_back'), 'another is offered it');
    const before = newestEntry(store);
    const token = (await form(chief, reference)).fields.token;
    const tried = await chief.post(`/record/${comment}/do/take_back`, { token, go: 'record', key: freshKey() });
    hold(tried.status === 403 && newestEntry(store) === before, `${tried.status}`);
    const draft = await member.get(`/record/${comment}/do/take_back`);
    hold(draft.status === 200, `the writer: ${draft.status}`);
    const { fields } = await member.form(`/record/${comment}/do/take_back`);
    const done = await member.post(`/record/${comment}/do/take_back`, { ...fields, go: 'record' });
    hold(done.status === 303 && done.headers.location.startsWith(`${path}?receipt=`), `${done.status} ${done.headers.location}`);
    const page = await member.get(done.headers.location);
    hold(page.text.includes('Your comment is withdrawn') && page.text.includes('was withdrawn by its writer') && !page.text.includes('zinnober'), 'it still stands');
  });
}
