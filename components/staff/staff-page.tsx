import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Role } from '#domain/actor.ts';
import { type LocalText, localText } from '#lib/local-text.ts';
import { Page, PageHead } from '../ui/page.tsx';
import { StaffNav, type StaffPlace } from './staff-nav.tsx';

/** Any page of a brand's staff: the way around, the title, and the page. */
export async function StaffPage(props: {
  entry: {
    brand: { slug: string; name: LocalText; defaultLocale: string };
    ctx: { actor: { role: Role } };
  };
  place: StaffPlace;
  title: ReactNode;
  lead?: ReactNode;
  above?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { brand, ctx } = props.entry;
  const name = localText(brand.name, await getLocale(), brand.defaultLocale);
  return (
    <Page wide>
      <StaffNav brand={brand.slug} name={name} role={ctx.actor.role} current={props.place} />
      <PageHead title={props.title} lead={props.lead} above={props.above} actions={props.actions} />
      {props.children}
    </Page>
  );
}
