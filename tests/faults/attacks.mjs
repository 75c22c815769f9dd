// BARS T3: somebody with all rights on the machine, the log's key in hand, changes the log in twelve ways at many places, and covers their
// tracks as well as can be: tiles made anew, checkpoints signed anew. Found by the stock Go verifier (tests/verifier) with one checkpoint
// kept outside and the hashes under it, and named: the first entry that is not what it was. Two kinds touch nothing that a log has, and
// are `plumbline verify`'s to find.
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newKey, readKey, signatureLine, verifierOf } from '../verifier/sign.mjs';
import { run } from '../pages/runs.mjs';
import { command, commandSoon, hold, root, seed } from '../pages/site.mjs';
import { alter, copyStore, leavesOf, record, removeStore } from '../pages/stored.mjs';

// The stock verifier, built into a folder; and a store to attack: the demonstration, with more acts after it.
export function goVerifier(folder) {
  const env = { ...process.env, GOPATH: '/usr/share/gocode', GO111MODULE: 'off', GOFLAGS: '', GOCACHE: join(root, 'build/go-cache') };
  const files = readdirSync(join(root, 'tests/verifier')).filter((name) => name.endsWith('.go')).map((name) => join(root, 'tests/verifier', name));
  const ran = run('go', ['build', '-o', join(folder, 'verifier'), ...files], { env });
  hold(ran.status === 0, `the verifier is not built: ${ran.stderr}`);
  return join(folder, 'verifier');
}
export function attackedStore(folder, more = 0) {
  const store = join(folder, 'attacked-store');
  seed(store, '--demo');
  for (let act = 0; act < more; ++act) hold(command('key', 'auditor', '--to', `number ${act}`, '--store', store).code === 0, 'a key');
  return store;
}

const sha = (...pieces) => pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest();
const leafHash = (leaf) => sha(Buffer.from([0]), leaf);
const any = (below) => Math.floor(Math.random() * below);

// RFC 6962, over the hashes of leaves.
function rootOf(hashes) {
  if (hashes.length === 1) return hashes[0];
  let half = 1;
  while (half * 2 < hashes.length) half *= 2;
  return sha(Buffer.from([1]), rootOf(hashes.slice(0, half)), rootOf(hashes.slice(half)));
}

// A log as it lies in its folder: { leaves, checkpoint, vkey }, tiles by themselves so that they may be left as they were.
const noteOf = (origin, hashes, key) => {
  const text = `${origin}\n${hashes.length}\n${rootOf(hashes).toString('base64')}\n`;
  return `${text}\n${signatureLine(key, text)}`;
};
const named = (place, width) => `${String(place).padStart(3, '0')}${width === 256 ? '' : `.p/${width}`}`;

function write(folder, { leaves, hashes, checkpoint, vkey }) {
  rmSync(folder, { recursive: true, force: true });
  const put = (name, bytes) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  };
  put('checkpoint', checkpoint);
  put('vkey', `${vkey}\n`);
  const blocks = (all, name, bytesOf) => {
    for (let first = 0; first < all.length; first += 256) {
      const block = all.slice(first, first + 256);
      put(name(first / 256, block.length), Buffer.concat(block.map(bytesOf)));
    }
  };
  blocks(leaves, (place, width) => `tile/entries/${named(place, width)}`, (leaf) => Buffer.concat([Buffer.from([0, leaf.length]), leaf]));
  for (let level = 0, row = hashes; row.length > 0; ++level) {
    blocks(row, (place, width) => `tile/${level}/${named(place, width)}`, (hash) => hash);
    row = Array.from({ length: Math.floor(row.length / 256) }, (_, at) => rootOf(row.slice(at * 256, at * 256 + 256)));
  }
}

