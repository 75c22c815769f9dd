// Every list as a CSV file: all of its rows, the same as its pages show, each cell inert, and nothing of what is closed (BARS S6).
import { join } from 'node:path';
import { adviceFields, cswo, hold, seed, Server, Visitor } from './site.mjs';

// RFC 4180; the mark at the start is taken away.
export function cellsOf(text) {
  hold(text.charCodeAt(0) === 0xfeff, 'the file has no mark that says UTF-8');
  const rows = [];
  for (const line of text.slice(1).match(/(?:"(?:[^"]|"")*"|[^"\r\n])*\r\n/g) ?? []) {
    rows.push((line.slice(0, -2).match(/"(?:[^"]|"")*"/g) ?? []).map((cell) => cell.slice(1, -1).replaceAll('""', '"')));
  }
  return rows;
}

const isFormula = (cell) => /^[\s]*[=+\-@＝＋－＠]/.test(cell) || /[,;|\t\r\n"'] *[=+\-@＝＋－＠]/.test(cell.replace(/'(?=[=+\-@＝＋－＠])/g, '’'));

// The references on every page of a list, by its own links to the next.
async function overPages(visitor, path) {
  const found = [];
  for (let next = path; next;) {
    const page = await visitor.get(next);
    hold(page.status === 200, `${next}: ${page.status}`);
    const inside = page.text.slice(page.text.indexOf('<main'));
    for (const [, reference] of inside.matchAll(/href="\/record\/(AD-[\w-]+)[^"]*"/g)) if (!found.includes(reference)) found.push(reference);
    next = inside.match(/href="([^"]*[?&;]after=[^"]*)"[^>]*>Next page/)?.[1].replaceAll('&amp;', '&').replace(/#.*/, '');
  }
  return found;
}

async function csv(visitor, path) {
  const answer = await visitor.get(path);
  hold(answer.status === 200, `${path}: ${answer.status}`);
  hold(answer.headers['content-type'] === 'text/csv; charset=utf-8', `${path}: ${answer.headers['content-type']}`);
  hold(/^attachment; filename="[\w.-]+\.csv"/.test(answer.headers['content-disposition']), `${path}: ${answer.headers['content-disposition']}`);
  return { answer, rows: cellsOf(answer.text) };
}

async function longLists({ steps, folder, watch }) {
  const store = join(folder, 'long');
  seed(store, '--records', '700');
  const server = await Server.start(store);
  const visitor = await watch.over(new Visitor(server)).become(...cswo);
  for (const query of ['', '?sort=question', '?sort=question&order=down&state=given', '?words=hall']) {
    await steps.check(`lists: the file of /r/advice${query} has the rows of all pages, in their order`, async () => {
      const { answer, rows } = await csv(visitor, `/r/advice.csv${query}`);
      const pages = await overPages(visitor, `/r/advice${query}`);
      const file = rows.slice(1).map((row) => row[0]);
      hold(pages.length > 100, `only ${pages.length} on the pages`);
      hold(file.length === pages.length && file.every((one, place) => one === pages[place]), `${file.length} in the file, ${pages.length} on the pages`);
      if (pages.length > 250) hold(answer.headers['transfer-encoding'] === 'chunked', 'a long file came in one piece');
      hold(rows.every((row) => row.length === rows[0].length), 'a row has another number of cells');
    });
  }
  await steps.check('lists: what a search finds, as a file', async () => {
    const { rows } = await csv(visitor, '/search.csv?words=hall');
    const pages = await overPages(visitor, '/search?words=hall');
    hold(rows.length - 1 === pages.length && rows.slice(1).every((row, place) => row[0] === pages[place]), `${rows.length - 1} and ${pages.length}`);
    hold((await csv(visitor, '/search.csv?words=giraffe')).rows.length === 1, 'nothing found is not the heading alone');
  });
  await steps.check('lists: a file keeps to the entry at which it began', async () => {
    const first = await visitor.get('/r/advice.csv');
    const before = cellsOf(first.text).slice(1);
    const { entry } = { entry: Math.max(...before.map((row) => Number(row[3]))) };
    const piece = (at) => visitor.get(`/r/advice.csv?begun_at=${at}`);
    const then = (await piece(entry)).text;
    await visitor.post('/new/advice/give', adviceFields(await visitor.form('/new/advice/give'), 'Is this later?'));
    hold((await piece(entry)).text === then, 'a later record is in a file that began before it');
    hold((await piece(entry + 1)).text !== then, 'the control: a file that began after it lacks it');
    hold(!then.includes('Reference'), 'a later piece has the headings again');
  });
  await steps.check('lists: HEAD of a long file says nothing more', async () => {
    const head = await visitor.ask('HEAD', '/r/advice.csv');
    hold(head.status === 200 && head.text === '', `${head.status} ${head.text.length}`);
  });
  await server.end();
}

const payloads = ['=1+1', '+1+1', '-1+1', '@SUM(1+1)', ' =1+1', '＝1+1', '＋1', '－1', '＠SUM(1)', 'a,=1+1', 'a;=1+1', 'a|=1+1', '"=1+1', "'=1+1", '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1"];

export async function lists({ steps, visitorFor, names, watch, folder }) {
  const visitor = await visitorFor(cswo.join(', '));
  await steps.check('lists: no cell of any file is a formula, and the text is still there', async () => {
    for (const question of payloads) {
      const form = adviceFields(await visitor.form('/new/advice/give'), `${question} quartzpayload`);
      const answer = await visitor.post('/new/advice/give', { ...form, advice: question, why: `first\n${question}` });
      hold(answer.status === 303, `${question} was not recorded: ${answer.status}`);
    }
    const found = (await csv(visitor, '/r/advice.csv?words=quartzpayload')).rows;
    hold(found.length === payloads.length + 1, `${found.length - 1} rows`);
    const question = found[0].indexOf('Question');
    for (const text of payloads) hold(found.some((row) => row[question].replaceAll("'", '').trim() === `${text} quartzpayload`.replaceAll("'", '').trim()), `${text} is not in the file`);
    const reference = found[1][0];
    const all = [...found, ...(await csv(visitor, '/search.csv?words=quartzpayload')).rows, ...(await csv(visitor, `/record/${reference}/history.csv`)).rows,
      ...(await csv(visitor, '/needs.csv')).rows];
    const bad = all.flat().find(isFormula);
    hold(bad === undefined, `a cell is a formula: ${bad}`);
    hold(isFormula('=1') && isFormula('a,=1') && !isFormula("'=1"), 'the control: the test knows a formula');
  });
  await steps.check('lists: what happened to a record, as a file', async () => {
    const { rows } = await csv(visitor, `/record/${names.advice}/history.csv`);
    hold(rows[0][0] === 'Entry' && rows[1][0] === names.entry && rows[1][1] === names.advice, JSON.stringify(rows.slice(0, 2)));
    hold(rows.some((row) => row.includes('Is the hall warm enough?')), 'what was set is not in it');
    const page = await visitor.get(`/record/${names.advice}`);
    hold(page.text.includes(`/record/${names.advice}/history.csv`), 'the page has no link to it');
  });
  await steps.check('lists: the records behind a figure, as a file', async () => {
    const report = await visitor.get('/report/annual/2026-27');
    const [, href] = report.text.match(/href="(\/report\/annual\/2026-27\/figure\/[^"]+)"/);
    const page = await visitor.get(href.replaceAll('&amp;', '&'));
    const link = page.text.match(/href="(\/report\/annual\/2026-27\/figure\/[^"]+\.csv[^"]*)"/)[1].replaceAll('&amp;', '&');
    const { rows } = await csv(visitor, link);
    const onPage = [...page.text.slice(page.text.indexOf('<main')).matchAll(/<tr>/g)].length - 1;
    hold(rows.length - 1 === onPage && onPage > 0, `${rows.length - 1} in the file, ${onPage} on the page`);
  });
  await steps.check('lists: legal advice is in no file', async () => {
    for (const path of ['/r/legal_advice.csv', '/r/auditor_key.csv', '/r/store.csv', '/r/nothing.csv']) {
      const answer = await visitor.get(path);
      hold(answer.status === 404, `${path}: ${answer.status}`);
    }
  });
  await longLists({ steps, folder, watch });
}
