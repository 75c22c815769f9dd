// Several councils on one server: each has its host, its own sign-in, and a browser's own wall between them; council and capacity stand on
// every page. Called by pages.mjs.
import { become, hold } from './stand.mjs';

export async function councilsApart({ counts, chromium, place }) {
  const page = await (await chromium.newContext()).newPage();
  page.setDefaultTimeout(15000);
  await counts.check('the councils are links to their own addresses', async () => {
    await page.goto(place.at(''));
    await page.getByRole('main').getByRole('link', { name: 'Glenorrie Council' }).click();
    hold(page.url() === `${place.at('new')}/sign-in`, page.url());
  });
  await become(page, place.at('full'), 'Ishbel Carnochan', 'Chief Social Work Officer');
  await counts.check('who is signed in at one council is nobody at the other, and stays signed in', async () => {
    await page.goto(`${place.at('full')}/capacity`);
    hold(await page.getByRole('link', { name: 'Glenorrie Council' }).isVisible(), 'the other council is not named');
    await page.goto(place.at('new'));
    hold(page.url() === `${place.at('new')}/sign-in`, `Glenorrie: ${page.url()}`);
    await page.goto(place.at('full'));
    hold(page.url() === `${place.at('full')}/`, `Ardmorran: ${page.url()}`);
  });
  for (const width of [1280, 320]) {
    await counts.check(`council and capacity stand on every page at ${width} px`, async () => {
      await page.setViewportSize({ width, height: 900 });
      for (const path of ['/', '/capacity', '/r/advice', '/search', '/new/advice/give', '/report/annual/2025-26', '/services', '/no-such-page']) {
        await page.goto(place.at('full') + path);
        const bar = page.locator('header');
        hold(await bar.getByText('Ardmorran Council').first().isVisible(), `${path}: no council`);
        hold(await bar.getByText('Chief Social Work Officer').first().isVisible(), `${path}: no capacity`);
      }
    });
  }
  await page.close();
}
