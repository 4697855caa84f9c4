/** What a form says of a thing that an event becomes, in its order; more than this comes from a brand's file. */
export const ruleFields: readonly string[] = [
  'category',
  'exchange',
  'source',
  'capital',
  'amount',
  'unit',
  'key',
  'part',
  'label',
  'value',
];
