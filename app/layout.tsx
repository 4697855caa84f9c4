import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ShownAgain } from '#components/shown-again.tsx';
import './globals.css';
import { PortalHeader } from './portal-header.tsx';

const text = localFont({
  src: '../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  variable: '--font-text',
  weight: '200 800',
  display: 'swap',
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return { title: { default: t('portal'), template: `%s · ${t('portal')}` } };
}

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('common')]);
  return (
    <html lang={locale} dir="ltr" className={text.variable}>
      <body>
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:bg-sheet focus:p-3 print:hidden"
        >
          {t('skip')}
        </a>
        <PortalHeader />
        {children}
        <ShownAgain />
      </body>
    </html>
  );
}
