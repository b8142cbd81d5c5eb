const dayMs = 86_400_000;

/**
 * A function that says when a match starts: "20:45", "Sat 20:45" or "14 Mar 20:45". Where only the date is
 * known (`isDay`), `kickoff` is its midnight in UTC, and the answer "14 Mar". Times are in ms since 1970.
 */
export function kickoffFormatter(
  locale?: string,
  timeZone?: string,
): (kickoff: number, now: number, isDay?: boolean) => string {
  // Made when first used: that takes long, and no match that is played has any use for one.
  const format = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return (ms: number) => {
      made ??= new Intl.DateTimeFormat(locale, { timeZone, ...options });
      return made.format(ms);
    };
  };
  const date = { day: 'numeric', month: 'short' } as const;
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const day = format({ year: 'numeric', month: 'numeric', day: 'numeric' });
  const timeOnly = format(time);
  const withWeekday = format({ weekday: 'short', ...time });
  const withDate = format({ ...date, ...time });
  // A date is shown as the provider has it, wherever the reader is.
  const dayOnly = format({ timeZone: 'UTC', ...date });

  return (kickoff, now, isDay) => {
    if (isDay) return dayOnly(kickoff);
    // Whether a match is today depends on the dates of the reader's zone, not on spans of 24 hours.
    if (day(kickoff) === day(now)) return timeOnly(kickoff);
    // A weekday alone names one day only in the week ahead.
    const isNear = kickoff > now && kickoff - now < 6 * dayMs;
    return (isNear ? withWeekday : withDate)(kickoff);
  };
}
