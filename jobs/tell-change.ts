import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { Db } from '#db/client.ts';
import { identifierKinds } from '#db/schema/identity.ts';
import type { BrandId, CustomerId } from '#domain/actor.ts';
import { tellChange } from '#domain/identifier/tell-change.ts';
import { canMail, postMail } from '#domain/person/post-mail.ts';
import { identifierMail } from './identifier-mail.ts';

const schema = z.object({
  brand: z.uuid(),
  customer: z.uuid(),
  kind: z.enum(identifierKinds),
  id: z.number(),
});

/** Tells the earlier address. Where no mail can leave nobody is told, and the change waits for a second person. */
export const tellChangeTask =
  (db: Db): Task =>
  async (payload) => {
    if (!canMail()) return;
    const { brand, customer, kind, id } = schema.parse(payload);
    const actor = { kind: 'system', name: 'worker', brandId: brand as BrandId } as const;
    await tellChange({ db, actor }, { customerId: customer as CustomerId, kind, id }, (news) =>
      postMail(db, identifierMail(news)),
    );
  };
