import { getTranslations } from 'next-intl/server';
import { portal } from '#db/portal.ts';
import { postMail } from '#domain/person/post-mail.ts';

/**
 * Sends the sign-in link in the reader's language. A server that says "no such mailbox" answers like one that took the
 * mail: whoever asks is not told which it was.
 */
export async function sendSignInMail(email: string, link: string): Promise<void> {
  const t = await getTranslations('sign-in.mail');
  const subject = t('subject', { host: new URL(link).host });
  const body = [t('open'), link, t('once'), t('notYou')].join('\n\n');
  try {
    await postMail(portal().db, { recipient: email, subject, body });
  } catch (error) {
    if (!isRefusedRecipient(error)) throw error;
  }
}

const isRefusedRecipient = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'EENVELOPE' && 'rejected' in error;
