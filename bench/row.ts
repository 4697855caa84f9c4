import type { Compared } from './by-turns.ts';

/** One line of the table: what was seen, what it is held against, their ratio, and what we aim at. */
export type Row = { what: string; seen: string; against: string; ratio: string; aim: string; met: string };

const to = (digits: number) =>
  new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
export const whole = to(0).format;
export const tenths = to(1).format;
export const hundredths = to(2).format;

const yesOrNo = (met: boolean) => (met ? 'yes' : 'NO');

export const atLeast = (ratio: number, aim: number) => ({
  ratio: hundredths(ratio),
  aim: `≥ ${aim}`,
  met: yesOrNo(ratio >= aim),
});

export const below = (ratio: number, aim: number) => ({
  ratio: hundredths(ratio),
  aim: `< ${aim}`,
  met: yesOrNo(ratio < aim),
});

/** One that nothing is aimed at. */
export const ratioOf = (ratio: number) => ({ ratio: hundredths(ratio), aim: '', met: '' });

/** Requests a second with their aim; p95 and the app's own processor time beside them. */
export function compared(what: string, { subject, against, ratio }: Compared, aim: number): Row[] {
  const beside = { aim: '', met: '' };
  return [
    {
      what: `${what}: requests/s`,
      seen: whole(subject.perSecond),
      against: whole(against.perSecond),
      ...atLeast(ratio('perSecond'), aim),
    },
    {
      what: '  p95, ms',
      seen: tenths(subject.p95),
      against: tenths(against.p95),
      ratio: hundredths(ratio('p95')),
      ...beside,
    },
    {
      what: '  processor time of the app a request, ms',
      seen: tenths(subject.cpu),
      against: tenths(against.cpu),
      ratio: hundredths(1 / ratio('cpu')),
      ...beside,
    },
  ];
}
