const day = 86_400_000;

/**
 * A time that an import could read, if it has come by `at`. A clock that is up to a day ahead is taken to be wrong:
 * then `at` itself. Undefined when the time lies further ahead.
 */
export function pastOf(time: string, at: Date): string | undefined {
  const ahead = Date.parse(withFullOffset(time)) - at.getTime();
  if (ahead <= 0) return time;
  return ahead <= day ? at.toISOString() : undefined;
}

/** `+01` and `+0100` as `+01:00`, which is all that JavaScript must read. */
const withFullOffset = (time: string) =>
  time.replace(/([+-]\d\d):?(\d\d)?$/, (_, hours: string, minutes = '00') => `${hours}:${minutes}`);
