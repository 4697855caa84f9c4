import Link from 'next/link';
import type { ListedDelivery } from '#domain/delivery/list-deliveries.ts';
import type { StaffSystem } from '#domain/system/queries.ts';
import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from '../form/action-form.tsx';
import type { Reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/page.tsx';
import { Pager } from '../ui/pager.tsx';
import { Table } from '../ui/table.tsx';
import { deliveryColumns } from './delivery-columns.tsx';

type Resend = (previous: FormState, form: FormData) => Promise<FormState>;

/** A system's deliveries, newest first: all of them or the stuck ones, which can be sent again. */
export function DeliveryTable(props: {
  path: string;
  system: StaffSystem;
  page: { rows: readonly ListedDelivery[]; older: string | null };
  asked: { stuck: boolean; after: string | undefined };
  titles: ReadonlyMap<string, string>;
  resend: Resend;
  reader: Reader;
}) {
  const { path, system, page, asked, resend, reader } = props;
  const t = reader.t('systems.deliveries');
  const stuck = system.traffic.failed + system.traffic.parked;
  const address = (show: boolean, after?: string) => {
    const query = new URLSearchParams({ ...(show && { show: 'stuck' }), ...(after && { after }) });
    return `${path}${query.size > 0 ? `?${query}` : ''}#deliveries`;
  };
  return (
    <>
      <nav aria-label={t('show')} className="mb-4 flex gap-6 text-sm print:hidden">
        {[false, true].map((show) => (
          <Link
            key={String(show)}
            href={address(show)}
            aria-current={show === asked.stuck ? 'page' : undefined}
            className="inline-flex min-h-11 items-center text-accent underline underline-offset-4 aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:no-underline"
          >
            {show ? t('onlyStuck', { count: stuck }) : t('all')}
          </Link>
        ))}
      </nav>
      {stuck > 0 && !system.retiredAt && (
        <ActionForm action={resend} className="mb-6">
          <Button weight="plain">{t('resendAll', { count: stuck })}</Button>
        </ActionForm>
      )}
      {page.rows.length === 0 ? (
        <Empty>{asked.stuck ? t('emptyStuck') : t('empty')}</Empty>
      ) : (
        <Table
          caption={t('title')}
          columns={deliveryColumns({
            titles: props.titles,
            resend: system.retiredAt ? null : resend,
            reader,
          })}
          rows={page.rows}
          rowKey={({ id }) => id}
        />
      )}
      <Pager
        label={t('pages')}
        newer={asked.after ? { href: address(asked.stuck), text: t('newer') } : undefined}
        older={page.older ? { href: address(asked.stuck, page.older), text: t('older') } : undefined}
      />
    </>
  );
}
