// BARS D3 with the real server: its syncs begin to fail. Nobody is told "recorded"; readiness turns red; the program ends with
// code 74; started again on a disk that works, the same form is answered once, and the record is sound.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceFields, build, cswo, freshKey, hold, pause, Server, verify, Visitor } from '../pages/site.mjs';
import { newestEntry } from '../pages/stored.mjs';

export async function failedDisk(store, folder) {
  const sign = join(folder, 'bad-disk');
  const environment = { LD_PRELOAD: join(build, 'tests/libbad_disk.so'), BAD_DISK: sign };
  const server = await Server.start(store, { environment });
  const visitor = await new Visitor(server).become(...cswo);
  const form = await visitor.form('/new/advice/give');
  const fields = { ...adviceFields(form, 'Does the disk keep this?'), key: freshKey() };
  const ended = new Promise((done) => server.child.on('exit', (code) => done(code)));
  hold((await visitor.get('/health/ready')).status === 200, 'ready before');
  writeFileSync(sign, '');
  const answer = await visitor.post('/new/advice/give', fields);
  hold(answer.status === 503 && /receipt/.test(answer.text), `a page with status 503 and what to think of it, not ${answer.status}`);
  const asked = performance.now();
  const ready = await visitor.get('/health/ready').catch(() => null);
  hold(!ready || (ready.status === 503 && /disk/.test(ready.text)), `readiness says ${ready?.status} ${ready?.text}`);
  const code = await Promise.race([ended, pause(15000)]);
  hold(code === 74, `the program ended with ${code}`);
  const seconds = (performance.now() - asked) / 1000;
  hold(/disk failed/.test(server.complaints), 'it says why');
  rmSync(sign);
  const again = await Server.start(store);
  const later = await new Visitor(again).become(...cswo);
  const before = newestEntry(store);
  const first = await later.post('/new/advice/give', { ...adviceFields(await later.form('/new/advice/give'), 'Does the disk keep this?'), key: fields.key });
  hold(first.status === 303, `sent again after the start: ${first.status}`);
  const grown = newestEntry(store) - before;
  hold(grown <= 1, `one form, ${grown} new entries`);
  await again.end();
  const looked = verify(store);
  hold(looked.code === 0, `verify: ${looked.code} ${looked.out} ${looked.err}`);
  return `refused with a page, ended with 74 after ${seconds.toFixed(1)} s; the form sent again ${grown === 0 ? 'stood already' : 'was recorded once'}`;
}
