const seconds = 1000;
const hours = 3600 * seconds;

/** How long a delivery is tried. */
export const patience = 72 * hours;

/**
 * When to try again: after about as long as it has been tried already, from 5 seconds to 8 hours, give or take a
 * quarter so that deliveries that failed together do not come back together. Null when three days are over.
 */
export function nextAttempt(
  { triedSince, now, notBefore }: { triedSince: Date; now: Date; notBefore: Date | null },
  random: () => number = Math.random,
): Date | null {
  const tried = now.getTime() - triedSince.getTime();
  const pause = Math.min(Math.max(tried, 5 * seconds), 8 * hours) * (0.75 + random() / 2);
  const next = Math.max(now.getTime() + pause, notBefore?.getTime() ?? 0);
  return next > triedSince.getTime() + patience ? null : new Date(next);
}
