import type { Reader } from '#components/reader.ts';
import type { Comparison } from '#domain/receipt/compare-with-ledger.ts';
import type { CheckedReceipt, Holds, Verdict } from '#domain/receipt/verdict.ts';

/** A verdict in finished sentences, for a form that shows it with and without JavaScript. */
export type VerdictView = {
  ok: boolean;
  /** It holds, but the portal no longer says the same. */
  warn: boolean;
  title: string;
  lines: readonly string[];
  rows: readonly { seq: number; cells: readonly { head: string; text: string }[] }[];
};

export function verdictView(verdict: Verdict, here: Comparison | null, reader: Reader): VerdictView {
  return verdict.ok ? good(verdict, here, reader) : bad(verdict, reader);
}

function bad(verdict: Exclude<Verdict, Holds>, reader: Reader): VerdictView {
  const t = reader.t('verify.bad');
  const at = verdict.seq === null ? [] : [t('entry', { seq: verdict.seq })];
  return { ok: false, warn: false, title: t('title'), lines: [t(verdict.why), ...at], rows: [] };
}

/** Receipts that are listed one by one: a page of thousands would keep others waiting. */
const shown = 100;

function good(verdict: Holds, here: Comparison | null, reader: Reader): VerdictView {
  const t = reader.t('verify.good');
  const { receipts, checkpoint, end, customer, name, slug } = verdict;
  const signed =
    receipts.length > 0
      ? t('signed', { name: name ?? slug, count: receipts.length })
      : t('proofOnly', { name: name ?? slug, seq: end?.seq ?? 0 });
  const under = checkpoint
    ? t('checkpoint', { number: checkpoint.number, at: reader.format.dateTime(new Date(checkpoint.at)) })
    : t('unsaid');
  return {
    ok: true,
    warn: here === 'missing' || here === 'otherCheckpoint',
    title: t('title'),
    lines: [
      signed,
      under,
      ...(here ? [t(`here.${here}`)] : []),
      t('customer', { customer }),
      ...(receipts.length > shown ? [t('firstOf', { shown, count: receipts.length })] : []),
    ],
    rows: receipts.slice(0, shown).map((receipt) => ({ seq: receipt.seq, cells: cells(receipt, reader) })),
  };
}

function cells(receipt: CheckedReceipt, { t, format }: Reader) {
  const row = t('verify.row');
  const { by, state, title, where, madeAt, cover, bySignal } = receipt;
  const said = bySignal ? row('bySignal', { state, title }) : row('choice', { by, state, title });
  const elsewhere =
    where !== null && madeAt ? `. ${row('elsewhere', { where, at: format.dateTime(new Date(madeAt)) })}` : '';
  return [
    { head: row('number'), text: format.number(receipt.seq) },
    { head: row('what'), text: `${said}${elsewhere}` },
    { head: row('when'), text: format.dateTime(new Date(receipt.at)) },
    { head: row('cover'), text: row(cover) },
  ];
}
