/** A feed of a mapping for a file of orders; `changes` go into what it makes of a row. */
export const ordersFeed = (changes: Record<string, unknown> = {}) => ({
  file: 'orders.csv',
  customer: { id: 'customer' },
  columns: { paid: { read: 'number' } },
  holdings: [
    {
      category: 'what-you-buy',
      source: 'observed',
      key: ['order'],
      label: '{what}',
      value: '{paid} EUR',
      collectedAt: 'day',
      ...changes,
    },
  ],
});
