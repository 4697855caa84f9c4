import type { Db } from '#db/client.ts';
import { env, hasDemoInbox } from '#lib/env.ts';
import { sendBySmtp } from '#lib/smtp.ts';
import { keepDemoMail, type Mail } from './demo-mail.ts';

/** Whether people can be sent mail at all. */
export const canMail = (): boolean => Boolean(env.SMTP_URL) || hasDemoInbox();

/** Sends mail; in the demo it lands in the portal's own inbox. Throws nodemailer's error when it was not taken. */
export const postMail = (db: Db, mail: Mail): Promise<void> =>
  hasDemoInbox() ? keepDemoMail(db, mail) : sendBySmtp(mail.recipient, mail.subject, mail.body);
