import type { Db } from '#db/client.ts';
import { tellBrands } from '#domain/delivery/tell-brands.ts';
import { canMail, postMail } from '#domain/person/post-mail.ts';
import { env } from '#lib/env.ts';
import { type Looking, lookAgain } from './look-again.ts';
import { overdueMail } from './overdue-mail.ts';

/** Mail can leave, and it is known where its links lead. */
const canTell = () => canMail() && (env.PORTAL_URL !== undefined || env.MUTUAL_DEMO);

/** Looks every few minutes whether a brand is to be told of systems that owe an answer. */
export const keepBrandsTold = (db: Db): Looking =>
  canTell()
    ? lookAgain({
        every: 5 * 60_000,
        look: () => tellBrands(db, (owner, news) => postMail(db, overdueMail(owner, news))),
        failed: 'brands were not told of overdue deliveries',
      })
    : { stop: async () => {} };
