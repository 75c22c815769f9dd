// What may not be read looks exactly like what is not there: same status, same words, about the same time (BARS A4, principle 8).
import { hardlyApart, timed } from '../signin/times.mjs';
import { hold, newestEntry } from './site.mjs';

const shapes = ['/record/{ref}', '/record/{ref}?receipt=1', '/record/{ref}?as_at=5', '/record/{ref}/links', '/record/{ref}/links?as_at=5', '/record/{ref}/opened', '/record/{ref}/opened.csv', '/record/{ref}/why', '/record/{ref}/why?person=P-2025-003&as_at=2026-09-01', '/record/{ref}/do/decide', '/record/{ref}/do/withdraw', '/record/{ref}/do/nothing', '/record/{ref}/file/evidence_file', '/record/{ref}/history.csv', '/record/{ref}/proof/{entry}', '/new/advice_risk/name?parent={ref}', '/new/legal_advice/hold?parent={ref}', '/new/advice_comment/comment?parent={ref}'];

// Without what differs on any two pages: tokens, keys, and the reference that was asked for itself.
const alike = (text, reference) => text.replaceAll(reference, 'REF').replace(/value="[\w-]{32,}"/g, 'value=""').replace(/\b[0-9a-f]{16}\b/g, 'ID');

export async function closed({ steps, server, visitorFor, names, store }) {
  const people = ['Agnes Bruntie, Elected member', 'Peter Lennox, Section 95 Officer', 'Fiona Laidlaw, Second reader'];
  for (const who of people) {
    const visitor = await visitorFor(who);
    for (const shape of shapes) {
      await steps.check(`${who}: ${shape} is told alike`, async () => {
        const ask = (reference, entry) => visitor.get(shape.replace('{ref}', reference).replace('{entry}', entry));
        const shut = await ask(names.restricted, names.restricted_entry);
        const missing = await ask(names.missing, names.restricted_entry);
        hold(shut.status === missing.status, `closed ${shut.status}, missing ${missing.status}`);
        hold(alike(shut.text, names.restricted) === alike(missing.text, names.missing), 'the two pages differ');
        // The proof's address is a redirect either way, and its page then tells nothing.
        const onward = shut.status === 303 && shut.headers.location === missing.headers.location;
        hold(shut.status === 404 || shut.status === 403 || onward, `status ${shut.status} ${shut.headers.location}`);
      });
    }
    await steps.check(`${who}: the proof of a closed entry is told as one beyond the log`, async () => {
      for (const end of ['', '/text']) {
        const shut = await visitor.get(`/proof/${names.restricted_entry}${end}`);
        const beyond = await visitor.get(`/proof/${newestEntry(store) + 1000}${end}`);
        hold(shut.status === 404 && beyond.status === 404, `${shut.status}, ${beyond.status}`);
        hold(alike(shut.text, names.restricted_entry) === alike(beyond.text, String(newestEntry(store) + 1000)), 'the two pages differ');
      }
    });
    await steps.check(`${who}: a POST to a closed record is told alike and records nothing`, async () => {
      const before = newestEntry(store);
      const { fields } = { fields: (await visitorTokens(visitor)) };
      const shut = await visitor.post(`/record/${names.restricted}/do/withdraw`, { ...fields, go: 'record', signed: 'yes', withdrawn_why: 'x' });
      const missing = await visitor.post(`/record/${names.missing}/do/withdraw`, { ...fields, go: 'record', signed: 'yes', withdrawn_why: 'x' });
      hold(shut.status === missing.status && shut.status === 404, `${shut.status}, ${missing.status}`);
      hold(newestEntry(store) === before, 'something was recorded');
    });
    await steps.check(`${who}: lists, search, CSV and report do not name it`, async () => {
      for (const path of ['/', '/r/advice', '/r/advice.csv', '/needs.csv', '/r/advice?state=given', `/search.csv?words=${encodeURIComponent(names.restricted_word)}`, `/search?words=${encodeURIComponent(names.restricted_word)}`, `/search?words=${names.restricted}`, '/report/annual/2026-27', '/report/annual/2025-26']) {
        const page = await visitor.get(path);
        const body = page.text.replace(/<input[^>]*name="words"[^>]*>/g, '').replaceAll(`“${names.restricted}”`, '');
        hold(!body.includes(`/record/${names.restricted}`) && !body.includes(names.restricted_text), `${path} tells of it`);
      }
    });
  }
  await steps.check('it takes about the same time', async () => {
    const visitor = await visitorFor(people[0]);
    const missing = [names.missing, `${names.restricted.slice(0, 3)}ZZZZZZ`];
    const ask = (reference) => async () => hold((await visitor.get(`/record/${reference}`)).status === 404, 'it is there');
    const turns = Number(process.env.PLUMBLINE_TURNS ?? 250);
    const took = await timed({ server, turns, asked: { shut: ask(names.restricted), missing: ask(missing[0]), 'other missing': ask(missing[1]) } });
    return `${turns} each: ${hardlyApart(took, { least: 0.1, sees: turns >= 1000 ? { wall: 5, spent: 5 } : { wall: Infinity, spent: 5 } })}`;
  });
}

async function visitorTokens(visitor) {
  const page = await visitor.get('/help');
  const token = page.text.match(/name="token" value="([^"]+)"/)?.[1];
  return { token };
}
