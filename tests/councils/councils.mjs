// Several councils in one program (tests/steps/councils): nothing of one is met in another, and what befalls one leaves the others
// alone. Every test of "nothing" has a control: a server that does leak, and must be found out.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { counter, hold, scratch, Server } from '../pages/site.mjs';
import { apart, judge, otherOf, walkAll } from './apart.mjs';
import { councils, makeStores, visitorAt, writeByForm, writeRegistry } from './canaries.mjs';
import { everybody, walk } from './crawl.mjs';
import { destroyed, destroyedOnServer } from './destroyed.mjs';
import { registry } from './registry.mjs';

const steps = counter();
const folder = scratch('councils');
const chosen = process.argv.slice(2);
const wanted = (name) => chosen.length === 0 || chosen.includes(name);

if (wanted('registry')) await registry({ steps, folder: join(folder, 'registry') });
if (wanted('apart')) await twoCouncils();
if (wanted('destroyed')) await (process.env.PLUMBLINE_SERVER ? destroyedOnServer : destroyed)({ steps, folder: join(folder, 'destroyed') });
steps.finish();

async function twoCouncils() {
  const alone = new Map();
  let file;
  const made = await steps.check('two councils whose every word tells whose it is, each walked through alone', async () => {
    file = makeStores(folder);
    for (const one of councils) {
      const server = await Server.start(one.folder);
      await writeByForm(server, one);
      alone.set(one, await walkAll(server, one));
      const all = [...alone.get(one).values()].flatMap((seen) => [...seen]);
      one.service = all.map(([path]) => path.match(/^\/services\/(CS\d+)$/)?.[1]).find((number) => number);
      one.words = [...new Set(all.flatMap(([, answer]) => answer.text.match(new RegExp(`\\b[a-z]{4,}${one.ending}\\b`, 'gi')) ?? []))].slice(0, 25);
      hold(one.service && one.words.length === 25, `${one.name}: service ${one.service}, ${one.words.length} words`);
      hold(judge(one, alone.get(one)).length === 0, `${one.name} alone has foreign words`);
      await server.end();
    }
  });
  if (!made) return;
  const server = await Server.start('', { words: ['--registry', file] });
  await apart({ steps, server, alone });
  await steps.check('the program ends in order', async () => hold((await server.end()) === 0, 'it did not'));
  await steps.check('the log of the program has no word of either, and names the store in each line', () => {
    const lines = server.complaints.trim().split('\n').filter((line) => line !== '');
    for (const one of councils) hold(!server.complaints.toLowerCase().includes(one.ending), server.complaints.split('\n').find((line) => line.includes(one.ending)));
    hold(lines.length > 20, `only ${lines.length} lines: refused forms should be there`);
    const nameless = lines.filter((line) => !JSON.parse(line).store);
    hold(nameless.length === 0, nameless[0]);
    return `${lines.length} lines`;
  });
  await controls(file, alone);
}

// A server that leaks: each council's host leads to the other's store. And one where both lead to what was one store.
async function controls(file, alone) {
  const crossed = writeRegistry(folder, councils.map((one) => ({ ...one, host: otherOf(one).host })), 'crossed.toml');
  const server = await Server.start('', { words: ['--registry', crossed] });
  await steps.check('a leak is found: on pages, in CSV, files, reports, search, drafts and names of files', async () => {
    const [one] = councils;
    const cswo = (await everybody(server, one)).find(({ who }) => who.includes('Chief Social Work Officer') && who.includes('Ishbel'));
    const other = otherOf(one);
    const seen = await walk(cswo.visitor, [`/search?words=${other.words[0]}`, `/record/${other.reference}`, `/record/${other.reference}/file/evidence_file`, `/draft/${other.draft}/1`, `/proof/${other.entry}/text`]);
    const found = judge(one, new Map([[cswo.who, seen]]));
    for (const place of ['/ (', '/r/advice (', '/r/advice.csv (', '/services.csv (', '/search?words=', '/evidence_file (', '/draft/', '/report/annual/2026-27 (', '/proof/', `/record/${other.reference} (`]) {
      hold(found.some((line) => line.includes(place)), `nothing was found at ${place}`);
    }
    const differing = judge(one, new Map([[cswo.who, seen]]), new Map([[cswo.who, alone.get(one).values().next().value]]));
    hold(differing.length > found.length, 'the pages are taken for those of the council alone');
  });
  await server.end();
  await steps.check('a session that is good in two councils is found', async () => {
    const [one, other] = councils;
    const first = await Server.start(one.folder);
    const [{ visitor }] = await everybody(first, one);
    await first.end();
    const copy = join(folder, 'copy');
    cpSync(one.folder, copy, { recursive: true });
    const doubled = writeRegistry(folder, [one, { ...other, folder: copy }], 'doubled.toml');
    const second = await Server.start('', { words: ['--registry', doubled] });
    const elsewhere = visitorAt(second, other);
    elsewhere.cookies = new Map(visitor.cookies);
    hold((await elsewhere.get('/')).status === 200, 'the session is not good there: the test could not have failed');
    await second.end();
    rmSync(copy, { recursive: true });
  });
}