// What each kind does at place `at`; gives what the verifier must name.
function attacksOn({ leaves, kept, key, stranger, vkey, noteAt, checkpoint }) {
  const origin = key.name;
  const forged = (at) => Buffer.from(leaves[at].toString().replace(/[0-9a-f]{64}\n$/, `${randomBytes(32).toString('hex')}\n`));
  const genuine = leaves.map(leafHash);
  // Every other time the tracks are covered: tiles made anew, and the newest checkpoint signed anew.
  const log = (changed, covered) => {
    const hashes = covered ? changed.map(leafHash) : genuine;
    return { leaves: changed, hashes, checkpoint: covered ? noteOf(origin, hashes, key) : checkpoint, vkey };
  };
  const covered = () => any(2) === 0;
  const put = (at, count, ...more) => { const all = [...leaves]; all.splice(at, count, ...more); return all; };
  return {
    rewrite: (at) => ({ log: log(put(at, 1, forged(at)), covered()), bad: at }),
    delete: (at) => ({ log: log(put(at, 1), covered()), bad: at }),
    insert: (at) => ({ log: log(put(at, 0, forged(at)), covered()), bad: at }),
    swap: (at) => {
      const other = at + 1 + any(kept - at - 1);
      return { log: log(leaves.map((leaf, place) => (place === at ? leaves[other] : place === other ? leaves[at] : leaf)), covered()), bad: at };
    },
    truncate: (at) => ({ log: log(leaves.slice(0, at), covered()), bad: at }),
    rollback: (at) => {
      const size = noteAt.sizes.filter((one) => one <= at).at(-1);
      return { log: { leaves: leaves.slice(0, size), hashes: genuine.slice(0, size), checkpoint: noteAt.notes[size], vkey }, bad: size };
    },
    fork: (at) => ({ log: log([...leaves.slice(0, at), ...leaves.slice(at).map((_, place) => forged(at + place))], true), bad: at }),
    'key swap': (at) => {
      const changed = put(at, 1, forged(at));
      const hashes = changed.map(leafHash);
      return { log: { leaves: changed, hashes, checkpoint: noteOf(origin, hashes, stranger), vkey: verifierOf(stranger) }, bad: at };
    },
    // The log itself is whole: from the kept checkpoint on nothing is vouched for.
    'checkpoint edit': (at) => {
      const bytes = Buffer.from(checkpoint);
      const lines = checkpoint.split('\n');
      if (at % 3 === 0) bytes[lines[0].length + 1 + any(lines[1].length)] ^= 1;
      else if (at % 3 === 1) bytes[lines[0].length + lines[1].length + 2 + any(lines[2].length - 2)] ^= 2;
      else bytes[bytes.length - 6 - any(60)] ^= 2;
      return { log: { leaves, hashes: genuine, checkpoint: bytes, vkey }, bad: kept };
    },
    // The end is cut off, and its numbers are given to other acts.
    'index reuse': (at) => ({ log: log([...leaves.slice(0, at), ...leaves.slice(at, at + 1 + any(9)).map((_, place) => forged(at + place))], true), bad: at }),
  };
}

// A row, or a document's piece, changed in a copy of the store. Gives the entry that `verify` must name.
const behind = {
  'row only': (store, at) => {
    const [row] = record(store, `SELECT * FROM advice ORDER BY record LIMIT 1 OFFSET ${at}`);
    const texts = Object.keys(row).filter((name) => name.startsWith('f_') && typeof row[name] === 'string' && row[name] !== '');
    const name = texts[any(texts.length)];
    alter(store, 'record', `UPDATE advice SET "${name}" = substr("${name}", 1, ${any(row[name].length)}) || '#' WHERE record = ${row.record}`);
    return row.since_entry;
  },
  'attachment only': (store, at) => {
    const [piece] = record(store, `SELECT hex(p.document) AS id, p.piece AS piece, d.record_key AS record FROM document_piece p JOIN document d ON d.id = p.document ORDER BY p.document, p.piece LIMIT 1 OFFSET ${at}`);
    alter(store, 'record', `UPDATE document_piece SET sealed = CAST(substr(sealed, 1, 40 + ${any(200)}) || x'00' || substr(sealed, 42 + ${any(200)}) AS BLOB) WHERE document = x'${piece.id}' AND piece = ${piece.piece}`);
    return record(store, `SELECT min(entry) AS entry FROM act WHERE record = ${piece.record}`)[0].entry;
  },
};

