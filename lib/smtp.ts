import { createTransport } from 'nodemailer';
import { env } from './env.ts';

/** Sends one mail by the server of SMTP_URL. Throws nodemailer's error when it was not taken. */
export async function sendBySmtp(email: string, subject: string, text: string): Promise<void> {
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
  } finally {
    transport.close();
  }
}
