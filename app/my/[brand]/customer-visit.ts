import { cache } from 'react';
import { hasPrivacySignal } from '#app/privacy-signal.ts';
import { type CustomerEntry, customerPage } from '#auth/entry.ts';
import { objectBySignal } from '#domain/choice/object-by-signal.ts';

/** Opens a customer's page, once what the browser's privacy signal asks for is done. Nothing is asked without one. */
export const customerVisit = cache(async (slug: string): Promise<CustomerEntry & { signal: boolean }> => {
  const entry = await customerPage(slug);
  const signal = await hasPrivacySignal();
  if (signal) await objectBySignal(entry.ctx);
  return { ...entry, signal };
});
