import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { Db } from '#db/client.ts';
import type { BrandId, CustomerId } from '#domain/actor.ts';
import { type Sender, sendDelivery } from '#domain/delivery/send-delivery.ts';

const schema = z.object({ brand: z.uuid(), customer: z.uuid(), seq: z.number(), system: z.string() });

export const sendDeliveryTask =
  (db: Db, sender: Sender): Task =>
  async (payload) => {
    const { brand, customer, seq, system } = schema.parse(payload);
    const actor = { kind: 'system', name: 'worker', brandId: brand as BrandId } as const;
    await sendDelivery({ db, actor }, sender, { customerId: customer as CustomerId, seq, system });
  };
