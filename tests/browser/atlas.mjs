// Every page of the site map in its empty, full, error and long states: who opens it, and how it is come to. The list of routes is read
// from src/web/site_map.cpp, and a page that nobody opens here is a failure.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../signin/people.mjs';
import { become, root, run, scratch, serve } from './stand.mjs';

const long = 'Antidisestablishmentarianism'.repeat(6);
const longStory = `cast
at 2026-05-11 10:00
as ishbel cswo
new long advice give
  question: May ${long} stay?
  advice: ${'It should stay until the next review, and be looked at with the people whom it is for. '.repeat(30)}
  to: post director
  about: services
  why: https://example.invalid/${'a-very-long-address-without-a-break-'.repeat(8)}
  respond_by: 2026-06-30
  + advice_risk name
    risk: ${long} is left alone
    likelihood: likely
    harm: serious
  + advice_option put
    option: ${long}
    cost: 123456789
    main_risk: ${long}
    rights_touched: ${'Home life, safety and being heard. '.repeat(8)}
`;

// One server with all the councils that the pages need: a full one, one with people and no records, one with very long words, a real one in
// which nothing has happened yet, and one whose folder is missing.
export async function world() {
  const folder = scratch('atlas');
  const store = (name) => join(folder, name);
  const story = (name, text) => {
    writeFileSync(store(`${name}.story`), text);
    run('seed', '--story', store(`${name}.story`), '--store', store(name));
  };
  run('seed', '--demo', '--store', store('full'));
  story('empty', 'cast\n');
  story('long', longStory);
  writeFileSync(store('passwords'), 'quiet-harbour-lantern\nplain-meadow-thimble\n');
  run('init', '--store', store('new'), '--council', 'Glenorrie Council', '--administrator', 'Una Baird', '--sign-in', 'una.baird',
    '--second', 'Tom Reekie', '--second-sign-in', 'tom.reekie', '--passwords', store('passwords'));
  writeFileSync(join(store('new'), 'sign_in.toml'), '[local]\nsecond_factor = "offered"\n');
  // Nobody there has an address, so nothing is sent.
  writeFileSync(join(store('new'), 'mail.toml'),
    'server = "127.0.0.1"\ntls = "none"\nnetwork = "this_machine"\nfrom = "plumbline@council.example"\nlink = "https://council.example"\n');
  run('init', '--store', store('guarded'), '--council', 'Kinnaird Council', '--administrator', 'Una Baird', '--sign-in', 'una.baird',
    '--second', 'Tom Reekie', '--second-sign-in', 'tom.reekie', '--passwords', store('passwords'));
  writeFileSync(store('plumbline.toml'), ['full', 'empty', 'long', 'new', 'guarded', 'missing']
    .map((name) => `[store.${name}]\nfolder = "${store(name)}"\nhost = "${name}.localhost"\n`).join('\n'));
  const server = await serve('', undefined, ['--registry', store('plumbline.toml')]);
  process.on('exit', () => server.child.kill('SIGKILL'));
  return { ...server, folder, at: (council) => (council ? server.address.replace('127.0.0.1', `${council}.localhost`) : server.address) };
}

