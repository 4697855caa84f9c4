import { PageLink } from './page-link.tsx';

type Step = { href: string; text: string };

/** Newer and older, as plain links: pages are cut on the server by key, so there is no page number to drift. */
export function Pager({ label, newer, older }: { label: string; newer?: Step; older?: Step }) {
  if (!newer && !older) return null;
  return (
    <nav aria-label={label} className="mt-6 flex justify-between gap-4 print:hidden">
      <span>{newer && <PagerLink {...newer} rel="prev" />}</span>
      <span>{older && <PagerLink {...older} rel="next" />}</span>
    </nav>
  );
}

function PagerLink({ href, text, rel }: Step & { rel: string }) {
  return (
    <PageLink
      href={href}
      rel={rel}
      className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
    >
      {text}
    </PageLink>
  );
}
