import { createTranslator } from 'next-intl';
import type { News, Tell } from '#domain/delivery/tell-brands.ts';
import type { Mail } from '#domain/person/demo-mail.ts';
import { localText } from '#lib/local-text.ts';
import de from '#messages/de/systems.json' with { type: 'json' };
import en from '#messages/en/systems.json' with { type: 'json' };
import { origin } from './origin.ts';

/** What an owner is told, in their language: which systems owe an answer, how many, and where to look. */
export function overdueMail({ email, locale }: Parameters<Tell>[0], { brand, systems }: News): Mail {
  const language = (locale ?? brand.defaultLocale) === 'de' ? 'de' : 'en';
  const messages = { told: (language === 'de' ? de : en).told };
  const t = createTranslator({ locale: language, messages, namespace: 'told' });
  const words = (text: News['brand']['name']) => localText(text, language, brand.defaultLocale);
  const parts = systems.map(({ slug, name, missing, unconfirmed }) =>
    [
      words(name),
      ...(missing > 0 ? [t('missing', { count: missing })] : []),
      ...(unconfirmed > 0 ? [t('unconfirmed', { count: unconfirmed })] : []),
      `${origin()}/staff/${brand.slug}/systems/${slug}${missing > 0 ? '?show=stuck' : ''}`,
    ].join('\n'),
  );
  return {
    recipient: email,
    subject: t('subject', { brand: words(brand.name) }),
    body: [t('lead', { brand: words(brand.name) }), ...parts, t('customers'), t('again')].join('\n\n'),
  };
}
