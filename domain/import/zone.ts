/** Whether the text names a time zone (IANA). */
export function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * The instant (epoch milliseconds) at which clocks in `zone` show a wall time, itself given as if it were UTC.
 * A time that comes twice is the first of both. Null when it is skipped, as on the day summer time begins.
 */
export function instantIn(zone: string, wall: number): number | null {
  if (zone === 'UTC') return wall;
  const day = 86_400_000;
  const candidates = [wall - day, wall + day].map((near) => wall - offsetAt(zone, near));
  const found = candidates.filter((at) => at + offsetAt(zone, at) === wall);
  return found.length > 0 ? Math.min(...found) : null;
}

/** Milliseconds that clocks in the zone are ahead of UTC. */
function offsetAt(zone: string, at: number): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-u-hc-h23', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(zone, clock);
  }
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