// `places` of each kind, in a log of some hundreds of entries whose keeper kept the checkpoint `tail` entries before its end.
// `only`: kinds by name; all when none is named.
export async function attack({ store, folder, verifier, places, tail = 40, only = [] }) {
  const wanted = ([kind]) => only.length === 0 || only.includes(kind);
  const leaves = leavesOf(store).map((leaf) => Buffer.from(leaf));
  const key = readKey(readFileSync(join(store, 'log.key'), 'utf8'));
  const notes = Object.fromEntries(record(store, 'SELECT size, note FROM checkpoint ORDER BY size').map(({ size, note }) => [size, note]));
  const sizes = Object.keys(notes).map(Number).filter((size) => size > 0).sort((a, b) => a - b);
  const kept = sizes.filter((size) => size <= leaves.length - tail).at(-1);
  const vkey = verifierOf(key);
  const outside = join(folder, 'kept');
  const whole = { leaves, hashes: leaves.map(leafHash), checkpoint: notes[leaves.length], vkey };
  write(outside, { leaves: [], hashes: leaves.slice(0, kept).map(leafHash), checkpoint: notes[kept], vkey });
  const judge = (log) => {
    const at = join(folder, 'attacked');
    write(at, log);
    const ran = run(verifier, ['-dir', at, '-vkey', join(outside, 'vkey'), '-saved', join(outside, 'checkpoint')]);
    return { refused: ran.status === 1, bad: Number(/^first bad entry: (\d+)$/m.exec(ran.stdout)?.[1] ?? -1), said: ran.stdout };
  };
  const told = { found: 0, entries: leaves.length, kept, missed: [], kinds: {} };
  const control = judge(whole);
  if (control.refused) told.missed.push(`the log as it is was refused: ${control.said}`);
  const kinds = attacksOn({ leaves, kept, key, stranger: newKey(key.name), vkey, checkpoint: notes[leaves.length], noteAt: { notes, sizes } });
  // What shows a log that was signed anew is the checkpoint that was kept, and nothing else.
  write(join(folder, 'attacked'), kinds.fork(kept >> 1).log);
  const forgotten = run(verifier, ['-dir', join(folder, 'attacked'), '-vkey', join(outside, 'vkey')]);
  if (forgotten.status !== 0) told.missed.push(`a fork is found by what is not there: ${forgotten.stdout}`);
  told.control = `the log as it is: ${control.refused ? 'refused' : 'sound'}; a fork, without the kept checkpoint: ${forgotten.status === 0 ? 'not found' : 'found'}`;
  for (const [kind, make] of Object.entries(kinds).filter(wanted)) {
    told.kinds[kind] = 0;
    for (let turn = 0; turn < places; ++turn) {
      // Spread over all that was kept, the first and the last of it too.
      const at = turn === 0 ? sizes[0] : Math.max(sizes[0], Math.min(kept - 2, Math.floor((turn + Math.random()) * kept / places)));
      const { log, bad } = make(at);
      const judged = judge(log);
      if (judged.refused && judged.bad === bad) ++told.kinds[kind], ++told.found;
      else told.missed.push(`${kind} at ${at}: ${judged.refused ? `names ${judged.bad}, not ${bad}` : 'not found'}`);
    }
  }
  for (const [kind, change] of Object.entries(behind).filter(wanted)) {
    told.kinds[kind] = 0;
    const work = async (worker) => {
      const copy = join(folder, `behind-${worker}`);
      for (let turn = worker; turn < places; turn += 2) {
        copyStore(store, copy);
        const entry = change(copy, turn % told.rows[kind]);
        const ran = await commandSoon('verify', '--store', copy, '--json');
        const first = ran.code === 1 ? JSON.parse(ran.out).findings[0] : undefined;
        if (first?.entry === entry) ++told.kinds[kind], ++told.found;
        else told.missed.push(`${kind} ${turn}: ${first ? `names ${first.entry} (${first.what}), not ${entry}` : `code ${ran.code}`}`);
      }
      removeStore(copy);
    };
    told.rows ??= { 'row only': record(store, 'SELECT count(*) AS count FROM advice')[0].count, 'attachment only': record(store, 'SELECT count(*) AS count FROM document_piece')[0].count };
    await Promise.all([work(0), work(1)]);
  }
  rmSync(join(folder, 'attacked'), { recursive: true, force: true });
  return told;
}
