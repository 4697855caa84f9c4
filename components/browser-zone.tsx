'use client';

import { useEffect } from 'react';

/**
 * Tells the portal once a day in which time zone the browser is; from the next page on times are written in it.
 * The page at hand is left alone: redrawing it could take it away from someone whose line is failing.
 * A zone that the person chose themselves is in a cookie that script cannot overwrite.
 */
export function BrowserZone({ shown }: { shown: string }) {
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone === shown) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `zone=${zone}; path=/; max-age=86400; samesite=lax`;
  }, [shown]);
  return null;
}
