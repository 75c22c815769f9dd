// What is closed, and who was named to read it: no word, reference or count of it for anybody else, on any page that links lead to, in
// search, lists, files and errors, or in what the server writes down (row S9, principles 8 and 13). And those who are named do read it.
import { steady, walk } from '../councils/crawl.mjs';
import { adviceFields, cswo, freshKey, hold } from './site.mjs';

// Each stands in one field of the four closed records, and nowhere else.
const canaries = { question: 'fieldfarewing', advice: 'dotterelnest', case_reference: 'CS-twitecall', listed: 'dunlinshore', broke: 'ouzelstone' };
const words = Object.values(canaries).map((word) => word.toLowerCase());
const asked = ['/search?words=', '/search.csv?words=', '/r/advice?words=', '/r/advice.csv?words=', '/r/emergency_opening?words='];
const counted = ['/', '/r/advice', '/r/advice.csv', '/r/advice?state=given', '/needs.csv', '/search?words=home', '/search.csv?words=home', '/r/risk', '/filters', '/report'];
const unnamed = ['Agnes Bruntie, Elected member', 'Hamish Corrie, Member of the integration board', 'Peter Lennox, Section 95 Officer',
  'Jamie Orr, Assistant to the Chief Social Work Officer', 'Morag Tulloch, System administrator'];
const named = 'Callum Strachan, Head of Adult Services', breaker = 'Gordon Abernethy, Director of Social Work and Health';

export async function namedOnly({ steps, server, visitorFor }) {
  const chief = await visitorFor(cswo.join(', '));
  const everybody = new Map();
  for (const who of unnamed) everybody.set(who, await visitorFor(who));
  const before = new Map();
  for (const [who, visitor] of everybody) before.set(who, await looksOf(visitor));
  const made = {};

  await steps.check('a closed record, a named reader and an emergency opening are recorded', async () => {
    made.child = await recorded(chief, '/new/advice/give', { ...adviceFields(await chief.form('/new/advice/give'), `May ${canaries.question} go home?`),
      advice: `Not before ${canaries.advice}.`, to: 'post chief_executive', about: 'one_person', case_reference: canaries.case_reference });
    const reader = (await chief.get('/new/named_reader/name')).text.match(/<option value="([^"]+)">Callum Strachan/)[1];
    made.listed = await recorded(chief, '/new/named_reader/name', { about: made.child, reader, why: `Covers ${canaries.listed}` });
    const director = await visitorFor(breaker);
    hold((await director.get(`/record/${made.child}`)).status === 404, 'the director reads it before');
    made.broken = await recorded(director, '/new/emergency_opening/open', { about: made.child, why: `The police ask of ${canaries.broke}` });
  });
  await steps.check('those who are named read it, and the breaking is told', async () => {
    for (const who of [named, breaker]) {
      const visitor = await visitorFor(who);
      hold((await visitor.get(`/record/${made.child}`)).text.includes(canaries.question), `${who} does not read it`);
      const found = await visitor.get(`/search?words=${canaries.question}`);
      hold(found.text.includes(`/record/${made.child}`), `${who} does not find it`);
    }
    for (const who of [cswo.join(', '), 'Catriona Weir, Monitoring Officer']) {
      const home = await (await visitorFor(who)).get('/');
      hold(home.text.includes(`/record/${made.broken}`), `${who} is not told`);
    }
  });
  for (const [who, visitor] of everybody) {
    // Before the walk, which opens forms: what it begins is their own.
    await steps.check(`${who}: lists and counts are as they were`, async () => {
      const now = await looksOf(visitor);
      const changed = counted.filter((path) => now.get(path) !== before.get(who).get(path));
      hold(changed.length === 0, `changed: ${changed.join(' ')}`);
    });
    await steps.check(`${who}: nothing of it on any page`, async () => {
      const own = Object.values(made).map((reference) => `/record/${reference}`);
      const seeds = [...own, ...own.map((path) => `${path}/history.csv`), ...own.map((path) => `${path}/links`), '/r/named_reader', '/r/emergency_opening',
        '/r/named_reader.csv', '/r/emergency_opening.csv', ...words.flatMap((word) => asked.map((path) => path + word))];
      const seen = await walk(visitor, seeds);
      const told = tellers(seen, made);
      hold(told.length === 0, `told of it: ${told.slice(0, 5).join(' ')}`);
      return `${seen.size} pages`;
    });
  }
  await steps.check('the same walk by somebody named meets every word of the record', async () => {
    const seen = await walk(await visitorFor(named), [`/record/${made.child}`]);
    const met = new Set([...seen.values()].flatMap(({ text }) => words.filter((word) => text.toLowerCase().includes(word))));
    for (const word of [canaries.question, canaries.advice, canaries.case_reference]) hold(met.has(word.toLowerCase()), `“${word}” was not met: the walk would miss a leak`);
  });
  await steps.check('what the server wrote down has none of it', () => {
    const log = server.complaints.toLowerCase();
    hold(words.every((word) => !log.includes(word)), 'the log has a word of it');
  });
}

// Sends a form whole, and gives the reference of what it recorded.
async function recorded(visitor, path, fields) {
  const { fields: drawn } = await visitor.form(path);
  const answer = await visitor.post(path, { ...drawn, go: 'record', signed: 'yes', key: freshKey(), ...fields });
  const done = answer.status === 303 && answer.headers.location.includes('/check') ? await signed(visitor, answer.headers.location) : answer;
  const reference = done.headers.location?.match(/\/record\/([^?]+)\?receipt=/)?.[1];
  hold(reference, `${path}: ${done.status} ${done.headers.location} ${done.text.slice(0, 3000)}`);
  return reference;
}
// A grave act is seen whole before it is recorded.
async function signed(visitor, check) {
  const { fields } = await visitor.form(check);
  return visitor.post(check, { ...fields, go: 'record', signed: 'yes' });
}

async function looksOf(visitor) {
  const looks = new Map();
  for (const path of counted) looks.set(path, steady((await visitor.get(path)).text));
  return looks;
}

// Pages with a word or a reference that they were not asked for by that name.
function tellers(seen, made) {
  const marks = [...words, ...Object.values(made).map((reference) => reference.toLowerCase())];
  return [...seen].filter(([path, { text, headers }]) => {
    const said = `${text} ${headers}`.toLowerCase();
    return marks.some((mark) => said.includes(mark) && !path.toLowerCase().includes(mark));
  }).map(([path]) => path);
}
