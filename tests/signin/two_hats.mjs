// People with two capacities: whatever they open, leave, send twice, send from another window or send after a capacity ended, every entry
// carries the capacity that they had chosen, by the grant that was in force that day (BARS A8). Judged by a stranger, from proofs and an
// auditor's bundle; and by one's own reading of the appointments, not by ours.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceFields, command, cswo, formsOf, freshKey, hold, plain, root, seed, Server, Visitor } from '../pages/site.mjs';
import { newestEntry } from '../pages/stored.mjs';
import { checkedEntry } from './stranger.mjs';

const nameOf = Object.fromEntries([...readFileSync(join(root, 'packs/scotland/roles.toml'), 'utf8').matchAll(/^(\w+)\s*= \{ title = "([^"]+)"/gm)].map(([, name, title]) => [title, name]));
const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
const boxes = (field, iso) => { const [y, m, d] = iso.split('-'); return { [field]: '', [`${field}.day`]: d, [`${field}.month`]: m, [`${field}.year`]: y }; };
const entryOf = (answer) => Number(answer.headers.location?.match(/receipt=(\d+)/)?.[1] ?? NaN);

// Somebody at one browser, and what they chose by a press of their own.
class Person {
  constructor(visitor, name) { Object.assign(this, { visitor, name }); }
  async hats() {
    return formsOf((await this.visitor.get('/capacity')).text).filter((form) => form.fields.grant && form.action === '/capacity');
  }
  async choose(title) {
    const form = (await this.hats()).find((one) => one.words.includes(` as ${title}`));
    hold(form, `${this.name} cannot choose ${title}`);
    await this.visitor.post('/capacity', form.fields);
    hold((await this.bar()).title === title, `${this.name} chose ${title} and reads ${(await this.bar()).title}`);
    return title;
  }
  async bar(page) {
    const text = (page ?? await this.visitor.get('/help')).text;
    return { title: plain(text.match(/You act as<?\s*<strong>([^<]+)</)?.[1] ?? '') };
  }
}

// A comment can be made in every capacity; advice by those of the office.
const writing = {
  comment: (about) => ({ path: `/new/advice_comment/comment?parent=${about}`, fields: (form) => ({ ...form.fields, parent: about, go: 'record', comment: `Said ${freshKey()}.` }) }),
  advice: () => ({ path: '/new/advice/give', fields: (form) => adviceFields(form, `May it be asked ${freshKey()}?`) }),
};

export async function two_hats({ steps, watch, folder }) {
  const store = join(folder, 'demo');
  seed(store, '--demo');
  const server = await Server.start(store);
  const fresh = async (name, title) => new Person(await watch.over(new Visitor(server)).become(name, title), name);
  const chief = await fresh(...cswo);
  const [moira, catriona] = [await fresh('Moira Haldane', 'Chief Executive'), await fresh('Catriona Weir', 'Monitoring Officer')];
  const send = async (person, path, fields = {}) => {
    const form = await person.visitor.form(path);
    const answer = await person.visitor.post(form.action ?? path, { ...form.fields, go: 'record', signed: 'yes', ...fields });
    if (!answer.headers.location?.includes('/check')) return answer;
    const check = await person.visitor.form(answer.headers.location);
    return person.visitor.post(answer.headers.location, { ...check.fields, go: 'record', signed: 'yes' });
  };
  const about = (await send(chief, '/new/advice/give', adviceFields(await chief.visitor.form('/new/advice/give'), 'What is spoken of?'))).headers.location.match(/record\/([^?]+)/)[1];

  const appoint = async (name, capacity, from, to) => {
    const page = await moira.visitor.get('/new/appointment/propose');
    const holder = page.text.match(new RegExp(`<option value="([^"]+)"[^>]*>${name}[,<]`))[1];
    const proposed = await send(moira, '/new/appointment/propose', { holder, capacity, ...boxes('from', from), ...(to ? boxes('to', to) : {}), minute: 'Letter' });
    const reference = proposed.headers.location?.match(/record\/([^?]+)/)?.[1];
    hold(reference, `proposing ${capacity} for ${name}: ${proposed.status} ${proposed.text.slice(0, 1500)}`);
    const confirmed = await send(catriona, `/record/${reference}/do/confirm`);
    hold(confirmed.headers.location?.includes('receipt'), `confirming ${reference}: ${confirmed.status}`);
    return reference;
  };
  const end = async (reference, last) => hold((await send(moira, `/record/${reference}/do/end`, boxes('to', last))).headers.location?.includes('receipt'), `${reference} does not end`);
  const takeAway = async (reference) => hold((await send(moira, `/record/${reference}/do/take_away`, { minute: 'Letter' })).headers.location?.includes('receipt'), `${reference} is not taken away`);

  const told = [];   // what was recorded, in which capacity as the person had it
  const journey = { server, fresh, watch, about, appoint, end, takeAway, store, told, send };
  await steps.check('two hats: somebody gets a second one', async () => { await appoint('Callum Strachan', 'records_manager', day(-3)); });
  const people = [[cswo[0], cswo[1], 'Head of Children’s Services', 'advice'], ['Rhona Mackinlay', 'Depute Chief Social Work Officer', 'Specialist lead', 'advice'],
    ['Callum Strachan', 'Head of Adult Services', 'Records manager', 'comment']];
  let journeys = 0;
  for (const [name, a, b, kind] of people) {
    for (const [what, run] of Object.entries(walks)) {
      const good = await steps.check(`two hats: ${name}: ${what}`, async () => {
        const person = await fresh(name, a);
        const before = newestEntry(store), expected = told.length;
        const ours = await run({ ...journey, person, name, a, b, kind });
        for (const one of ours) told.push({ ...one, name, what });
        const made = newestEntry(store) - before - (ours.others ?? 0);
        hold(made === told.length - expected, `${made} entries, ${told.length - expected} expected`);
      });
      if (good) journeys += 1;
    }
  }
  await lately({ steps, fresh, appoint, told, send });
  await steps.check('two hats: forty journeys were made', () => { hold(journeys >= 40, `${journeys}`); return `${journeys} journeys, ${told.length} entries`; });
  await judgedByStranger({ steps, watch, server, store, told });
  await steps.check('two hats: it ends in order', async () => hold((await server.end()) === 0, 'it does not'));
}

// Opens a form in the capacity that the bar tells, and sends it.
async function open(person, kind, about) {
  const { path, fields } = writing[kind](about);
  const page = await person.visitor.get(path);
  const form = formsOf(page.text).find((one) => one.fields.key);
  hold(form, `${path}: ${page.status}`);
  return { path, form: { ...form, fields: fields(form) }, title: (await person.bar(page)).title };
}
const sent = (person, opened, extra = {}) => person.visitor.post(opened.form.action ?? opened.path, { ...opened.form.fields, ...extra });
// In the capacity in which it was opened.
async function done(person, opened, extra) {
  const answer = await sent(person, opened, extra);
  hold(Number.isFinite(entryOf(answer)), `not recorded: ${answer.status} ${answer.text.match(/<h1[\s\S]{0,400}/)?.[0]}`);
  return { entry: entryOf(answer), title: opened.title };
}
async function stopped(person, opened, extra) {
  const answer = await sent(person, opened, extra);
  hold(answer.status === 409 && !answer.headers.location, `${answer.status} ${answer.headers.location ?? ''}`);
  hold(answer.text.includes(opened.title) || answer.text.includes('has ended'), 'the page does not say in which capacity it was opened');
  return answer;
}

const walks = {
  'one hat, then the other': async ({ person, a, b, kind, about }) => {
    const first = await done(person, await open(person, kind, about));
    await person.choose(b);
    const second = await done(person, await open(person, 'comment', about));
    await person.choose(a);
    const third = await done(person, await open(person, kind, about));
    hold(first.title === a && second.title === b && third.title === a, 'the bar tells something else');
    return [first, second, third];
  },
  'a form drawn in one hat and sent in the other': async ({ person, b, kind, about }) => {
    const opened = await open(person, kind, about);
    await person.choose(b);
    await stopped(person, opened);
    return [];
  },
  'the same, and sent again after going back': async ({ person, a, b, kind, about }) => {
    const opened = await open(person, kind, about);
    await person.choose(b);
    await stopped(person, opened);
    await person.choose(a);
    return [await done(person, opened)];
  },
  'the same, and recorded in the other on purpose': async ({ person, b, about }) => {
    const opened = await open(person, 'comment', about);
    await person.choose(b);
    const page = await stopped(person, opened);
    const form = formsOf(page.text).find((one) => one.fields.key);
    const on = await person.visitor.post(form.action, { ...form.fields, go: 'as_now' });
    const check = on.headers.location ? await person.visitor.get(on.headers.location) : on;
    const last = formsOf(check.text).find((one) => one.fields.key ?? one.action?.includes('/draft/'));
    hold((await person.bar(check)).title === b, 'the page does not say the hat that was chosen');
    const answer = await person.visitor.post(last.action, { ...last.fields, go: 'record', signed: 'yes' });
    const final = answer.headers.location?.includes('/check') ? await person.visitor.post(answer.headers.location, { ...(await person.visitor.form(answer.headers.location)).fields, go: 'record', signed: 'yes' }) : answer;
    hold(Number.isFinite(entryOf(final)), `${on.status} ${on.headers.location}; ${answer.status} ${answer.headers.location}`);
    return [{ entry: entryOf(final), title: b }];
  },
  'two windows of one session, sent at once': async ({ person, a, b, about }) => {
    const one = await open(person, 'comment', about);
    await person.choose(b);
    const two = await open(person, 'comment', about);
    const answers = await Promise.all([sent(person, one), sent(person, two)]);
    hold(answers[0].status === 409 && Number.isFinite(entryOf(answers[1])), `${answers.map((answer) => answer.status)}`);
    hold(one.title === a && two.title === b, 'the bar tells something else');
    return [{ entry: entryOf(answers[1]), title: b }];
  },
  'two browsers, a hat in each, turn by turn': async ({ person, fresh, name, a, b, kind, about }) => {
    const other = await fresh(name, b);
    const all = [];
    for (let turn = 0; turn < 2; ++turn) {
      const [here, there] = [await open(person, kind, about), await open(other, 'comment', about)];
      all.push(await done(other, there), await done(person, here));
    }
    hold(all.map(({ title }) => title).join() === [b, a, b, a].join(), 'a choice here changed the other');
    return all;
  },
  'the back button: sent again in the other hat is the same receipt or nothing': async ({ person, b, kind, about }) => {
    const opened = await open(person, kind, about);
    const first = await done(person, opened);
    await person.choose(b);
    const again = await sent(person, opened);
    hold(again.status === 409 || entryOf(again) === first.entry, `${again.status} ${again.headers.location}`);
    return [first];
  },
  'the key of one hat in a form of the other': async ({ person, b, about }) => {
    const opened = await open(person, 'comment', about);
    const first = await done(person, opened);
    await person.choose(b);
    const later = await open(person, 'comment', about);
    const answer = await sent(person, later, { key: opened.form.fields.key });
    if (Number.isFinite(entryOf(answer))) return entryOf(answer) === first.entry ? [first] : [first, { entry: entryOf(answer), title: b }];
    return [first];
  },
  'a link that names the other hat': async ({ person, a, b, kind, about }) => {
    const { grant } = (await person.hats()).find((one) => one.words.includes(` as ${b}`)).fields;
    for (const link of [`/capacity?grant=${grant}`, `/?grant=${grant}`, `/capacity?grant=${grant}&next=/new/advice/give`, `/record/${about}?grant=${grant}`, `/demonstration?grant=${grant}`, `/new/advice/give?grant=${grant}`])
      await person.visitor.get(link);
    const one = await done(person, await open(person, kind, about));
    hold(one.title === a, `a link changed it to ${one.title}`);
    return [one];
  },
  'a form that says it was opened in the other hat': async ({ person, b, about }) => {
    const { grant } = (await person.hats()).find((one) => one.words.includes(` as ${b}`)).fields;
    const opened = await open(person, 'comment', about);
    const answer = await sent(person, opened, { grant });
    hold(answer.status === 409, `${answer.status} ${answer.headers.location ?? ''}`);
    return [];
  },
  'a draft begun in one and opened in the other': async ({ person, a, b, kind, about }) => {
    const opened = await open(person, kind, about);
    const kept = await sent(person, opened, { go: 'check', signed: '' });
    const draft = kept.headers.location;
    hold(draft?.includes('/draft/'), `${kept.status} ${draft}`);
    await person.choose(b);
    hold((await person.visitor.get(draft)).status === 409, 'the draft opens as if nothing had happened');
    const { token } = formsOf((await person.visitor.get('/capacity')).text).find((form) => form.fields.token).fields;
    const forced = await person.visitor.post(draft, { token, go: 'record', signed: 'yes' });
    hold(forced.status === 409, `it was recorded: ${forced.status}`);
    await person.choose(a);
    const check = await person.visitor.form(draft);
    const answer = await person.visitor.post(draft, { ...check.fields, go: 'record', signed: 'yes' });
    hold(Number.isFinite(entryOf(answer)), `${answer.status} ${answer.headers.location}`);
    return [{ entry: entryOf(answer), title: a }];
  },
  'a hat given meanwhile is not put on by itself': async ({ person, name, appoint, a, kind, about }) => {
    const opened = await open(person, kind, about);
    const reference = await appoint(name, 'practitioner', day(0));
    const one = await done(person, opened), two = await done(person, await open(person, kind, about));
    hold(two.title === a && reference, 'it was put on');
    return Object.assign([one, two], { others: 2 });
  },
  'a hat whose last day has passed while the form was open': async ({ person, name, appoint, end, about }) => {
    const reference = await appoint(name, 'budget_holder', day(-5));
    await person.choose('Budget holder');
    const opened = await open(person, 'comment', about);
    await end(reference, day(-1));
    const answer = await sent(person, opened);
    hold(!Number.isFinite(entryOf(answer)) && answer.status >= 300, `recorded: ${answer.status}`);
    hold((await person.visitor.get('/')).status === 303, 'she still acts');
    return Object.assign([], { others: 3 });
  },
  'a hat taken away while the form was open, and the other chosen': async ({ person, name, appoint, takeAway, a, kind, about }) => {
    const reference = await appoint(name, 'auditor', day(-5));
    await person.choose('Auditor or inspector');
    const opened = await open(person, 'comment', about);
    await takeAway(reference);
    const answer = await sent(person, opened);
    hold(!Number.isFinite(entryOf(answer)), `recorded: ${answer.status}`);
    await person.choose(a);
    return Object.assign([await done(person, await open(person, kind, about))], { others: 3 });
  },
  'a hat that begins tomorrow cannot be chosen': async ({ person, name, appoint, a, kind, about }) => {
    await appoint(name, 'council_solicitor', day(1));
    hold(!(await person.hats()).some((form) => form.words.includes('Council Solicitor')), 'it can');
    const one = await done(person, await open(person, kind, about));
    hold(one.title === a, one.title);
    return Object.assign([one], { others: 2 });
  },
};

// The last day has passed: chosen on purpose, and said so in the entry.
async function lately({ steps, fresh, appoint, told, send }) {
  await steps.check('two hats: a capacity to be confirmed is chosen, never slid into, and its entry says so', async () => {
    await appoint('Callum Strachan', 'specialist_lead', day(-9), day(-1));
    await appoint('Callum Strachan', 'depute_cswo', day(-9), day(-1));
    const callum = await fresh('Callum Strachan', 'Head of Adult Services');
    hold((await callum.bar()).title === 'Head of Adult Services', 'he slid into it');
    await callum.choose('Depute Chief Social Work Officer');
    const answer = await send(callum, '/new/advice/give', adviceFields(await callum.visitor.form('/new/advice/give'), 'May it be asked late?'));
    hold(Number.isFinite(entryOf(answer)), `${answer.status} ${answer.text.match(/<h1[\s\S]{0,300}/)?.[0]}`);
    told.push({ entry: entryOf(answer), title: 'Depute Chief Social Work Officer', name: 'Callum Strachan', what: 'lately', lately: true });
  });
}

// What an auditor reads: every entry that is open to them, each proved; and from those of appointments and delegations alone, who held what when.
async function read(server, watch) {
  const ruth = await watch.over(new Visitor(server)).become('Ruth Cassidy', 'Auditor');
  const vkey = (await ruth.get('/log/vkey')).text;
  const entries = new Map();
  let missing = 0;
  for (let number = 0; missing < 40; ++number) {
    const answer = await ruth.get(`/proof/${number}/text`);
    missing = answer.status === 200 ? 0 : missing + 1;
    if (answer.status === 200 && answer.text.includes(' .capacity ')) entries.set(number, checkedEntry(answer.text, vkey));
  }
  return entries;
}
function holdings(entries) {
  const now = new Map(), grants = [];
  for (const { number, parts } of entries.values()) {
    if (!['appointment', 'delegation'].includes(parts['.register'])) continue;
    const kept = now.get(parts['.record']) ?? {};
    now.set(parts['.record'], { ...kept, ...parts });
    const stands = now.get(parts['.record']);
    const open = grants.find((one) => one.record === parts['.record'] && one.until === undefined);
    if (parts['.state'] === 'in_force' && !open) grants.push({ record: parts['.record'], entry: number, person: stands.holder ?? stands.delegate, capacity: stands.capacity, from: stands.from, to: stands.to });
    if (parts['.state'] !== 'in_force' && open) Object.assign(open, { until: number });
  }
  return grants;
}
// What is wrong with what was told: an empty list is what we want.
function switches(told, entries, grants) {
  const wrong = [];
  for (const { entry, title, name, what, lately: after } of told) {
    const parts = entries.get(entry)?.parts;
    if (!parts) { wrong.push(`entry ${entry} (${what}) is not there`); continue; }
    const said = parts['.capacity'], on = parts['.effective_at'].slice(0, 10);
    if (said !== nameOf[title]) wrong.push(`entry ${entry} (${name}: ${what}): chosen ${nameOf[title]}, recorded ${said}`);
    const number = Number(parts['.grant'].match(after ? /by entry (\d+)/ : /^(\d+)$/)?.[1] ?? -1);
    const grant = grants.find((one) => one.entry === number);
    if (!grant || grant.person !== parts['.person'] || grant.capacity !== said) { wrong.push(`entry ${entry}: grant ${parts['.grant']} gives ${grant?.capacity} to ${grant?.person}`); continue; }
    const inForce = grant.from <= on && (!grant.to || grant.to >= on) && (grant.until === undefined || grant.until > entry) && grant.entry < entry;
    if (inForce === Boolean(after)) wrong.push(`entry ${entry}: grant ${number} ${after ? 'was in force' : 'was not in force'} on ${on}`);
  }
  return wrong;
}

async function judgedByStranger({ steps, watch, server, store, told }) {
  let entries, grants;
  await steps.check('two hats: every entry that an auditor may read is proved as a stranger would, and stands in the bundle', async () => {
    entries = await read(server, watch);
    const key = command('key', 'auditor', '--to', 'two hats', '--store', store).out.trim();
    const auditor = { headers: { Authorization: `Bearer ${key}` } };
    const anybody = new Visitor(server);
    const size = Number((await anybody.get('/log/checkpoint', auditor)).text.split('\n')[1]);
    const leaves = [];
    for (let place = 0; leaves.length < size; ++place) {
      const part = size - place * 256;
      const { bytes, status } = await anybody.get(`/log/tile/entries/${String(place).padStart(3, '0')}${part >= 256 ? '' : `.p/${part}`}`, auditor);
      hold(status === 200, `bundle ${place}: ${status}`);
      for (let at = 0; at < bytes.length; at += 2 + bytes.readUInt16BE(at)) leaves.push(bytes.subarray(at + 2, at + 2 + bytes.readUInt16BE(at)).toString());
    }
    for (const { number, leaf } of entries.values()) hold(leaves[number] === leaf, `entry ${number} has another leaf in the bundle`);
    grants = holdings(entries);
    return `${entries.size} entries of ${leaves.length}, ${grants.length} grants`;
  });
  await steps.check('two hats: every entry carries the capacity that was chosen, by a grant in force that day: 0 silent switches', () => {
    const wrong = switches(told, entries, grants);
    hold(wrong.length === 0, wrong.slice(0, 8).join('\n  '));
    return `${told.length} entries, 0 switches`;
  });
  await steps.check('two hats: whatever else stands in the log was done by a grant in force that day', () => {
    const others = [...entries.values()].filter(({ parts }) => /^\d+$/.test(parts['.grant']) && parts['.person'] !== '');
    const unfit = others.filter(({ number, parts }) => {
      const grant = grants.find((one) => one.entry === Number(parts['.grant']));
      return grant && (grant.person !== parts['.person'] || grant.capacity !== parts['.capacity'] || (grant.until !== undefined && grant.until < number));
    });
    hold(unfit.length === 0 && others.length > told.length, unfit.slice(0, 4).map(({ number }) => number).join());
    return `${others.length} entries`;
  });
  await steps.check('two hats: control: a journey that switches unseen, a grant of another and an entry altered are each found', async () => {
    const [one, other] = [told[0], told.find(({ title }) => title !== told[0].title)];
    hold(switches([{ ...one, title: other.title }], entries, grants).length === 1, 'a switch is not found');
    const parts = { ...entries.get(one.entry).parts, '.capacity': nameOf[other.title] };
    hold(switches([{ ...one, title: other.title }], new Map([[one.entry, { parts }]]), grants).length === 1, 'a capacity that the grant does not give is not found');
    hold(switches([one], entries, grants.map((grant) => ({ ...grant, until: 0 }))).length === 1, 'a grant that had ended is not found');
    const ruth = await watch.over(new Visitor(server)).become('Ruth Cassidy', 'Auditor');
    const text = (await ruth.get(`/proof/${one.entry}/text`)).text, vkey = (await ruth.get('/log/vkey')).text;
    const [said, wanted] = [nameOf[one.title], nameOf[other.title]].map((word) => Buffer.from(word).toString('hex'));
    let found = false;
    try { checkedEntry(text.replace(` .capacity name ${said}`, ` .capacity name ${wanted}`), vkey); } catch { found = true; }
    hold(found, 'an altered entry passes');
  });
}
