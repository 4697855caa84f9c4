import Link from 'next/link';

/** The way back to the list that a page belongs to. */
export const BackLink = ({ href, children }: { href: string; children: string }) => (
  <Link href={href} className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">
    {children}
  </Link>
);
