import type { Unreadable } from '#domain/seal/unreadable.ts';
import type { LocalText } from '#lib/local-text.ts';
import { type Reader, wordsOf } from '../reader.ts';
import { Notice } from '../ui/page.tsx';

type Props = {
  brand: { slug: string; defaultLocale: string };
  unreadable: Unreadable;
  systems: readonly { slug: string; name: LocalText }[];
  reader: Reader;
};

/** What a changed AUTH_SECRET keeps from working, and who can mend it. */
export function UnreadableNotice({ brand, unreadable, systems, reader }: Props) {
  const t = reader.t('systems');
  const words = wordsOf(reader.locale, brand);
  const named = systems
    .filter(({ slug }) => unreadable.systems.includes(slug))
    .map(({ name }) => words(name));
  return (
    <>
      {named.length > 0 && (
        <Notice alert>{t('sealedSome', { systems: reader.format.list(named), count: named.length })}</Notice>
      )}
      {unreadable.signingKey && (
        <Notice alert>
          {t('unsigned', { command: `npm run mutual -- keys rotate --brand ${brand.slug}` })}
        </Notice>
      )}
    </>
  );
}
