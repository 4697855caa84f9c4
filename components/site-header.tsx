import Link from 'next/link';

type Action = (form: FormData) => Promise<void>;

type Props = {
  home: string;
  label: string;
  links: readonly { href: string; text: string }[];
  signIn: { href: string; text: string } | null;
  signOut: { action: Action; text: string } | null;
  /** The languages that the page is not in. */
  languages: readonly { locale: string; name: string }[];
  chooseLanguage: Action;
  /** The page's own address, to stay on it. */
  path: string;
  /** In line with the wide pages of staff. */
  wide: boolean;
};

const item = 'inline-flex min-h-11 items-center hover:underline underline-offset-4';

/** The head of every page: whose portal it is, the way to one's own pages, language, and out. No brand's colours. */
export function SiteHeader({
  home,
  label,
  links,
  signIn,
  signOut,
  languages,
  chooseLanguage,
  path,
  wide,
}: Props) {
  return (
    <header className="border-rule border-b print:hidden">
      <div
        className={`mx-auto flex w-full flex-wrap items-center gap-x-8 px-4 py-1 text-sm sm:px-8 ${wide ? 'max-w-6xl' : 'max-w-4xl'}`}
      >
        <Link href="/" prefetch={false} className={`${item} font-semibold text-base tracking-tight`}>
          {home}
        </Link>
        <nav
          aria-label={label}
          className="order-last flex basis-full flex-wrap gap-x-6 sm:order-none sm:basis-auto"
        >
          {links.map(({ href, text }) => (
            <Link key={href} href={href} prefetch={false} className={item}>
              {text}
            </Link>
          ))}
        </nav>
        <div className="ml-auto flex gap-x-5 text-quiet">
          {languages.map(({ locale, name }) => (
            <form key={locale} action={chooseLanguage}>
              <input type="hidden" name="to" value={path} />
              <button
                type="submit"
                name="locale"
                value={locale}
                lang={locale}
                className={`${item} cursor-pointer`}
              >
                {name}
              </button>
            </form>
          ))}
          {signIn && (
            <Link href={signIn.href} prefetch={false} className={`${item} font-semibold text-ink`}>
              {signIn.text}
            </Link>
          )}
          {signOut && (
            <form action={signOut.action}>
              <button type="submit" className={`${item} cursor-pointer`}>
                {signOut.text}
              </button>
            </form>
          )}
        </div>
      </div>
    </header>
  );
}
