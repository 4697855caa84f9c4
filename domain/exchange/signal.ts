import { type Level, signalLevel } from '#lib/terms.ts';
import type { Standing } from './standing.ts';

/**
 * What the browser's privacy signal has to do with a choice: it said the no; the yes was said knowing it; or the yes
 * knows nothing of it, and is asked about on a visit that has the signal.
 */
export type SignalPart = 'said_no' | 'known' | 'conflicts';

export function signalPart(
  { level, standing }: { level: Level; standing: Standing },
  source: 'gpc' | null,
): SignalPart | null {
  if (standing === 'objected' && source) return 'said_no';
  if (standing !== 'granted' || level !== signalLevel) return null;
  return source ? 'known' : 'conflicts';
}
