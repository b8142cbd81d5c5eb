import type { ScoreboardOptions } from './options';

export type OptionName = keyof ScoreboardOptions;

/** Options that are attributes. */
export const attributeOptions = [
  'provider',
  'url',
  'upstream',
  'sport',
  'match',
  'matches',
  'live',
  'league',
  'competition',
  'restUrl',
  'wsUrl',
  'apiKey',
  'appKey',
  'authUrl',
  'layout',
  'theme',
  'locale',
  'timeZone',
  'maxSockets',
  'clockUnit',
  'announce',
] as const satisfies readonly OptionName[];

/** Options without an attribute: functions and objects. */
const scriptOptions = [
  'getCredential',
  'authorize',
  'mapMatch',
  'authHeaders',
  'words',
] as const satisfies readonly OptionName[];

/** Every option; each is a property of the element. */
export const optionNames: readonly OptionName[] = [...attributeOptions, ...scriptOptions];

export const attributeName = (option: string): string =>
  option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The attributes that a board watches. */
export const observedAttributes: string[] = attributeOptions.map(attributeName);

/**
 * The attribute that a property is written to; undefined where there is none. A key that a script gives
 * stays out of the document.
 */
export function reflectedAttribute(option: OptionName): string | undefined {
  const isReflected =
    option !== 'apiKey' && (attributeOptions as readonly string[]).includes(option);
  return isReflected ? attributeName(option) : undefined;
}
