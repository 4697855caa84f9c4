import type { Statement } from '#domain/statement/statement.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { Reader } from '../reader.ts';

/** Tells a customer whose browser sends the privacy signal what it did here, and what it left alone. */
export function SignalNotice(props: {
  statement: Statement;
  words: (text: LocalText) => string;
  reader: Reader;
}) {
  const { statement, words, reader } = props;
  const t = reader.t('my.signal');
  const exchanges = statement.categories.flatMap((category) => category.exchanges);
  const about = (part: 'said_no' | 'conflicts') => {
    const titles = exchanges
      .filter(({ signal }) => signal === part)
      .map(({ terms }) => t('quoted', { exchange: words(terms.title) }));
    return { exchanges: reader.format.list(titles), count: titles.length };
  };
  const [saidNo, conflicts] = [about('said_no'), about('conflicts')];
  if (saidNo.count + conflicts.count === 0) return null;
  return (
    <section aria-labelledby="signal" className="mb-10 max-w-prose text-sm">
      <h2 id="signal" className="font-semibold">
        {t('title')}
      </h2>
      <p className="mt-1 text-quiet">{t('lead')}</p>
      {saidNo.count > 0 && <p className="mt-2">{t('saidNo', saidNo)}</p>}
      {conflicts.count > 0 && <p className="mt-2">{t('conflicts', conflicts)}</p>}
    </section>
  );
}
