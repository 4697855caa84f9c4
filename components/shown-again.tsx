'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { hearTabs } from './tabs.ts';

/** So long, in milliseconds, a page is believed to be as the server said. */
const fresh = 3000;

/**
 * A page that is shown again asks the server how things stand and for whom: after Back and Forward, in a tab that is
 * looked at anew, when another tab changed something. A page that the browser kept alive as it was, and that may be of
 * someone who has signed out since, is emptied when it is left and loaded when it is opened again.
 */
export function ShownAgain() {
  const { refresh } = useRouter();
  useEffect(() => {
    let askedAt = Date.now();
    let changed = false;
    const ask = async () => {
      if (!location.pathname.startsWith('/my')) return;
      // A redraw that fails would take the page away: not while the portal is out of reach.
      if (!(await fetch('/readyz').catch(() => null))?.ok) return;
      [askedAt, changed] = [Date.now(), false];
      refresh();
    };
    const seen = () => {
      if (!document.hidden && (changed || Date.now() - askedAt > fresh)) void ask();
    };
    const told = () => {
      changed = true;
      seen();
    };
    const left = ({ persisted }: PageTransitionEvent) => {
      if (persisted) document.body.hidden = true;
    };
    const restored = ({ persisted }: PageTransitionEvent) => {
      if (persisted) location.reload();
    };
    const deaf = hearTabs(told);
    const heard = new AbortController();
    const { signal } = heard;
    addEventListener('popstate', ask, { signal });
    addEventListener('focus', seen, { signal });
    document.addEventListener('visibilitychange', seen, { signal });
    addEventListener('pagehide', left, { signal });
    addEventListener('pageshow', restored, { signal });
    return () => {
      deaf();
      heard.abort();
    };
  }, [refresh]);
  return null;
}
