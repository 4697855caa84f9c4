/** The last calendar months in UTC as `2025-03`, the running one last. */
export function lastMonths(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const back = count - 1 - index;
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back)).toISOString().slice(0, 7);
  });
}

/** Every month from the first to the last, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const [year = 0, month = 1] = last.split('-').map(Number);
  const [firstYear = 0, firstMonth = 1] = first.split('-').map(Number);
  const count = (year - firstYear) * 12 + month - firstMonth + 1;
  return lastMonths(new Date(Date.UTC(year, month - 1)), count);
}
