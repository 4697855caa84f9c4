import type { BrandDefinition } from './definition.ts';

/** A brand with one exchange and a category of each keeping, for tests. */
export function tinyBrand(slug = 'tiny'): BrandDefinition {
  const name = { en: 'Tiny' };
  return {
    slug,
    defaultLocale: 'en',
    name,
    summary: { en: 'A shop of one shelf.' },
    categories: [
      {
        slug: 'bought',
        name: { en: 'What you buy' },
        summary: name,
        standardKey: 'user.behavior',
        keeps: 'value',
      },
      {
        slug: 'card',
        name: { en: 'Your card' },
        summary: name,
        standardKey: 'user.payment',
        keeps: 'masked',
      },
      { slug: 'visits', name: { en: 'Visits' }, summary: name, standardKey: 'user.behavior', keeps: 'count' },
    ],
    purposes: [{ slug: 'offers', name: { en: 'Choose offers' }, standardKey: 'personalize.content' }],
    exchanges: [
      {
        slug: 'better-offers',
        terms: {
          category: 'bought',
          purpose: 'offers',
          title: { en: 'Better offers' },
          give: { en: 'We use what you buy.' },
          get: { en: 'Money off what you buy anyway.' },
          off: { en: 'You get the offers that everyone gets.' },
          basis: 'consent',
          level: 2,
          retentionDays: 365,
          recipients: ['Tiny'],
          sources: ['observed'],
          promise: { capital: 'economic', amount: '5', unit: 'EUR', per: 'month' },
          lapsesAfterDays: null,
        },
      },
    ],
  };
}
