import Link from 'next/link';

type Action = (form: FormData) => Promise<void>;

type Props = {
  home: string;
  label: string;
  links: readonly { href: string; text: string }[];
  signOut: { action: Action; text: string } | null;
  /** The languages that the page is not in. */
  languages: readonly { locale: string; name: string }[];
  chooseLanguage: Action;
  /** The page's own address, to stay on it. */
  path: string;
};

const item = 'inline-flex min-h-11 items-center hover:underline underline-offset-4';

/** The head of every page: whose portal it is, the way to one's own pages, language, and out. No brand's colours. */
export function SiteHeader({ home, label, links, signOut, languages, chooseLanguage, path }: Props) {
  return (
    <header className="border-rule border-b print:hidden">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-6 px-4 py-1 text-sm sm:px-8">
        <Link href="/" prefetch={false} className={`${item} font-semibold text-base tracking-tight`}>
          {home}
        </Link>
        <nav aria-label={label} className="flex flex-wrap items-center gap-x-5">
          {links.map(({ href, text }) => (
            <Link key={href} href={href} prefetch={false} className={item}>
              {text}
            </Link>
          ))}
          {languages.map(({ locale, name }) => (
            <form key={locale} action={chooseLanguage}>
              <input type="hidden" name="to" value={path} />
              <button
                type="submit"
                name="locale"
                value={locale}
                lang={locale}
                className={`${item} cursor-pointer text-quiet`}
              >
                {name}
              </button>
            </form>
          ))}
          {signOut && (
            <form action={signOut.action}>
              <button type="submit" className={`${item} cursor-pointer text-quiet`}>
                {signOut.text}
              </button>
            </form>
          )}
        </nav>
      </div>
    </header>
  );
}
