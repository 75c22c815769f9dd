// BARS S7: each odd file is handled as stated, and memory does not grow with them.
import { readFileSync } from 'node:fs';
import { adviceFields, cswo, hold, newestEntry } from './site.mjs';
import { oddFiles, tooLarge } from './odd_files.mjs';

// What was typed stands on the first page of the draft that the answer leads back to.
async function keptWords(visitor, answer) {
  if (answer.status === 413) return;
  const draft = answer.text.match(/\/draft\/([0-9a-f]+)\//)?.[1];
  hold(draft, 'the answer leads to no draft');
  const first = await visitor.get(`/draft/${draft}/1`);
  hold(first.text.includes('What is in'), 'what was typed is gone');
}

const peakMegabytes = (server) => Number(readFileSync(`/proc/${server.child.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]) / 1024;

export async function uploads({ steps, server, store, visitorFor }) {
  const visitor = await visitorFor(`${cswo[0]}, ${cswo[1]}`);
  const send = async (file) => visitor.ask('POST', '/new/advice/give', {
    form: adviceFields(await visitor.form('/new/advice/give'), `What is in ${file.name.length} letters of name?`),
    files: [{ field: 'evidence_file', ...file, name: file.name.replaceAll('"', '%22') }],
  });
  const before = peakMegabytes(server);
  for (const file of oddFiles) {
    await steps.check(`${file.welcome ? 'keeps' : 'refuses'} ${JSON.stringify(file.name.slice(0, 60))}`, async () => {
      const entries = newestEntry(store);
      const answer = await send(file);
      if (!file.welcome) {
        hold(answer.status === 422 || answer.status === 413, `status ${answer.status}`);
        hold(newestEntry(store) === entries, 'it was recorded');
        await keptWords(visitor, answer);
        return;
      }
      hold(answer.status === 303, `status ${answer.status}: ${answer.text.match(/error-summary[\s\S]{0,600}/)?.[0]}`);
      const reference = answer.headers.location.match(/record\/([^?]+)/)[1];
      const given = await visitor.get(`/record/${reference}/file/evidence_file`);
      hold(given.status === 200 && given.bytes.equals(file.bytes), `given back with status ${given.status}, ${given.bytes.length} bytes`);
      const disposition = given.headers['content-disposition'] ?? '';
      hold(disposition.startsWith('attachment'), `disposition: ${disposition}`);
      hold(!/[/\\]|\.\./.test(disposition.replace(/filename\*=UTF-8''/i, '').replace(/%2F/gi, '/')), `a path in the name: ${disposition}`);
      if (file.keptAs) hold(disposition.includes(`"${file.keptAs}"`) || disposition.includes(encodeURIComponent(file.keptAs)), `named ${disposition}`);
      hold(!/html|svg|script/.test(given.headers['content-type']), `type ${given.headers['content-type']}`);
    });
  }
  await steps.check('refuses what is over the limit, without reading it into memory', async () => {
    const entries = newestEntry(store);
    let status;
    try { status = (await send(tooLarge)).status; } catch (error) { status = error.code; }
    hold([413, 422, 'EPIPE', 'ECONNRESET'].includes(status), `status ${status}`);
    hold(newestEntry(store) === entries, 'it was recorded');
    hold((await visitor.get('/help')).status === 200, 'the server went away');
  });
  await steps.check('two files for one field, and a file where none is asked', async () => {
    const entries = newestEntry(store);
    const form = adviceFields(await visitor.form('/new/advice/give'), 'Where may a file stand?');
    const small = { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('words') };
    const odd = await visitor.ask('POST', '/new/advice/give', { form, files: [{ field: 'question', ...small }, { field: 'nothing', ...small }] });
    hold([303, 400, 422].includes(odd.status), `status ${odd.status}`);
    hold(newestEntry(store) - entries <= 2, 'more than the one act was recorded');
  });
  await steps.check('memory grows by 64 MB at most', () => {
    const grown = peakMegabytes(server) - before;
    hold(grown <= 64, `peak memory grew by ${grown.toFixed(0)} MB`);
    return `${grown.toFixed(0)} MB`;
  });
}
