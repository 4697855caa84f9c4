import { notFound } from 'next/navigation';
import { cache } from 'react';
import { reader, wordsOf } from '#components/reader.ts';
import { portal } from '#db/portal.ts';
import { findBrand } from '#domain/brand/queries.ts';

/** The brand of a page that anyone may see, and its words. Once a request: the page's title asks for it as well. */
export const publicBrand = cache(async (slug: string) => {
  const [found, its] = await Promise.all([findBrand(portal().db, slug), reader()]);
  const brand = found ?? notFound();
  return { brand, words: wordsOf(its.locale, brand), its };
});
