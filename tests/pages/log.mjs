// The log for those who check it: what anybody gets, and what an auditor's key adds (ENTRY_FORMAT 6, principle 8).
import { adviceFields, command, cswo, hold, sha256, Visitor } from './site.mjs';
import { leavesOf, record } from './stored.mjs';

const sizeOf = (note) => Number(note.split('\n')[1]);
const tilePath = (level, place, size) => {
  const full = Math.floor(size / 256 ** (level === 'entries' ? 1 : level + 1)) > place;
  const number = String(place).padStart(3, '0');
  return `/log/tile/${level}/${number}${full ? '' : `.p/${size % 256}`}`;
};

export async function log({ steps, server, store, watch, visitorFor }) {
  const anybody = watch.over(new Visitor(server));
  const given = command('key', 'auditor', '--to', 'the page tests', '--store', store);
  await steps.check('an auditor is given a key', () => hold(given.code === 0 && given.out.trim().length >= 43, given.err));
  const key = { Authorization: `Bearer ${given.out.trim()}` };

  await steps.check('anybody gets the checkpoint of the last fixed hour, which does not move when something is recorded', async () => {
    const before = await anybody.get('/log/checkpoint');
    hold(before.status === 200 && before.headers['content-type'].startsWith('text/plain'), `status ${before.status}`);
    const lines = before.text.split('\n');
    hold(lines[0].startsWith('plumbline/') && lines[3] === '' && lines[4].startsWith(`— ${lines[0]} `), before.text);
    const newest = sizeOf((await anybody.get('/log/checkpoint', { headers: key })).text);
    const visitor = await visitorFor(`${cswo[0]}, ${cswo[1]}`);
    const answer = await visitor.post('/new/advice/give', adviceFields(await visitor.form('/new/advice/give'), 'Does the public checkpoint move?'));
    hold(answer.status === 303, `status ${answer.status}`);
    hold((await anybody.get('/log/checkpoint')).text === before.text, 'the public checkpoint tells that something was recorded');
    hold(sizeOf((await anybody.get('/log/checkpoint', { headers: key })).text) === newest + 1, "the auditor's does not tell");
  });

  await steps.check('the verifier key is that of the genesis and signs the checkpoint', async () => {
    const answer = await anybody.get('/log/vkey');
    hold(/^plumbline\/[0-9a-f]{32}\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*\n$/.test(answer.text), answer.text);
  });

  await steps.check('anybody gets hash tiles of that size, and no leaf', async () => {
    const size = sizeOf((await anybody.get('/log/checkpoint')).text);
    const tile = await anybody.get(tilePath(0, 0, size));
    hold(tile.status === 200 && tile.bytes.length === 32 * Math.min(size, 256), `status ${tile.status}, ${tile.bytes.length} bytes`);
    const leaves = leavesOf(store, { to: Math.min(size, 256) });
    hold(Buffer.concat(leaves.map((leaf) => sha256(Buffer.from([0]), leaf))).equals(tile.bytes), 'the tile holds other hashes');
    for (const headers of [{}, { Authorization: 'Bearer nothing' }, { Authorization: `Bearer ${'A'.repeat(43)}` }, { Authorization: given.out.trim() }]) {
      const bundle = await anybody.get(tilePath('entries', 0, size), { headers });
      hold([401, 403, 404].includes(bundle.status), `a bundle without a key: ${bundle.status}`);
    }
    const ahead = await anybody.get(tilePath(0, 0, size + 1));
    hold(ahead.status === 404, `a tile beyond the public size: ${ahead.status}`);
  });

  await steps.check('with a key the bundles are the leaves, byte by byte', async () => {
    const size = sizeOf((await anybody.get('/log/checkpoint', { headers: key })).text);
    const bundle = await anybody.get(tilePath('entries', 0, size), { headers: key });
    hold(bundle.status === 200, `status ${bundle.status}`);
    const leaves = leavesOf(store, { to: Math.min(size, 256) });
    const expected = Buffer.concat(leaves.map((leaf) => Buffer.concat([Buffer.from([0, leaf.length]), Buffer.from(leaf)])));
    hold(expected.equals(bundle.bytes), `${bundle.bytes.length} bytes, ${expected.length} expected`);
    hold(leaves.every((leaf) => leaf.length === 145), 'a leaf is not 145 bytes long');
  });

  await steps.check('paths that are none', async () => {
    for (const path of ['/log/tile/0/0', '/log/tile/0/000.p/0', '/log/tile/0/000.p/257', '/log/tile/0/-01', '/log/tile/64/000', '/log/tile/0/x999/999', '/log/tile/entries/x000/000', '/log/tile/data/000', '/log/tile/0/999', '/log/']) {
      for (const headers of [{}, key]) {
        const answer = await anybody.get(path, { headers });
        hold([400, 404, 403].includes(answer.status), `${path}: ${answer.status}`);
      }
    }
  });

  await steps.check('an auditor’s key was given, used and withdrawn by record: its use stands once a day', async () => {
    const uses = () => record(store, "SELECT a.entry AS entry, a.person AS person, a.capacity AS capacity FROM act a JOIN record r ON r.number = a.record WHERE r.register = 'auditor_key' AND a.step = 'use' ORDER BY a.entry");
    const before = uses();
    hold(before.length === 1 && before[0].person === '' && before[0].capacity === 'operator', JSON.stringify(before));
    for (const path of ['/log/checkpoint', '/log/vkey', '/log/keys']) await anybody.get(path, { headers: key });
    await anybody.get('/log/checkpoint', { headers: { Authorization: 'Bearer nothing' } });
    hold(uses().length === 1, 'asking again, or with another key, is written down too');
  });

  await steps.check('a key that was withdrawn opens nothing', async () => {
    const [{ reference }] = record(store, "SELECT reference FROM record WHERE register = 'auditor_key' ORDER BY number DESC LIMIT 1");
    const ran = command('key', 'withdraw', '--reference', reference, '--store', store);
    hold(ran.code === 0, ran.err);
    const size = sizeOf((await anybody.get('/log/checkpoint')).text);
    const bundle = await anybody.get(tilePath('entries', 0, size), { headers: key });
    hold([401, 403, 404].includes(bundle.status), `status ${bundle.status}`);
  });
}
