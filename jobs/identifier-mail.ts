import { createTranslator } from 'next-intl';
import type { ChangeNews } from '#domain/identifier/tell-change.ts';
import type { Mail } from '#domain/person/demo-mail.ts';
import { localText } from '#lib/local-text.ts';
import de from '#messages/de/identity.json' with { type: 'json' };
import en from '#messages/en/identity.json' with { type: 'json' };
import { origin } from './origin.ts';

/** What a record's earlier address is told, in its person's language: nothing that the record holds, nor its new address. */
export function identifierMail({ email, locale, kind, at, isOpen, brand: of }: ChangeNews): Mail {
  const language = (locale ?? of.defaultLocale) === 'de' ? 'de' : 'en';
  const messages = { mail: (language === 'de' ? de : en).mail };
  const t = createTranslator({ locale: language, messages, namespace: 'mail' });
  const brand = localText(of.name, language, of.defaultLocale);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const date = day.format(at);
  return {
    recipient: email,
    subject: t('subject', { brand }),
    body: [
      t(kind === 'email' ? 'email' : 'account', { brand, date }),
      isOpen ? t('open') : t('waits', { brand }),
      t('fine'),
      t('wrong', { brand }),
      `${origin()}/my`,
    ].join('\n\n'),
  };
}
