import { kickoffFormatter } from '../kickoff';
import type { Language } from '../languages';

/** "As of" a time, in words. They are here, and not among the board's words, because a page needs none of them. */
export const asOfWords: Record<Language, string> = {
  en: 'as of {time}',
  ar: 'حتى {time}',
  de: 'Stand: {time}',
  es: 'a las {time}',
  fr: 'à {time}',
  ja: '{time} 現在',
  sr: 'стање: {time}',
  'sr-latn': 'stanje: {time}',
};

/**
 * A function that writes times as a board does: "20:45", or with the day where that is another. Without a zone they
 * are in UTC and say so, because nobody knows the reader's zone, and the server's own is nobody's.
 */
export function timeWriter(
  locale: string,
  timeZone: string | undefined,
): (epochMs: number, isDay?: boolean) => string {
  const format = kickoffFormatter(locale, timeZone ?? 'UTC');
  return (epochMs, isDay = false) => {
    const text = format(epochMs, Date.now(), isDay);
    return isDay || timeZone ? text : `${text} UTC`;
  };
}
