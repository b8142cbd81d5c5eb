const dayMs = 86_400_000;

/**
 * A function that says when a match starts: "20:45", "Sat 20:45" or "14 Mar 20:45"; of a day without a
 * time, given as its midnight in UTC, "14 Mar".
 */
export function kickoffFormatter(
  locale?: string,
  timeZone?: string,
): (kickoff: number, now: number, isDay?: boolean) => string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const date = { day: 'numeric', month: 'short' } as const;
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const day = format({ year: 'numeric', month: 'numeric', day: 'numeric' });
  const timeOnly = format(time);
  const withWeekday = format({ weekday: 'short', ...time });
  const withDate = format({ ...date, ...time });
  // The date that the provider said, wherever the reader is.
  const dayOnly = format({ timeZone: 'UTC', ...date });

  return (kickoff, now, isDay) => {
    if (isDay) return dayOnly.format(kickoff);
    // Days are the reader's, so they are compared as that zone's dates, not as spans of 24 hours.
    if (day.format(kickoff) === day.format(now)) return timeOnly.format(kickoff);
    // A weekday alone names one day only in the week ahead.
    const isNear = kickoff > now && kickoff - now < 6 * dayMs;
    return (isNear ? withWeekday : withDate).format(kickoff);
  };
}
