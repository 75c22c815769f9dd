// Walks through a council as each capacity of each of its people, by every link it meets, and keeps what it saw.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formsOf, hold, plain, root } from '../pages/site.mjs';
import { inFull, whole } from '../pages/turns.mjs';
import { visitorAt } from './canaries.mjs';

const mostPages = 800;   // of one capacity; there are about 250, and twice that where other tests have written

export function routesOf(method) {
  const text = readFileSync(join(root, 'src/web/site_map.cpp'), 'utf8');
  return [...text.matchAll(/Method::(\w+), "([^"]+)", Wants::(\w+)/g)]
    .filter(([, found]) => found === method).map(([, , pattern, wants]) => ({ pattern, wants }));
}
const shapeOf = (pattern) => new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);

// Every way to be somebody here: one button each on the demonstration's page.
export async function everybody(server, one) {
  const page = await visitorAt(server, one).get('/demonstration');
  const buttons = formsOf(page.text).filter((form) => form.fields.person);
  hold(buttons.length >= 10, `${one.name}: ${buttons.length} people to become (status ${page.status})`);
  // Half of them on each database, and the office on both, for the time it takes.
  const chosen = buttons.filter(({ words }, place) => inFull(place) || /, (Depute )?Chief Social Work Officer$/.test(words.trim()));
  const all = [];
  for (const { fields, words } of chosen) {
    const visitor = visitorAt(server, one);
    const fresh = formsOf((await visitor.get('/demonstration')).text)
      .find((form) => form.fields.person === fields.person && form.fields.grant === fields.grant);
    const answer = await visitor.post('/demonstration', fresh.fields);
    hold(answer.status === 303 && answer.headers.location === '/', `${one.name}: becoming ${words}: ${answer.status}`);
    all.push({ visitor, who: words.trim() });
  }
  return all;
}

// What no link leads to, but the site map has.
const unlinked = ['/log/checkpoint', '/log/vkey', '/log/keys', '/log/tile/0/000', '/log/tile/0/000.p/10', '/log/tile/1/000/000', '/log/tile/0/000/000/000', '/log/tile/0/000/000/000/000',
  '/health/live', '/health/ready', '/.well-known/security.txt', '/services.csv', '/r/advice.csv', '/r/person.csv', '/report/annual/2025-26/figures.csv',
  '/report/annual/2025-26/report.html', '/report/annual/2026-27', '/stay', '/nothing-here', '/demonstration', '/sign-in', '/search?words=CS', '/search.csv?words=night', '/services/import', '/r/advice?sort=question',
  '/raise/concern', '/raise/concern/code', '/me/seal', '/record/AD-000000/seal', '/sign-in/code', '/sign-in/passkey', '/sign-in/provider', '/sign-in/return', '/sign-in/set-up', '/me/password', '/prove', '/prove/provider', '/mail', '/disposals/due',
  '/record/AD-0000-000000', '/record/AD-000000/opened', '/r/nothing', '/help?words=x', '/search?words=', '/draft/0000000000000000/1', '/proof/999999', '/services/CS0000000000'];

