import type { Db } from '#db/client.ts';
import { tellBrands } from '#domain/delivery/tell-brands.ts';
import { canMail, postMail } from '#domain/person/post-mail.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { overdueMail } from './overdue-mail.ts';

const often = 5 * 60_000;

/** Mail can leave, and it is known where its links lead. */
const canTell = () => canMail() && (env.PORTAL_URL !== undefined || env.MUTUAL_DEMO);

/** Looks every few minutes whether a brand is to be told of systems that owe an answer. */
export function keepBrandsTold(db: Db): { stop: () => Promise<void> } {
  if (!canTell()) return { stop: async () => {} };
  const look = () =>
    tellBrands(db, (owner, news) => postMail(db, overdueMail(owner, news))).catch((error: unknown) =>
      log.warn({ err: error }, 'brands were not told of overdue deliveries'),
    );
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, often);
  return {
    stop: () => {
      clearInterval(timer);
      return looking;
    },
  };
}
