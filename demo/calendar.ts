const dayLength = 86_400_000;

/** Days counted back from today, so that the demo always looks fresh: 1 is yesterday. */
export type Calendar = {
  /** `hour` is of that day, in UTC. */
  at: (daysAgo: number, hour: number) => Date;
  /** Days since the weekday last came, today included: 0 is Sunday. */
  daysSince: (weekday: number) => number;
};

export function calendar(now: Date): Calendar {
  const today = Math.floor(now.getTime() / dayLength) * dayLength;
  return {
    at: (daysAgo, hour) => new Date(today - daysAgo * dayLength + Math.round(hour * 60) * 60_000),
    daysSince: (weekday) => (new Date(today).getUTCDay() - weekday + 7) % 7,
  };
}
