import { lookUpOf } from './columns.ts';
import type { Condition, Feed, Mapping } from './mapping.ts';
import { parseTemplate } from './template.ts';

/** Every column that a feed reads, of its file and, as `look-up.column`, of look-ups. */
function referencesOf(feed: Feed): Set<string> {
  const { id, email, since, oidcSubject } = feed.customer;
  const columns = [id, email, since, ...named(oidcSubject), tested(feed.skipWhen)];
  for (const rule of [...(feed.holdings ?? []), ...(feed.benefits ?? [])])
    columns.push(...rule.key, ...named(rule.label), tested(rule.when));
  for (const rule of feed.holdings ?? [])
    columns.push(...named(rule.value), rule.collectedAt, rule.keepUntil);
  for (const rule of feed.benefits ?? [])
    columns.push(typeof rule.amount === 'string' ? rule.amount : undefined, rule.receivedAt);
  columns.push(...Object.values(feed.lookUp ?? {}).flat());
  return new Set(columns.filter((column) => column !== undefined));
}

/** The columns that a feed needs in its own file. */
export const ownColumns = (feed: Feed): string[] =>
  [...referencesOf(feed)].filter((column) => !lookUpOf(column, feed.lookUp));

/** The columns that the feeds of a mapping use of one look-up. */
export function usedOfLookUp(mapping: Mapping, name: string): string[] {
  const used = mapping.feeds.flatMap((feed) =>
    [...referencesOf(feed)].map((column) => lookUpOf(column, feed.lookUp)),
  );
  return [...new Set(used.flatMap((found) => (found?.name === name ? [found.column] : [])))];
}

function named(templates: string | readonly string[] | undefined): string[] {
  return [templates ?? []]
    .flat()
    .flatMap((template) => parseTemplate(template) ?? [])
    .flatMap((part) => ('column' in part ? [part.column] : []));
}

const tested = (condition: Condition | undefined) => condition?.column;
