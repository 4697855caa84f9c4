import type { Portal } from './start-portal.ts';

/** A brand, and a customer record that it imported. */
export async function importedCustomer(
  { sql }: Portal,
  customer: { id: number; email?: string; oidcSubject?: string },
  brand = { slug: 'grocer', name: 'Corner Grocer' },
): Promise<string> {
  const [row] = await sql`insert into brand (slug, name, summary, default_locale, id_key)
    values (${brand.slug}, ${JSON.stringify({ en: brand.name })}::text::jsonb, '{"en":"Food"}', 'en', '\\x00')
    on conflict (slug) do update set slug = excluded.slug returning id`;
  await sql`insert into category (brand_id, slug, name, summary, standard_key, keeps)
    values (${row?.id}, 'basket', '{"en":"What you buy"}', '{"en":"Food"}', 'user.behavior', 'value') on conflict do nothing`;
  const id = `00000000-0000-8000-8000-${String(customer.id).padStart(12, '0')}`;
  await sql`insert into customer (customer_id, brand_id, external_id, email, oidc_subject)
    values (${id}, ${row?.id}, ${String(customer.id)}, ${customer.email ?? null}, ${customer.oidcSubject ?? null})`;
  return id;
}
