// Lists by keyboard, by mouse and without script: the focus lands on the result, rows open, filters are kept, and print says what was asked.
import { become, browser, counter, demonstration, hold } from './stand.mjs';

const counts = counter();
const chromium = await browser();
const server = await demonstration();
process.on('exit', () => server.child.kill('SIGKILL'));
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? '');

async function narrowed(page) {
  await page.goto(`${server.address}/r/advice`);
  await page.getByLabel('State').selectOption({ label: 'Decided' });
  await page.getByRole('button', { name: 'Show' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/state=decided/);
}

for (const script of [true, false]) {
  const context = await chromium.newContext({ javaScriptEnabled: script });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const how = script ? 'with script' : 'without script';
  await become(page, server.address, 'Ishbel Carnochan', 'Chief Social Work Officer');

  await counts.check(`after a filter, an order and a page the focus is on the result, ${how}`, async () => {
    await narrowed(page);
    if (script) hold(await focused(page) === 'found', `it is on “${await focused(page)}”`);
    await page.keyboard.press('Tab');  // from the result on, not from the top of the page
    const next = page.getByRole('link', { name: 'Show all' });
    hold(await next.evaluate((link) => link === document.activeElement), 'Tab does not go on from the result');
    await page.getByRole('link', { name: 'Question', exact: true }).press('Enter');
    await page.waitForURL(/sort=question/);
    hold(page.url().endsWith('#found'), page.url());
  });
  await counts.check(`a row opens with Enter on its link, ${how}`, async () => {
    await narrowed(page);
    const link = page.locator('tbody a').first();
    const where = await link.getAttribute('href');
    await link.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${where}`);
  });
  await counts.check(`a filter is kept, opened by its address, renamed and removed, ${how}`, async () => {
    await narrowed(page);
    await page.getByText('Keep this filter under a name').click();
    await page.getByLabel('Name of the filter').fill(`Decided, ${how}`);
    await page.getByRole('button', { name: 'Keep it' }).click();
    const kept = page.getByRole('navigation', { name: 'Your filters' }).getByRole('link', { name: `Decided, ${how}` });
    hold(await kept.getAttribute('aria-current') === 'true', 'it is not marked as the current one');
    await page.goto(server.address);
    await page.getByRole('link', { name: `Decided, ${how}` }).click();
    hold(/\/r\/advice\?state=decided/.test(page.url()), page.url());
    await page.goto(`${server.address}/filters`);
    await page.getByLabel('Name of the filter').fill('All decided');
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('button', { name: 'Remove “All decided”' }).click();
    hold(await page.getByText('You keep no filters yet').isVisible(), 'it is still there');
  });
  await counts.check(`a list as it stood on a day, ${how}`, async () => {
    await page.goto(`${server.address}/r/advice`);
    await page.getByText('See this list as it stood on another day').click();
    await page.getByLabel('Day').fill('1');
    await page.getByLabel('Month').fill('1');
    await page.getByLabel('Year').fill('2020');
    await page.getByRole('button', { name: 'Show it as it stood' }).click();
    hold(await page.getByText('as it stood at the end of Wednesday 1 January 2020').isVisible(), 'the moment is not said');
    await page.getByRole('link', { name: 'See the list as it stands now' }).click();
    hold(await page.locator('tbody tr').count() > 3, 'now is empty');
  });
  if (script) {
    await counts.check('a click anywhere on a row opens it; selecting text does not', async () => {
      await narrowed(page);
      const cell = page.locator('tbody tr').first().locator('td').last();
      await cell.click({ modifiers: ['Control'] });
      hold(/\/r\/advice/.test(page.url()), 'a click with Control left the list');
      await cell.click();
      await page.waitForURL(/\/record\//);
    });
    await counts.check('J and K go from row to row while the focus is in the list, and can be turned off for good', async () => {
      await page.goto(`${server.address}/r/advice`);
      const at = () => page.evaluate(() => [...document.querySelectorAll('tbody tr')].findIndex((row) => row.contains(document.activeElement)));
      await page.keyboard.press('j');
      hold(await at() === -1, 'J moves though the focus is elsewhere');
      await page.locator('tbody a').first().focus();
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      hold(await at() === 2, `J twice came to row ${await at()}`);
      await page.keyboard.press('k');
      hold(await at() === 1, `K came to row ${await at()}`);
      await page.getByRole('button', { name: 'Turn J and K off' }).click();
      await page.reload();
      await page.locator('tbody a').first().focus();
      await page.keyboard.press('j');
      hold(await at() === 0, 'J moves though it is turned off');
      await page.getByRole('button', { name: 'Turn J and K on' }).click();
      await page.getByLabel('Words in it').fill('jj');
      hold(await page.getByLabel('Words in it').inputValue() === 'jj', 'typing is disturbed');
      await page.locator('tbody a').first().focus();
      await page.keyboard.press('j');
      const where = await page.locator('tbody a').nth(1).getAttribute('href');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${where}`);
    });
    await counts.check('in print the filter stands in words, with all rows of the page and no controls', async () => {
      await narrowed(page);
      const rows = await page.locator('tbody tr').count();
      await page.emulateMedia({ media: 'print' });
      hold(await page.getByText('State: Decided.').isVisible(), 'what was asked is not printed');
      hold(!(await page.getByRole('button', { name: 'Show', exact: true }).isVisible()), 'a button is printed');
      hold(!(await page.getByText('Keep this filter under a name').isVisible()), 'the way to keep it is printed');
      hold(await page.locator('tbody tr:visible').count() === rows && rows > 0, 'rows are missing');
      await page.emulateMedia({ media: 'screen' });
    });
  }
  await context.close();
}
await chromium.close();
counts.finish();
