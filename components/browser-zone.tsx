'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/**
 * Tells the portal once a day in which time zone the browser is, and has a page that was drawn in another redrawn.
 * A zone that the person chose themselves is in a cookie that script cannot overwrite: then nothing changes.
 */
export function BrowserZone({ shown }: { shown: string }) {
  const router = useRouter();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone === shown) return;
    const cookie = `zone=${zone}`;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${cookie}; path=/; max-age=86400; samesite=lax`;
    if (document.cookie.split('; ').includes(cookie)) router.refresh();
  }, [shown, router]);
  return null;
}
