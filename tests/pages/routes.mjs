// Every route of the site map, GET and POST, by every capacity of the cast and by a stranger: an id that they may not know of is answered as one that
// nobody has, byte for byte but for the id itself, in status and headers too (BARS A4). The control: for whoever may know of it the two differ.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { routesOf, steady } from '../councils/crawl.mjs';
import { adviceFields, cswo, formsOf, freshKey, hold, newestEntry, oneRisk, root, Visitor } from './site.mjs';
import { record } from './stored.mjs';
import { inFull, inSample, said } from './turns.mjs';

const registers = Object.fromEntries(readdirSync(join(root, 'packs/scotland/registers')).map((file) => {
  const text = readFileSync(join(root, 'packs/scotland/registers', file), 'utf8');
  return [text.match(/^prefix\s*= "(\w+)"/m)[1], [...text.matchAll(/^\[step\.(\w+)\]/gm)].map(([, step]) => step)];
}));
const stepsOf = (reference) => [...(registers[reference.split('-')[0]] ?? []), 'nothing'];

// What ids stand for in a pattern or beside it. A capture that is not here fails: somebody must say what it is.
const shapes = {
  reference: (id, method, pattern) => (pattern.includes('{step}') ? stepsOf(id).map((step) => pattern.replace('{step}', step)) : [pattern])
    .map((one) => one.replace('{reference}', id).replace('{field}', 'evidence_file').replace('{entry}', '5')),
};
const queries = (id) => [`/record/${id}?receipt=5`, `/record/${id}?as_at=5`, `/record/${id}?as_at=2026-11-01`, `/record/${id}/links?as_at=5`, `/record/${id}/why?person=P-2025-003&as_at=2026-09-01`,
  `/record/${id}/opened?before=9`, `/new/advice_risk/name?parent=${id}`, `/new/legal_advice/hold?parent=${id}`, `/new/advice_comment/comment?parent=${id}`, `/r/advice?parent=${id}`,
  `/r/advice.csv?parent=${id}`, `/search?words=${id}`, `/search.csv?words=${id}`, `/r/emergency_opening.csv?about=${id}`];
const sent = { go: 'record', signed: 'yes', withdrawn_why: 'x', comment: 'x', why: 'x', capacity: 'cswo' };
const unasked = /^\/(sign-out|sign-in|demonstration|capacity|me\/(?!session\/)|prove|mail\/trial|filters|services)/;   // their POSTs name no record: tests/signin, posts.http

export async function routes({ steps, server, store, watch, visitorFor, names }) {
  const chief = await visitorFor(cswo.join(', '));
  const secrets = {};
  await steps.check('routes: closed things of every kind are made', async () => Object.assign(secrets, await make(chief, visitorFor, store)));
  if (!secrets.reference) return;
  const people = await everybody(server, watch);
  await steps.check('routes: every capacity of the packs has somebody here', () => {
    const missing = capacitiesWithout(people);
    hold(missing.length === 0, `nobody in the cast (packs/ardmorran/cast.story) is: ${missing.join(', ')}`);
    const [first] = titlesOfCapacities(), fewer = people.filter((one) => capacityOf(one) !== first);
    hold(capacitiesWithout(fewer).join() === first, 'control: one that is missing is not found');
    return `${titlesOfCapacities().length} capacities, ${people.length} as whom, ${said}`;
  });
  const [began, before] = [performance.now(), newestEntry(store)];
  const sums = { asked: 0, open: 0 };
  const seenBy = new Map();
  for (const [place, { who, visitor }] of people.entries()) {
    let [named, thing] = [false, 0];
    const again = people.slice(0, place).some((other) => capacityOf(other) === capacityOf({ who }));   // tests nothing new: a sample
    const full = inFull(place) && !again;
    await steps.check(`routes: ${who}: what is closed is as what is not there, on every route`, async () => {
      for (const [kind, pairs] of Object.entries(secrets)) {
        for (const [id, none] of pairs) {
          thing += 1;
          const may = await knows(visitor, kind, id, none, sums);
          seenBy.set(id, [...(seenBy.get(id) ?? []), may]);
          named ||= may && ['reference', 'draft'].includes(kind);
          if (may || !(full || inSample(place, thing, closedThings(secrets)))) continue;   // may: what they send would be recorded
          const differ = await differences(visitor, kind, id, none, sums);
          hold(differ.length === 0, `${id}: ${differ.slice(0, 4).join('; ')}`);
        }
      }
    });
    await steps.check(`routes: ${who}: no word of it on a route that names none`, async () => {
      const plainRoutes = routesOf('get').filter((route) => !route.pattern.includes('{') && route.pattern !== '/stay');
      for (const [at, { pattern }] of plainRoutes.entries()) {
        if (!(full || inSample(place, at, 4))) continue;
        const answer = await visitor.get(pattern);
        hold(answer.status < 500 && (named || !answer.text.includes('godwitmarsh')), `${pattern}: ${answer.status}`);
        sums.asked += 1;
      }
    });
  }
  await steps.check('routes: control: each is open to somebody, to whom the answers differ, and closed to most', () => {
    for (const [id, may] of seenBy) hold(may.some(Boolean) && may.filter((one) => !one).length >= (id.startsWith('P-') ? 1 : people.length / 2), `${id}: open to ${may.filter(Boolean).length} of ${may.length}`);
    hold(newestEntry(store) === before, 'something was recorded');
    return `${sums.asked} answers, ${people.length} as whom, ${seenBy.size} closed things, in ${((performance.now() - began) / 1000).toFixed(0)} s`;
  });
  await steps.check('routes: every capture of the site map is known here', () => {
    const known = ['reference', 'field', 'step', 'entry', 'id', 'page', 'person', 'register', 'number', 'year', 'name', 'level', 'a', 'b', 'c', 'd'];
    const captures = new Set([...routesOf('get'), ...routesOf('post')].flatMap(({ pattern }) => [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)));
    hold([...captures].every((one) => known.includes(one)), [...captures].filter((one) => !known.includes(one)).join());
  });
}

