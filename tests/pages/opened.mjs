// Who opened a restricted record: told to those who oversee access, whether they may read it or not, and to nobody else.
import { adviceFields, cswo, freshKey, hold } from './site.mjs';

const breaker = 'Elspeth Drummond, Chief Officer', overseer = 'Catriona Weir, Monitoring Officer';
const rows = (text) => [...text.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) => row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim()).slice(1);

export async function opened({ steps, visitorFor, names }) {
  const chief = await visitorFor(cswo.join(', '));
  const director = await visitorFor(breaker), monitoring = await visitorFor(overseer);
  const given = await chief.post('/new/advice/give', { ...adviceFields(await chief.form('/new/advice/give'), 'May turnstone move?'), key: freshKey(),
    to: 'post chief_executive', about: 'one_person', case_reference: 'C-77' });
  const path = given.headers.location.replace(/[?].*/, ''), reference = path.split('/').pop();
  let opening;

  await steps.check('nobody has opened it, until somebody does', async () => {
    const page = await chief.get(`${path}/opened`);
    hold(page.status === 200 && page.text.includes('Nobody has opened it'), `${page.status}`);
    hold((await director.get(path)).status === 404, 'the chief officer reads it already');
    hold((await chief.get(`${path}/opened`)).text.includes('Nobody has opened it'), 'one who was refused stands there');
  });
  await steps.check('who opened it stands there, once, and by what right', async () => {
    for (const where of [path, `${path}/history.csv`, `${path}/links`, path]) hold((await chief.get(where)).status === 200, where);
    const { fields } = await director.form('/new/emergency_opening/open');
    const check = await director.post('/new/emergency_opening/open', { ...fields, go: 'record', signed: 'yes', key: freshKey(), about: reference, why: 'The police ask.' });
    const sent = check.headers.location?.includes('/check') ? await director.post(check.headers.location, { ...(await director.form(check.headers.location)).fields, go: 'record', signed: 'yes' }) : check;
    opening = sent.headers.location?.match(/record\/(EO-\w+)/)?.[1];
    hold(opening, `${sent.status} ${sent.headers.location} ${sent.text.slice(0, 2000)}`);
    hold((await director.get(path)).status === 200, 'the glass did not break');
    for (const visitor of [chief, monitoring]) {
      const told = rows((await visitor.get(`${path}/opened`)).text);
      hold(told.length === 2, `${told.length} lines: ${told.join(' | ')}`);
      hold(told[0].includes('Elspeth Drummond') && told[0].includes('Emergency opening') && told[0].includes(opening), told[0]);
      hold(told[1].includes('Ishbel Carnochan') && told[1].includes('Chief Social Work Officer') && !told[1].includes('EO-'), told[1]);
    }
    const file = await monitoring.get(`${path}/opened.csv`);
    hold(file.status === 200 && file.text.includes(`"${opening}"`) && file.text.trim().split('\n').length === 3, file.text);
  });
  await steps.check('an overseer who may not read it learns who, and no word of it', async () => {
    hold((await monitoring.get(path)).status === 404, 'the Monitoring Officer reads it');
    const page = await monitoring.get(`${path}/opened`);
    hold(page.status === 200 && !page.text.includes('turnstone'), 'a word of it');
    const led = await monitoring.get(`/record/${opening}`);
    hold(led.text.includes(`${path}/opened`) && !led.text.includes('turnstone'), 'no way there from the opening, or too much');
  });
  await steps.check('the way there is drawn for those who oversee access alone', async () => {
    hold((await chief.get(path)).text.includes(`${path}/opened`), 'not for the Chief Social Work Officer');
    hold(!(await director.get(path)).text.includes('/opened'), 'for one who reads it');
    for (const end of ['/opened', '/opened.csv']) {
      const shut = await director.get(path + end), missing = await director.get(`/record/${names.missing}${end}`);
      hold(shut.status === 404 && missing.status === 404, `${shut.status} ${missing.status}`);
    }
    hold((await chief.get(`/record/${names.advice}/opened`)).text.includes('This record is open'), 'an open record');
    hold((await chief.get(`/record/${names.missing}/opened`)).status === 404, 'a missing record');
  });
}