// Gives a map from address to { status, text, headers, type }. `seeds`: addresses that no link leads to.
export async function walk(visitor, seeds) {
  const seen = new Map();
  const waiting = ['/', ...unlinked, ...seeds];
  const met = new Set(waiting);
  const ofShape = new Map();
  // Lists can be sorted, filtered and asked for as at any entry, and each record has its forms and files: three addresses of each kind are
  // followed, and every record. Where the tables are on a server, one of each kind, and every third record.
  const [most, everyRecord] = process.env.PLUMBLINE_SERVER && !whole ? [1, 3] : [3, 1];
  let records = 0;
  const enough = (link) => {
    if (/^\/record\/[^/?]+$/.test(link)) return records++ % everyRecord !== 0;
    if (!/[?]|\.csv|\/proof\/|\/do\/|\/services\/|\/why$|\/draft\/|\/capacities\/|\/who-may\//.test(link)) return false;
    const [path, query = ''] = link.split('?');
    const shape = `${path.replace(/\d+/g, '0').replace(/\/record\/[^/]+/, '/record/R').replace(/\/draft\/[^/]+/, '/draft/D').replace(/\/who-may\/\w+/, '/who-may/R')}?${[...new URLSearchParams(query).keys()].join('&')}`;
    ofShape.set(shape, (ofShape.get(shape) ?? 0) + 1);
    return ofShape.get(shape) > most;
  };
  visitor.keepConnection();
  while (waiting.length > 0 && seen.size < mostPages) {
    const path = waiting.shift();
    const answer = await visitor.get(path);
    seen.set(path, { status: answer.status, text: answer.text, headers: JSON.stringify(answer.headers), type: answer.headers['content-type'] ?? '' });
    const links = [...answer.text.matchAll(/(?:href|src|action)="(\/[^"#]*)/g)].map(([, link]) => plain(link));
    if (answer.headers.location) links.push(answer.headers.location);
    for (const link of links) {
      // Without what is fresh each time, and what a link says twice in another order.
      if (met.has(link) || /^\/\/|^\/me\/sessions?\//.test(link) || /[?&](next|cursor|after)=/.test(link)) continue;
      met.add(link);
      if (enough(link)) continue;
      waiting.push(link);
    }
  }
  visitor.endConnection();
  hold(seen.size < mostPages, `more than ${mostPages} pages: the walk would end early; most are ${mostOf([...seen.keys()])}`);
  return seen;
}

// Of what kind most addresses are.
function mostOf(paths) {
  const kinds = new Map();
  for (const path of paths) kinds.set(kindOf(path), (kinds.get(kindOf(path)) ?? 0) + 1);
  return [...kinds].sort((a, b) => b[1] - a[1]).slice(0, 4).map(([kind, count]) => `${kind} (${count})`).join(', ');
}
const kindOf = (path) => path.split('?')[0].replace(/\d+/g, '0').replace(/\/(record|draft|proof|services)\/[^/]+/, '/$1/X');

// Which GET routes nobody's walk has opened.
export function routesUnseen(walks) {
  const paths = new Set(walks.flatMap((seen) => [...seen.keys()].map((path) => path.split('?')[0])));
  return routesOf('get').filter(({ pattern }) => ![...paths].some((path) => shapeOf(pattern).test(path))).map(({ pattern }) => pattern);
}

const ownSessions = /<h2[^>]*>Where you are signed in<\/h2>[\s\S]*?(?=<h2|<\/main>)/;
// What is drawn anew for each visit: a secret to set up with its picture, what a passkey signs.
const freshSecrets = /<svg class="square-code"[\s\S]*?<\/svg>|<code>[A-Z2-7 ]{20,}<\/code>|data-challenge="[^"]*"/g;
// A page without what differs each time it is drawn: tokens, keys, ids of requests, the minute, where else its person is signed in. `without`: the one place where
// another council may be named.
export function steady(text) {
  return otherCouncilsCut(text).replace(ownSessions, '').replace(freshSecrets, '').replace(/value="[\w-]{32,}"/g, 'value=""').replace(/\b[0-9a-f]{16}\b/g, 'ID').replace(/\d{1,2}(:\d{2})?[ap]m/g, 'TIME')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT').replace(/https?:\/\/[\w.:-]+/g, 'ADDRESS');
}
export const otherCouncilsCut = (text) => text.replace(/<h2[^>]*>Other councils on this server<\/h2>[\s\S]*?<\/ul>\n?/, '');

// The words of `other` that stand where only those of another council may: an empty list is what we want.
export function foreignWords(text, other) {
  if (!text.toLowerCase().includes(other.ending)) return [];
  return [...new Set(otherCouncilsCut(text).match(new RegExp(`[\\w’'-]*${other.ending}\\w*`, 'gi')) ?? [])];
}