const cast = {
  chief: ['Ishbel Carnochan', 'Chief Social Work Officer'],
  officer: ['Elspeth Drummond', 'Chief Officer'],
  director: ['Gordon Abernethy', 'Director'],
  member: ['Agnes Bruntie', 'Elected member'],
  monitor: ['Catriona Weir', 'Monitoring Officer'],
  treasurer: ['Peter Lennox', 'Section 95 Officer'],
};
const hrefs = (page, selector) => page.locator(selector).evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')))]);
const send = async (page, name) => {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.getByRole('button', { name }).first().click()]);
};
const opened = (path) => async (page, address) => {
  const answer = await page.goto(address + path);
  if (answer === null || answer.status() >= 500 && !/missing/.test(address)) throw new Error(`${path} answers ${answer?.status()}`);
};
// The page behind the first link that fits, of another page.
const linked = (path, selector, ending = '') => async (page, address) => {
  await page.goto(address + path);
  const [href] = await hrefs(page, selector);
  if (!href) throw new Error(`${path} has no link ${selector}`);
  await page.goto(address + href.replace(/[?#].*/, '') + ending);
};
const record = 'main tbody a[href^="/record/"]';
const decided = '/r/advice?state=decided';

async function signInWrongly(page, address) {
  await page.goto(`${address}/sign-in`);
  await page.getByLabel(/name/i).first().fill('nobody');
  await page.getByLabel(/password/i).first().fill('wrong');
  await send(page, /sign in/i);
}
// A council that asks for a second factor: Una sets hers up once, and is asked for a code from then on.
async function passwordThere(page, address) {
  await page.goto(`${address}/sign-in`);
  await page.getByLabel('Sign-in name').fill('una.baird');
  await page.getByLabel('Password').fill('quiet-harbour-lantern');
  await send(page, 'Sign in');
}
async function codesSetUp(page, address) {
  await passwordThere(page, address);
  await page.getByLabel('The code that the app shows now').fill(codeOf(await page.locator('main code').innerText()));
  await send(page, 'Use these codes');
}
const emptyForm = (path, button) => async (page, address) => {
  await page.goto(address + path);
  await send(page, button);
};
async function giveToCheck(page, address) {
  await page.goto(`${address}/new/advice/give`);
  await page.getByLabel('What is the question?').fill('May the hall be let on Sundays?');
  await page.getByLabel('What do you advise?').fill('Yes, when nobody needs it for care.');
  await page.getByLabel('Who decides?').selectOption({ label: 'Director of Social Work and Health' });
  await page.getByRole('radio', { name: /^No, about services/ }).check();
  await send(page, /Check and record/);
}
async function giveRecorded(page, address) {
  await giveToCheck(page, address);
  await page.getByRole('checkbox').first().check();
  await send(page, /^(Sign and record|Record)/);
}
async function keptFilter(page, address) {
  await page.goto(`${address}/r/advice?state=decided`);
  const keeping = page.locator('summary', { hasText: 'Keep this filter' });
  if (await keeping.count() === 0) return;   // kept when it was come to before
  await keeping.click();
  await page.getByLabel('Name of the filter').fill(`Decided ${Date.now()}`);
  await send(page, 'Keep it');
}
const decision = async (page, address) => {
  await page.goto(address);
  const [href] = await hrefs(page, 'main .needs a[href^="/record/"]');
  await page.goto(`${address}${href}/do/decide`);
};

const passphrase = 'the tide goes out at seven';
async function keyMade(page, address) {
  await page.goto(`${address}/me/seal`);
  if (await page.getByLabel('Your passphrase').count() === 0) return;   // made when it was come to before
  await page.getByLabel('Your passphrase').fill(passphrase);
  await page.getByLabel('The same passphrase again').fill(passphrase);
  await send(page, 'Make the key');
}
async function raised(page, address, name) {
  await page.goto(`${address}/raise/concern`);
  await page.getByRole('group', { name: /risk of harm now/ }).getByRole('radio', { name: 'No' }).check();
  await page.getByRole('group', { name: /Is it about the Chief/ }).getByRole('radio', { name: 'No', exact: true }).check();
  await page.getByLabel('What are you concerned about?').fill('Visits are written up that were not made.');
  await page.getByRole('radio', { name: name ? /My name, sealed/ : /No name/ }).check();
  if (name) await page.getByLabel(/Your name, and how to reach you/).fill(name);
  await send(page, 'Raise a concern');
}
// Somebody else does it, in a browser of their own.
async function elsewhere(page, address, who, how) {
  const context = await page.context().browser().newContext();
  const other = await context.newPage();
  if (who) await become(other, address, ...cast[who]);
  await how(other, address);
  await context.close();
}
const hasSealed = new Set();   // so few may be raised from one address
async function sealedToAsk(page, address) {
  await keyMade(page, address);
  if (!hasSealed.has(address)) {
    hasSealed.add(address);
    await elsewhere(page, address, 'treasurer', keyMade);
    await elsewhere(page, address, '', (other) => raised(other, address, 'Una Kerr'));
  }
  await linked('/r/concern', record, '/seal')(page, address);
}
async function sealedToOpen(page, address) {
  await elsewhere(page, address, 'monitor', async (other) => {
    await sealedToAsk(other, address);
    await other.getByLabel('Why must the name be known?').fill('They asked to be phoned.');
    await other.getByLabel('Your passphrase').fill(passphrase);
    await send(other, 'Ask a second person');
  });
  await linked('/r/seal_opening', record, '/seal')(page, address);
}
async function nameOpened(page, address) {
  await sealedToOpen(page, address);
  await page.getByLabel('Your passphrase').fill(passphrase);
  await send(page, 'Open the name');
}
async function cameBack(page, address) {
  await raised(page, address, '');
  const code = await page.locator('main code').innerText();
  await page.goto(`${address}/raise/concern/code`);
  await page.getByLabel('Your return code').fill(code);
  await send(page, 'See the answer');
}

// [route, council, who, name, how]
const pages = [
  ['/sign-in', 'full', 'nobody', 'sign-in', opened('/sign-in')],
  ['/sign-in', 'full', 'nobody', 'sign-in-error', signInWrongly],
  ['/demonstration', 'full', 'nobody', 'demonstration', opened('/demonstration')],
  ['/help', 'full', 'nobody', 'help', opened('/help')],
  ['/help/proof', 'full', 'nobody', 'help-proof', opened('/help/proof')],
  ['/help/proof/steps', 'full', 'nobody', 'help-proof-steps', opened('/help/proof/steps')],
  ['/accessibility', 'full', 'nobody', 'accessibility', opened('/accessibility')],
  ['/privacy', 'full', 'nobody', 'privacy', opened('/privacy')],
  ['', 'full', 'nobody', 'missing-page', opened('/no-such-page')],
  ['', '', 'nobody', 'choose-council', opened('/')],
  ['', 'missing', 'nobody', 'council-not-ready', opened('/')],

  ['/', 'full', 'chief', 'home', opened('/')],
  ['/capacity', 'full', 'chief', 'capacity', opened('/capacity')],
  ['/stay', 'full', 'chief', 'stay', opened('/stay')],
  ['/r/{register}', 'full', 'chief', 'list', opened('/r/advice')],
  ['/r/{register}', 'full', 'chief', 'list-narrowed', opened(decided)],
  ['/r/{register}', 'full', 'chief', 'list-nothing', opened('/r/advice?words=giraffe')],
  ['/r/{register}', 'full', 'chief', 'list-as-at', opened('/r/advice?as_at=20')],
  ['/r/{register}', 'full', 'chief', 'list-error', opened('/r/advice?as_at=soon')],
  ['/r/{register}', 'full', 'chief', 'list-risk', opened('/r/risk')],
  ['/r/{register}', 'full', 'chief', 'list-appointment', opened('/r/appointment')],
  ['/r/{register}', 'full', 'chief', 'list-body', opened('/r/body')],
  ['/about/{register}', 'full', 'chief', 'about', opened('/about/advice')],
  ['/about/{register}', 'full', 'chief', 'about-risk', opened('/about/risk')],
  ['/filters', 'full', 'member', 'filters-empty', opened('/filters')],
  ['/filters', 'full', 'chief', 'filters', async (page, address) => { await keptFilter(page, address); await page.goto(`${address}/filters`); }],
  ['/filters', 'full', 'chief', 'filters-error', async (page, address) => {
    await keptFilter(page, address);
    await page.goto(`${address}/filters`);
    await page.getByLabel('Name of the filter').first().fill('');
    await send(page, 'Rename');
  }],
  ['/search', 'full', 'chief', 'search', opened('/search')],
  ['/search', 'full', 'chief', 'search-found', opened('/search?words=night')],
  ['/search', 'full', 'chief', 'search-nothing', opened('/search?words=giraffe')],
  ['/search', 'full', 'chief', 'search-error', opened('/search?words=a')],
  ['/record/{reference}', 'full', 'chief', 'record-decided', linked(decided, record)],
  ['/record/{reference}', 'full', 'chief', 'record-given', linked('/r/advice?state=given', record)],
  ['/record/{reference}', 'full', 'chief', 'record-risk', linked('/r/risk', record)],
  ['/record/{reference}', 'full', 'chief', 'record-appointment', linked('/r/appointment', record)],
  ['/record/{reference}', 'full', 'chief', 'record-body', linked('/r/body', record)],
  ['/record/{reference}', 'full', 'chief', 'record-as-at', linked(decided, record, '?as_at=2026-11-20')],
  ['/record/{reference}', 'full', 'chief', 'record-not-yet', linked(decided, record, '?as_at=2')],
  ['/record/{reference}', 'full', 'chief', 'record-error', linked(decided, record, '?as_at=soon')],
  ['/record/{reference}', 'full', 'chief', 'record-missing', opened('/record/AD-ZZZZZZ')],
  ['/record/{reference}', 'full', 'member', 'record-member', linked(decided, record)],
  ['/record/{reference}', 'full', 'chief', 'receipt', giveRecorded],
  ['/record/{reference}/links', 'full', 'chief', 'links', linked('/r/body', record, '/links')],
  ['/record/{reference}/links', 'full', 'chief', 'links-empty', linked('/r/risk', record, '/links')],
  ['/record/{reference}/opened', 'full', 'chief', 'who-opened', linked('/r/advice?about=one_person', record, '/opened')],
  ['/record/{reference}/opened', 'full', 'chief', 'who-opened-open', linked('/r/body', record, '/opened')],
  ['/record/{reference}/why', 'full', 'chief', 'why', linked(decided, record, '/why')],
  ['/record/{reference}/why', 'full', 'chief', 'why-restricted', linked('/r/advice?about=one_person', record, '/why')],
  ['/record/{reference}/why', 'full', 'chief', 'why-error', linked(decided, record, '/why?as_at.day=x&as_at.month=1&as_at.year=2026')],
  ['/record/{reference}/why', 'full', 'member', 'why-member', linked(decided, record, '/why')],
  ['/disposals/due', 'full', 'chief', 'disposals-due', opened('/disposals/due')],
  ['/disposals/words', 'full', 'chief', 'erase-words', async (page, address) => {
    await linked(decided, record)(page, address);
    await page.goto(`${address}/disposals/words?record=${page.url().match(/record\/([^/?]+)/)[1]}`);
  }],
  ['/capacities', 'full', 'chief', 'capacities', opened('/capacities')],
  ['/capacities/{person}', 'full', 'chief', 'capacities-own', async (page, address) => {
    await page.goto(`${address}/me`);
    await page.goto(address + (await hrefs(page, 'a[href^="/capacities/"]'))[0]);
  }],
  ['/who-may', 'full', 'chief', 'who-may', opened('/who-may')],
  ['/who-may/{register}', 'full', 'chief', 'who-may-advice', opened('/who-may/advice')],
  ['/record/{reference}/proof/{entry}', 'full', 'chief', 'record-proof', async (page, address) => {
    await linked(decided, record)(page, address);
    const [proof] = await hrefs(page, 'a[href^="/proof/"]');
    await page.goto(`${page.url()}${proof}`);
  }],
  ['/proof/{entry}', 'full', 'chief', 'proof', async (page, address) => {
    await linked(decided, record)(page, address);
    await page.goto(address + (await hrefs(page, 'a[href^="/proof/"]'))[0]);
  }],
  ['/new/{register}/{step}', 'full', 'chief', 'give', opened('/new/advice/give')],
  ['/new/{register}/{step}', 'full', 'chief', 'give-error', emptyForm('/new/advice/give', /Check and record/)],
  ['/new/{register}/{step}', 'full', 'chief', 'show', opened('/new/advice/show')],
  ['/new/{register}/{step}', 'full', 'chief', 'raise', opened('/new/risk/raise')],
  ['/new/{register}/{step}', 'full', 'chief', 'raise-error', emptyForm('/new/risk/raise', /Save and go on/)],
  ['/new/{register}/{step}', 'full', 'chief', 'comment', async (page, address) => {
    await linked(decided, record)(page, address);
    await page.goto(address + (await hrefs(page, 'a[href*="/comment?parent="]'))[0]);
  }],
  ['/new/{register}/{step}', 'full', 'member', 'give-not-yours', opened('/new/advice/give')],
  ['/draft/{id}/check', 'full', 'chief', 'check', giveToCheck],
  ['/draft/{id}/{page}', 'full', 'chief', 'draft', async (page, address) => {
    await giveToCheck(page, address);
    await page.goto(page.url().replace(/check$/, '1'));
  }],
  ['/draft/{id}/check', 'full', 'chief', 'check-error', async (page, address) => {
    await giveToCheck(page, address);
    await send(page, /^(Sign and record|Record)/);
  }],
  ['/record/{reference}/do/{step}', 'full', 'officer', 'decide', decision],
  ['/record/{reference}/do/{step}', 'full', 'officer', 'decide-error', async (page, address) => {
    await decision(page, address);
    await page.getByRole('radio', { name: 'Otherwise than advised' }).check();
    await send(page, /Save and go on/);
  }],
  ['/services', 'full', 'chief', 'services', opened('/services')],
  ['/services', 'full', 'chief', 'services-nothing', opened('/services?words=zzzz')],
  ['/services/{number}', 'full', 'chief', 'service', linked('/services', 'main tbody a[href^="/services/"]')],
  ['/services/{number}', 'full', 'chief', 'service-missing', opened('/services/CS1')],
  ['/services/import', 'full', 'chief', 'import', opened('/services/import')],
  ['/services/import', 'full', 'chief', 'import-error', async (page, address) => {
    await page.goto(`${address}/services/import`);
    await page.getByRole('main').getByRole('button').last().click();
    await page.getByRole('alert').waitFor();
  }],
  ['/services/import', 'empty', 'chief', 'import-preview', async (page, address) => {
    await page.goto(`${address}/services/import`);
    await page.locator('input[type=file]').setInputFiles(join(root, 'packs/ardmorran/care_services_2026.csv'));
    await page.getByRole('main').getByRole('button').last().click();
    await page.waitForTimeout(300);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }],
  ['/report', 'full', 'chief', 'reports', opened('/report')],
  ['/report/annual/{year}', 'full', 'chief', 'report', opened('/report/annual/2025-26')],
  ['/report/annual/{year}', 'full', 'chief', 'report-missing', opened('/report/annual/2025-27')],
  ['/report/annual/{year}/figure/{name}', 'full', 'chief', 'figure', linked('/report/annual/2025-26', 'main a[href*="/figure/"]')],
  ['/report/annual/{year}/figure/{name}', 'full', 'chief', 'figure-people', opened('/report/annual/2025-26/figure/risks_one_person')],

  ['/', 'full', 'officer', 'home-officer', opened('/')],
  ['/', 'full', 'member', 'home-member', opened('/')],
  ['/', 'empty', 'chief', 'home-empty', opened('/')],
  ['/r/{register}', 'empty', 'chief', 'list-empty', opened('/r/advice')],
  ['/r/{register}', 'empty', 'member', 'list-empty-member', opened('/r/risk')],
  ['/services', 'empty', 'chief', 'services-empty', opened('/services')],
  ['/report/annual/{year}', 'empty', 'chief', 'report-empty', opened('/report/annual/2025-26')],
  ['/', 'long', 'director', 'home-long', opened('/')],
  ['/r/{register}', 'long', 'chief', 'list-long', opened('/r/advice')],
  ['/record/{reference}', 'long', 'chief', 'record-long', linked('/r/advice', record)],
  ['/search', 'long', 'chief', 'search-long', opened('/search?words=stay')],
  ['/report/annual/{year}', 'long', 'chief', 'report-long', opened('/report/annual/2026-27')],
  ['/sign-in/provider', 'full', 'nobody', 'no-provider', opened('/sign-in/provider')],
  ['/sign-in/return', 'full', 'nobody', 'no-return', opened('/sign-in/return')],
  ['/sign-in/passkey', 'full', 'nobody', 'sign-in-passkey', opened('/sign-in/passkey')],
  ['/sign-in/set-up', 'guarded', 'nobody', 'set-up-codes', passwordThere],
  ['/sign-in/set-up', 'guarded', 'nobody', 'recovery-codes', codesSetUp],
  ['/sign-in/code', 'guarded', 'nobody', 'code', async (page, address) => { await page.context().clearCookies(); await passwordThere(page, address); }],
  ['/me', 'full', 'chief', 'own-page', opened('/me')],
  ['/me/codes', 'full', 'chief', 'own-codes', opened('/me/codes')],
  ['/me/codes', 'full', 'chief', 'own-codes-error', emptyForm('/me/codes', 'Use these codes')],
  ['/me/passkeys', 'full', 'chief', 'own-passkeys', opened('/me/passkeys')],
  ['/me/password', 'full', 'chief', 'own-password', opened('/me/password')],
  ['/me/password', 'full', 'chief', 'own-password-error', emptyForm('/me/password', 'Change the password')],
  ['/prove/provider', 'full', 'chief', 'prove-no-provider', opened('/prove/provider')],
  ['/prove', 'new', 'una', 'prove', opened('/prove')],
  ['/prove', 'new', 'una', 'prove-error', emptyForm('/prove', 'Go on')],
  ['/mail', 'new', 'una', 'mail', opened('/mail')],
  ['/raise/{register}', 'empty', 'nobody', 'raise-unsealed', opened('/raise/concern')],
  ['/raise/{register}', 'empty', 'nobody', 'raise-error', emptyForm('/raise/concern', 'Raise a concern')],
  ['/raise/{register}', 'empty', 'nobody', 'raised', (page, address) => raised(page, address, '')],
  ['/raise/{register}/code', 'empty', 'nobody', 'return-code', opened('/raise/concern/code')],
  ['/raise/{register}/code', 'empty', 'nobody', 'return-code-error', emptyForm('/raise/concern/code', 'See the answer')],
  ['/raise/{register}/code', 'empty', 'nobody', 'came-back', cameBack],
  ['/me/seal', 'long', 'monitor', 'own-seal', opened('/me/seal')],
  ['/me/seal', 'long', 'monitor', 'own-seal-error', emptyForm('/me/seal', 'Make the key')],
  ['/me/seal', 'long', 'monitor', 'own-seal-made', keyMade],
  ['/record/{reference}/seal', 'long', 'monitor', 'seal-ask', sealedToAsk],
  ['/record/{reference}/seal', 'long', 'treasurer', 'seal-open', sealedToOpen],
  ['/record/{reference}/seal', 'long', 'treasurer', 'seal-opened', nameOpened],
  ['/', 'new', 'una', 'first-home', opened('/')],
  ['/r/{register}', 'new', 'una', 'first-people', opened('/r/person')],
  ['/r/{register}', 'new', 'una', 'first-appointments', opened('/r/appointment')],
  ['/r/{register}', 'new', 'una', 'first-bodies', opened('/r/body')],
  ['/new/{register}/{step}', 'new', 'una', 'add-person', opened('/new/person/add')],
  ['/new/{register}/{step}', 'new', 'una', 'add-person-error', emptyForm('/new/person/add', /Go on to check/)],
  ['/new/{register}/{step}', 'new', 'una', 'propose', opened('/new/appointment/propose')],
  ['/services', 'new', 'una', 'services-closed', opened('/services')],
].map(([route, council, who, name, how]) => ({ route, council, who, name, how }));
export { pages };

// Routes that answer with no page of their own: files, what machines ask, and addresses that lead on.
const noPage = /\.csv$|^\/(assets|health|log|\.well-known)\/|\/text$|\/file\/|^\/filter\/\{id\}$|\/report\.html$/;
export function pageRoutes() {
  const text = readFileSync(join(root, 'src/web/site_map.cpp'), 'utf8');
  return [...text.matchAll(/\{Method::get, "([^"]+)"/g)].map(([, route]) => route).filter((route) => !noPage.test(route));
}

// One context for each council and person, signed in once.
export class Visitors {
  #contexts = new Map();
  constructor(chromium, place, options = {}) { Object.assign(this, { chromium, place, options }); }
  async page(council, who) {
    const key = `${council} ${who}`;
    if (!this.#contexts.has(key)) {
      const context = await this.chromium.newContext({ viewport: { width: 1280, height: 900 }, ...this.options });
      const page = await context.newPage();
      page.setDefaultTimeout(15000);
      if (who === 'una') await this.#signIn(page, this.place.at(council));
      else if (who !== 'nobody') await become(page, this.place.at(council), ...cast[who]);
      this.#contexts.set(key, page);
    }
    return this.#contexts.get(key);
  }
  async #signIn(page, address) {
    await page.goto(`${address}/sign-in`);
    await page.getByLabel('Sign-in name').fill('una.baird');
    await page.getByLabel('Password').fill('quiet-harbour-lantern');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('You act as').waitFor();
  }
  // At one page of the atlas.
  async go(one) {
    const page = await this.page(one.council, one.who);
    await one.how(page, this.place.at(one.council));
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }
}
