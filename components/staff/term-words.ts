import { getTranslations } from 'next-intl/server';
import type { TermValue } from '#domain/exchange/draft-changes.ts';
import { type LocalText, localText } from '#lib/local-text.ts';
import type { ValuePromise } from '#lib/terms.ts';
import { reader } from '../reader.ts';

type Named = { slug: string; name: LocalText };
export type Names = { categories: readonly Named[]; purposes: readonly Named[] };

/** How a value of the terms reads on screen, by its field. */
export async function termWords(names: Names, brand: { defaultLocale: string }) {
  const [t, terms, { locale, format, amount }] = await Promise.all([
    getTranslations('staff.draft'),
    getTranslations('terms'),
    reader(),
  ]);
  const nameOf = (named: readonly Named[], slug: string) => {
    const found = named.find((each) => each.slug === slug);
    return found ? localText(found.name, locale, brand.defaultLocale) : slug;
  };
  return (field: string, value: TermValue): string => {
    if (value === undefined) return t('notSaid');
    if (isPromise(value))
      return `${terms(`capital.${value.capital}`)}: ${amount(value.amount, value.unit)} ${terms(`per.${value.per}`)}`;
    if (isList(value))
      return format.list(field === 'sources' ? value.map((source) => terms(`source.${source}`)) : value);
    switch (field) {
      case 'category':
        return nameOf(names.categories, String(value));
      case 'purpose':
        return nameOf(names.purposes, String(value));
      case 'basis':
        return terms(`basis.${value}`);
      case 'level':
        return `${value} · ${terms(`level.${value}`)}`;
      case 'retentionDays':
        return value === null
          ? terms('retention.always')
          : terms('retention.days', { duration: format.duration(Number(value)) });
      case 'lapsesAfterDays':
        return value === null
          ? terms('lapse.never')
          : terms('lapse.days', { duration: format.duration(Number(value)) });
      default:
        return String(value);
    }
  };
}

const isList = (value: TermValue): value is readonly string[] => Array.isArray(value);

const isPromise = (value: TermValue): value is ValuePromise =>
  typeof value === 'object' && value !== null && 'capital' in value;
