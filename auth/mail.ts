import { getTranslations } from 'next-intl/server';
import { createTransport } from 'nodemailer';
import { portal } from '#db/portal.ts';
import { keepDemoMail } from '#domain/person/demo-mail.ts';
import { env, hasDemoInbox } from '#lib/env.ts';

/** Whether people can be sent a link at all. */
export const canMail = () => Boolean(env.SMTP_URL) || hasDemoInbox();

/** Sends the sign-in link in the reader's language; in the demo it lands in the portal's own inbox. */
export async function sendSignInMail(email: string, link: string): Promise<void> {
  const t = await getTranslations('sign-in.mail');
  const subject = t('subject', { host: new URL(link).host });
  const body = [t('open'), link, t('once'), t('notYou')].join('\n\n');
  if (hasDemoInbox()) return keepDemoMail(portal().db, { recipient: email, subject, body });
  await sendBySmtp(email, subject, body);
}

/** A server that says "no such mailbox" answers like one that took the mail: whoever asks is not told which it was. */
async function sendBySmtp(email: string, subject: string, text: string) {
  const transport = createTransport({
    url: env.SMTP_URL,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: env.MAIL_FROM,
      to: { name: '', address: email },
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    if (!isRefusedRecipient(error)) throw error;
  } finally {
    transport.close();
  }
}

const isRefusedRecipient = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'EENVELOPE' && 'rejected' in error;
