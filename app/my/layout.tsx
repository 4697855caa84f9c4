import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { earlyPressesScript } from '#components/switch/early-presses.ts';

/** Around all pages with switches: they hear of a press while they are still loading. */
export default async function MyLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <>
      <script
        nonce={nonce}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of our own.
        dangerouslySetInnerHTML={{ __html: earlyPressesScript }}
      />
      {children}
    </>
  );
}
