'use client';

import de from '#messages/de/trouble.json';
import en from '#messages/en/trouble.json';

/** For an error met while moving between pages: no server is at hand to say it, so the words come along. */
export function Broken({ retry }: { retry: () => void }) {
  const german = typeof document !== 'undefined' && document.documentElement.lang === 'de';
  const words = german ? de : en;
  return (
    <main id="content" className="mx-auto w-full max-w-4xl px-4 pt-12 pb-24 sm:px-8">
      <h1 className="font-semibold text-2xl">{words.broken.title}</h1>
      <p className="mt-3 text-quiet">{words.broken.lead}</p>
      <button type="button" onClick={retry} className="mt-8 underline underline-offset-4">
        {words.again}
      </button>
    </main>
  );
}
