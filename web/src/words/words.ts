import type { en } from './en';

/** Every word that a board shows or says, by key. The values are templates: `{name}` is filled in. */
export type Words = typeof en;

type PluralForm = `${string}_${Intl.LDMLPluralRule}`;

/** Plays whose type is the English word for them, so that only other languages have a text. */
type PlainPlay =
  | 'play_dunk'
  | 'play_layup'
  | 'play_rebound'
  | 'play_assist'
  | 'play_steal'
  | 'play_block'
  | 'play_turnover'
  | 'play_foul'
  | 'play_substitution'
  | 'play_challenge';

/** A language that comes with the board: no key is missing, and the plural forms are its own. */
export type Translation = Record<Exclude<keyof Words, PluralForm> | PlainPlay, string> &
  Record<PluralForm, string>;

/**
 * A page's own words: keys may be missing, and the plural forms (`said_goals_few`, …) are those of the page's
 * language.
 */
export type WordsOption = Partial<Words> & Record<string, string>;

/** Fills a template in. A placeholder without a value stays as it stands. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/** The template for a number, by the language's plural rules. */
export function pluralWord(words: WordsOption, key: string, form: string): string {
  return words[`${key}_${form}`] ?? words[`${key}_other`] ?? '';
}
