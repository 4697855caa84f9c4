import { hmacSha256 } from '#lib/hmac.ts';
import { mask } from '../holding/mask.ts';
import type { MappedHolding } from './compile-feed.ts';
import type { PlannedHolding } from './plan.ts';

export type KeptHolding = Omit<MappedHolding, 'rule' | 'label'> & { label: string | null };

/**
 * What the portal keeps of a holding, as its category says. A masked one loses its key too, which may hold the
 * value; of one that is only counted nothing stays but a fingerprint, which no one without the brand's key can match.
 */
export function keep(idKey: Buffer, rule: PlannedHolding, held: MappedHolding): KeptHolding {
  const { key, label, value, collectedAt, keepUntil } = held;
  if (rule.keeps === 'value') return { key, label, value, collectedAt, keepUntil };
  const print = keyFor(idKey, rule, key);
  if (rule.keeps === 'count') return { key: print, label: null, value: null, collectedAt, keepUntil: null };
  return { key: print, label, value: value === null ? null : mask(value), collectedAt, keepUntil };
}

/** The key under which a datum is kept: its own, or a fingerprint where the category keeps less than the value. */
export const keyFor = (
  idKey: Buffer,
  rule: Pick<PlannedHolding, 'category' | 'keeps'>,
  key: string,
): string => (rule.keeps === 'value' ? key : fingerprint(idKey, rule.category, key));

/** 16 bytes of HMAC-SHA-256 over the natural key, as hex. */
const fingerprint = (idKey: Buffer, category: string, key: string) =>
  hmacSha256(idKey, `holding\0${category}\0${key}`).slice(0, 32);
