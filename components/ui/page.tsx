import type { ReactNode } from 'react';

/** The one main landmark of a page. `wide` is for staff tables. */
export function Page({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className={`mx-auto w-full px-4 pt-8 pb-24 outline-none sm:px-8 sm:pt-12 print:p-0 ${wide ? 'max-w-6xl' : 'max-w-4xl'}`}
    >
      {children}
    </main>
  );
}

/** Title, what the page is for, and what one can do with the whole of it. */
export function PageHead(props: {
  title: ReactNode;
  lead?: ReactNode;
  above?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-10">
      {props.above && <p className="mb-2 text-quiet text-sm">{props.above}</p>}
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-3">
        <h1 className="font-semibold text-xl sm:text-2xl">{props.title}</h1>
        {props.actions && <div className="flex flex-wrap gap-3 print:hidden">{props.actions}</div>}
      </div>
      {props.lead && <p className="mt-3 max-w-prose text-quiet">{props.lead}</p>}
    </header>
  );
}

/** A titled part of a page, ruled off from the one above. */
export function Section(props: { title: ReactNode; lead?: ReactNode; id?: string; children: ReactNode }) {
  return (
    <section id={props.id} className="mt-12 border-rule border-t pt-5">
      <h2 className="font-semibold text-lg">{props.title}</h2>
      {props.lead && <p className="mt-1 max-w-prose text-quiet text-sm">{props.lead}</p>}
      <div className="mt-5">{props.children}</div>
    </section>
  );
}

/** What stands where there is nothing yet, and what to do about it. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="border-rule border-y py-8 text-quiet">{children}</p>;
}

/** A message about what just happened or what to know. `alert` when something failed. */
export function Notice({ children, alert = false }: { children: ReactNode; alert?: boolean }) {
  return (
    <div
      role={alert ? 'alert' : 'status'}
      className={`mb-6 border-l-4 px-4 py-3 ${alert ? 'border-alert bg-alert-wash' : 'border-accent bg-wash'}`}
    >
      {children}
    </div>
  );
}
