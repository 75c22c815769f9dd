// docs/CHECK_A_PROOF.md, followed to the letter: its program and its commands, taken from the page, check a proof with nothing of ours and
// without a network where one can be taken away; and every damaged proof is refused.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, cswo, hold, root, scratch, Server, Visitor } from '../pages/site.mjs';

const page = readFileSync(join(root, 'docs/CHECK_A_PROOF.md'), 'utf8');
const [check, followKeys] = [...page.matchAll(/```python\n([\s\S]*?)```/g)].map(([, text]) => text);
const commands = [...page.matchAll(/```sh\n([\s\S]*?)\n```/g)].map(([, line]) => line);

// What a stranger's computer has.
const env = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' };
const alone = spawnSync('unshare', ['-rn', 'true']).status === 0 ? ['unshare', '-rn', 'sh', '-c'] : ['sh', '-c'];

function follow(proof, key) {
  const folder = scratch('proof');
  writeFileSync(join(folder, 'proof.txt'), proof);
  writeFileSync(join(folder, 'key.txt'), key);
  writeFileSync(join(folder, 'check.py'), check);
  let said = '';
  for (const line of commands) {
    const ran = spawnSync(alone[0], [...alone.slice(1), line], { cwd: folder, env, encoding: 'utf8' });
    said += ran.stdout + ran.stderr;
    if (ran.status !== 0) return { holds: false, said };
  }
  return { holds: said.includes('HOLDS so far') && said.includes('Signature Verified Successfully'), said };
}

// Each line that proves something, with one letter of it another.
function damaged(proof) {
  const from = proof.indexOf('\nparts (');
  const lines = proof.split('\n');
  const first = proof.slice(0, from).split('\n').length + 1;
  const last = lines.findIndex((line) => line === 'verifier key');
  const all = [];
  for (let at = first; at < last; ++at) {
    const digit = lines[at].search(/[0-9a-f]{8}|[A-Za-z0-9+/]{40}|^\d+$/);
    if (digit < 0) continue;
    const place = digit + (lines[at].startsWith('\u2014') ? 60 : 0);   // past the name of the key
    const other = lines[at][place] === '0' ? '1' : '0';
    all.push([...lines.slice(0, at), lines[at].slice(0, place) + other + lines[at].slice(place + 1), ...lines.slice(at + 1)].join('\n'));
  }
  return all;
}

// The steps from an old key to the one now in force. Gives the key, or null.
function followed(keys, key) {
  const folder = scratch('keys');
  writeFileSync(join(folder, 'keys.txt'), keys);
  writeFileSync(join(folder, 'key.txt'), key);
  writeFileSync(join(folder, 'follow.py'), followKeys);
  const ran = spawnSync(alone[0], [...alone.slice(1), 'python3 follow.py'], { cwd: folder, env, encoding: 'utf8' });
  return ran.status === 0 && ran.stdout.includes('FOLLOWED') ? readFileSync(join(folder, 'key-now.txt'), 'utf8') : null;
}

export async function checkAProof(steps) {
  let proof, key, store;
  await steps.check('docs/CHECK_A_PROOF.md: a proof is checked by its steps', async () => {
    store = join(scratch('proved'), 'store');
    hold(command('seed', '--demo', '--store', store).code === 0, 'no store');
    const server = await Server.start(store);
    const visitor = await new Visitor(server).become(...cswo);
    proof = (await visitor.get('/proof/20/text')).text;
    key = (await visitor.get('/log/vkey')).text;
    await server.end();
    const told = follow(proof, key);
    hold(told.holds, told.said);
    hold(told.said.includes('name: Fiona Laidlaw'), 'it does not print the words');
  });
  await steps.check('docs/CHECK_A_PROOF.md: every damaged line is refused', () => {
    const all = damaged(proof);
    hold(all.length > 40, `only ${all.length} lines were damaged`);
    const passed = all.filter((one) => follow(one, key).holds);
    hold(passed.length === 0, `${passed.length} of ${all.length} pass, the first:\n${passed[0]}`);
    return `${all.length} of ${all.length} refused`;
  });
  await steps.check('docs/CHECK_A_PROOF.md: another key, and a part left out, are refused', () => {
    const [name, id, bytes] = key.trim().split('+');
    const other = Buffer.from(bytes, 'base64');
    other[5] ^= 1;
    hold(!follow(proof, `${name}+${id}+${other.toString('base64')}\n`).holds, 'another key passes');
    const digest = proof.match(/\ndigests\n([0-9a-f]{64}\n)/)[1];
    hold(!follow(proof.replace(digest, ''), key).holds, 'a digest left out passes');
  });
  await steps.check('docs/CHECK_A_PROOF.md: from an old key to the new one, and no further than the keys lead', async () => {
    hold(command('key', 'rotate', '--store', store).code === 0 && command('key', 'rotate', '--store', store).code === 0, 'the key is not changed');
    const given = command('key', 'auditor', '--to', 'the docs', '--store', store);
    const server = await Server.start(store);
    const visitor = await new Visitor(server).become(...cswo);
    const headers = { Authorization: `Bearer ${given.out.trim()}` };
    const keys = (await visitor.get('/log/keys', { headers })).text;
    const now = (await visitor.get('/log/vkey', { headers })).text;
    const later = (await visitor.get('/proof/20/text')).text;
    await server.end();
    hold(now !== key && followed(keys, key) === now, 'the steps do not lead to the key in force');
    hold(follow(proof, key).holds, 'the proof made before no longer holds by the old key');
    hold(follow(later, now).holds && !follow(later, key).holds, 'a proof made after holds by the wrong key');
    const lines = keys.split('\n');
    const without = (at) => lines.filter((_, line) => line !== at).join('\n');
    const signatures = lines.flatMap((line, at) => (line.startsWith('\u2014') ? [at] : []));
    hold(signatures.length === 4, `${signatures.length} signatures`);
    for (const at of signatures) hold(followed(without(at), key) === null, `a change without its signature in line ${at} is followed`);
    hold(followed(keys.replace(now.trim(), key.trim()), key) === null, 'a change to another key is followed');
  });
}
