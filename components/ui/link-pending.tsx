'use client';

import { useLinkStatus } from 'next/link';

/**
 * A thin line across the top while a followed link's page is on its way, after a moment in which most pages arrive.
 * Not a loading.tsx: what streams in behind one stays hidden without JavaScript.
 */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <span aria-hidden="true" className="link-pending" /> : null;
}
