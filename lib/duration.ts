export type Duration = { count: number; unit: 'year' | 'month' | 'week' | 'day' };

/** A number of days in the largest unit that says it truly: leap days and long months are allowed for, no more. */
export function durationIn(days: number): Duration {
  const years = Math.round(days / 365.25);
  if (years >= 1 && Math.abs(days - years * 365.25) <= Math.max(1, years / 2))
    return { count: years, unit: 'year' };
  const months = Math.round(days / 30.44);
  if (months >= 1 && (days === months * 30 || Math.abs(days - months * 30.44) <= 1))
    return { count: months, unit: 'month' };
  return days % 7 === 0 ? { count: days / 7, unit: 'week' } : { count: days, unit: 'day' };
}