const closedThings = (secrets) => Object.values(secrets).flat().length;

const titlesOfCapacities = () => [...readFileSync(join(root, 'packs/scotland/roles.toml'), 'utf8').split('[group.')[0].matchAll(/^\w+\s*=\s*\{ title = "([^"]+)"/gm)].map(([, title]) => title);
const capacityOf = ({ who }) => who.replace(/^[^,]*, /, '');
const capacitiesWithout = (people) => titlesOfCapacities().filter((title) => !people.some((one) => capacityOf(one) === title));

// The plain ways to a thing. Whoever is answered otherwise on one of them than for what is not there has a right to know of it.
const plainWays = { reference: ['/record/ID', '/record/ID/opened'], entry: ['/proof/ID'], draft: ['/draft/ID/1'], person: ['/capacities/ID'], session: [] };
async function knows(visitor, kind, id, none, sums) {
  for (const way of plainWays[kind]) {
    const [there, missing] = [await visitor.get(way.replace('ID', id)), await visitor.get(way.replace('ID', none))];
    sums.asked += 2;
    if (there.status !== missing.status) return true;
  }
  // Only the session itself is shown to whoever owns it.
  return kind === 'session' && (await visitor.get('/me')).text.includes(`/me/session/${id}/`);
}

async function differences(visitor, kind, id, none, sums) {
  const differ = [];
  const token = (await visitor.get('/help')).text.match(/name="token" value="([^"]+)"/)?.[1] ?? (await visitor.get('/sign-in')).text.match(/name="token" value="([^"]+)"/)?.[1];
  const compare = async (method, path, form) => {
    const ask = (one) => (method === 'GET' ? visitor.get(path.replaceAll('<ID>', one)) : visitor.post(path.replaceAll('<ID>', one), { ...JSON.parse(JSON.stringify(form).replaceAll('<ID>', one)), token, key: freshKey() }));
    const [shut, missing] = [await ask(id), await ask(none)];
    sums.asked += 2;
    if (whole(shut, id) !== whole(missing, none)) differ.push(`${method} ${path.replaceAll('<ID>', id)}`);
  };
  const captures = { record: 'reference', draft: 'id', filter: 'id', session: 'id', entry: 'entry', person: 'person' };
  for (const method of ['get', 'post']) {
    for (const { pattern } of routesOf(method)) {
      const mine = pattern.includes(`{${captures[kind] ?? 'reference'}}`) && (captures[kind] !== 'id' || pattern.startsWith(`/${kind === 'session' ? 'me/session' : kind}/`));
      if (!mine || (method === 'post' && unasked.test(pattern)) || (kind === 'entry' && pattern.includes('{reference}'))) continue;
      const filled = kind === 'reference' ? shapes.reference('<ID>', method, pattern.replace('{step}', '{step}')) : [pattern.replace(`{${captures[kind]}}`, '<ID>').replace('{page}', '1')];
      const paths = kind === 'reference' && pattern.includes('{step}') ? stepsOf(id).map((step) => pattern.replace('{step}', step).replace('{reference}', '<ID>')) : filled;
      for (const path of paths) await compare(method.toUpperCase(), path, sent);
    }
  }
  if (kind === 'reference') {
    for (const query of queries('<ID>')) await compare('GET', query);
    for (const step of ['advice_risk/name', 'legal_advice/hold', 'advice_comment/comment']) await compare('POST', `/new/${step}`, { ...sent, parent: '<ID>' });
    await compare('POST', '/new/named_reader/name', { ...sent, about: '<ID>' });
  }
  return differ;
}

// Status, headers and body, without the id that was asked for and what is drawn anew each time.
function whole(answer, id) {
  const headers = Object.entries(answer.headers).filter(([name]) => !['date', 'x-request-id', 'content-length', 'set-cookie'].includes(name)).sort();
  const text = `${answer.status} ${JSON.stringify(headers)} ${answer.cookies.map((one) => one.split('=')[0])} ${steady(answer.text.replace(/[0-9a-f]{32}/g, 'KEY'))}`;
  return text.replaceAll(encodeURIComponent(id), 'ASKED').replaceAll(id, 'ASKED').replaceAll(id.toLowerCase(), 'ASKED');
}

async function everybody(server, watch) {
  const all = [];
  const buttons = formsOf((await new Visitor(server).get('/demonstration')).text).filter((form) => form.fields.person);
  for (const { fields, words } of buttons) {
    const visitor = watch.over(new Visitor(server));
    const fresh = formsOf((await visitor.get('/demonstration')).text).find((form) => form.fields.person === fields.person && form.fields.grant === fields.grant);
    await visitor.post('/demonstration', fresh.fields);
    all.push({ visitor, who: words.trim().replace(/^Become /, '') });
  }
  return [...all, { visitor: watch.over(new Visitor(server)), who: 'a stranger' }];
}

// By kind: pairs of an id that is closed to most and one that nobody has.
async function make(chief, visitorFor, store) {
  const at = (answer) => answer.headers.location?.match(/record\/([^?#]+)/)?.[1];
  const act = async (visitor, path, fields) => {
    const form = await visitor.form(path);
    const answer = await visitor.post(form.action, { ...form.fields, go: 'record', signed: 'yes', key: freshKey(), ...fields });
    if (!answer.headers.location?.includes('/check')) return answer;
    const check = await visitor.form(answer.headers.location);
    return visitor.post(answer.headers.location, { ...check.fields, go: 'record', signed: 'yes' });
  };
  const given = await chief.post('/new/advice/give', { ...adviceFields(await chief.form('/new/advice/give'), 'May godwitmarsh move?'), ...oneRisk, key: freshKey(), to: 'post chief_executive', about: 'one_person', case_reference: 'C-81' });
  const shut = at(given), entry = given.headers.location.match(/receipt=(\d+)/)[1];
  hold(shut, `${given.status} ${given.text.slice(0, 900)}`);
  await act(chief, `/new/advice_comment/comment?parent=${shut}`, { parent: shut, comment: 'Of godwitmarsh.' });
  await act(chief, `/new/legal_advice/hold?parent=${shut}`, { parent: shut, author: 'Solicitor', text: 'Of godwitmarsh.' });
  const reader = (await chief.get('/new/named_reader/name')).text.match(/<option value="([^"]+)"[^>]*>Callum Strachan/)[1];
  const listed = at(await act(chief, '/new/named_reader/name', { about: shut, reader, why: 'Of godwitmarsh' }));
  const broken = at(await act(await visitorFor('Gordon Abernethy, Director'), '/new/emergency_opening/open', { about: shut, why: 'Of godwitmarsh' }));
  const parts = record(store, `SELECT reference FROM record WHERE parent = (SELECT number FROM record WHERE reference = '${shut}')`).map((row) => row.reference);
  hold(listed && broken && parts.length >= 2, `${listed} ${broken} ${parts}`);
  const kept = await chief.post('/new/advice/give', { ...adviceFields(await chief.form('/new/advice/give'), 'May godwitmarsh stay?'), go: 'check', signed: '' });
  const draft = kept.headers.location.match(/draft\/(\w+)/)[1];
  const session = formsOf((await chief.get('/me')).text).find((form) => form.action.startsWith('/me/session/'))?.action.split('/')[3];
  const missing = (reference) => `${reference.slice(0, -4)}${/\d{4}$/.test(reference) ? '9999' : 'ZZZZ'}`;
  const person = record(store, "SELECT person FROM account WHERE name = 'Moira Haldane'")[0].person;
  return {
    reference: [shut, ...parts, listed, broken].map((one) => [one, missing(one)]),
    entry: [[entry, String(newestEntry(store) + 90000)]],
    draft: [[draft, `${draft.slice(0, -4)}${draft.endsWith('0000') ? '1111' : '0000'}`]],
    person: [[person, 'P-2025-999']],
    ...(session ? { session: [[session, '0123456789abcdef']] } : {}),
  };
}
