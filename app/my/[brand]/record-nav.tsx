import type { ComponentProps } from 'react';
import type { CustomerEntry } from '#auth/entry.ts';
import { BrandNav } from '#components/brand-nav.tsx';
import { RecordLine } from '#components/record-line.tsx';
import { recordWords } from '#components/record-words.ts';
import { findSeveral } from '#domain/customer/own-records.ts';

type Props = ComponentProps<typeof BrandNav> & { entry: CustomerEntry };

/** The pages about one record; and, where the brand holds more on this person, which record it is. */
export async function RecordNav({ entry, ...nav }: Props) {
  const records = entry.visitor.relations.filter(({ id }) => id === entry.brand.id);
  if (records.length < 2) return <BrandNav {...nav} />;
  const words = recordWords(await findSeveral(entry.ctx.db, records), nav.reader);
  const { customerId } = entry.ctx.actor;
  const others = records.filter((each) => each.customerId !== customerId);
  return (
    <>
      <BrandNav {...nav} />
      <RecordLine
        which={words.get(customerId) ?? ''}
        others={others.map((each) => ({ address: each.address, which: words.get(each.customerId) ?? '' }))}
        reader={nav.reader}
      />
    </>
  );
}
