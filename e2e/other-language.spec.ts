import { expect, test } from './portal.ts';

test('what a brand wrote in one language only is marked as such for a reader of another', async ({
  browser,
  portal,
}) => {
  await portal.sql`
    with held as (
      insert into brand (id, slug, name, summary, default_locale, id_key)
      values (gen_random_uuid(), 'plainly', '{"en": "Plainly"}', '{"en": "We sell plain things."}', 'en', '\\x00')
      returning id)
    insert into category (brand_id, slug, name, summary, standard_key, keeps)
    select id, 'purchases', '{"en": "What you buy", "de": "Was Sie kaufen"}', '{"en": "Your baskets."}',
      'user.behavior.purchase_history', 'count' from held`;
  const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await page.goto(`${portal.url}/brands/plainly`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  for (const text of ['We sell plain things.', 'Your baskets.'])
    await expect(page.getByText(text)).toHaveAttribute('lang', 'en');
  await expect(page.getByText('Was Sie kaufen')).not.toHaveAttribute('lang');
  await portal.sql`
    delete from category using brand where brand_id = brand.id and brand.slug = 'plainly'`;
  await portal.sql`delete from brand where slug = 'plainly'`;
});
