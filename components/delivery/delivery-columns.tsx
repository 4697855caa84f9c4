import type { ListedDelivery } from '#domain/delivery/list-deliveries.ts';
import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from '../form/action-form.tsx';
import type { Reader, Translate } from '../reader.ts';
import { Button } from '../ui/button.tsx';
import type { Column } from '../ui/table.tsx';

type Of = {
  titles: ReadonlyMap<string, string>;
  /** Null: the system is retired, nothing is sent again. */
  resend: ((previous: FormState, form: FormData) => Promise<FormState>) | null;
  reader: Reader;
};

export function deliveryColumns({ titles, resend, reader }: Of): Column<ListedDelivery>[] {
  const t = reader.t('systems.deliveries');
  const { dateTime, number } = reader.format;
  const after = (row: ListedDelivery, at: Date | null) =>
    at ? reader.t('systems')('seconds', { seconds: (at.getTime() - row.createdAt.getTime()) / 1000 }) : '–';
  const title = ({ exchange }: ListedDelivery) => titles.get(exchange) ?? exchange;
  const isStuck = ({ state }: ListedDelivery) => state === 'failed' || state === 'parked';
  return [
    { key: 'made', head: t('made'), cell: (row) => dateTime(row.createdAt) },
    { key: 'exchange', head: t('exchange'), cell: title },
    {
      key: 'state',
      head: t('state'),
      cell: (row) => (
        <>
          <span className={isStuck(row) ? 'text-alert' : undefined}>{t(`states.${row.state}`)}</span>
          {row.nextAt && (
            <span className="block text-quiet">{t('next', { time: dateTime(row.nextAt) })}</span>
          )}
        </>
      ),
    },
    { key: 'attempts', head: t('attempts'), numeric: true, cell: ({ attempts }) => number(attempts) },
    { key: 'last', head: t('last'), cell: (row) => lastAnswer(row, t) },
    { key: 'took', head: t('took'), numeric: true, cell: (row) => after(row, row.sentAt) },
    { key: 'applied', head: t('applied'), numeric: true, cell: (row) => after(row, row.appliedAt) },
    {
      key: 'resend',
      head: <span className="sr-only">{t('resend')}</span>,
      cell: (row) =>
        resend &&
        isStuck(row) && (
          <ActionForm action={resend}>
            <input type="hidden" name="delivery" value={row.id} />
            <Button
              weight="quiet"
              aria-label={t('resendLabel', { exchange: title(row), time: dateTime(row.createdAt) })}
            >
              {t('resend')}
            </Button>
          </ActionForm>
        ),
    },
  ];
}

function lastAnswer({ lastStatus, lastFault }: ListedDelivery, t: Translate) {
  if (lastFault !== null) return t(`faults.${lastFault}`, { status: lastStatus ?? 0 });
  return lastStatus ?? '–';
}
