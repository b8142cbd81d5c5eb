import type { BoardOptions } from './core';
import { isLoopback } from './loopback';
import type { WordsOption } from './words/words';

/** Answers the private-channel question as a Pusher auth endpoint does. */
export interface ChannelAuthorisation {
  auth: string;
  channel_data?: string;
}

/** What only a script can give: it never becomes an attribute and never reaches the engine as text. */
export interface BoardFunctions {
  /** A short-lived Scorelytics key. */
  getCredential?: () => string | Promise<string>;
  authorize?: (
    channel: string,
    socketId: string,
  ) => ChannelAuthorisation | Promise<ChannelAuthorisation>;
  /** Turns the provider's JSON of one match into the documented shape. */
  mapMatch?: (match: unknown) => unknown;
}

/** The options of `createScoreboard`; those that are text are attributes too, in kebab-case. */
export interface ScoreboardOptions extends BoardFunctions {
  provider?: 'scorelytics' | 'stats-api';
  sport?: 'football' | 'basketball';
  match?: string | number;
  matches?: string | readonly (string | number)[];
  live?: boolean;
  league?: string | number;
  competition?: string | number;
  restUrl?: string;
  wsUrl?: string;
  apiKey?: string;
  appKey?: string;
  authUrl?: string;
  authHeaders?: Record<string, string>;
  layout?: 'auto' | 'nano' | 'card' | 'list' | 'ticker';
  theme?: 'auto' | 'light' | 'dark';
  locale?: string;
  timeZone?: string;
  maxSockets?: number;
  clockUnit?: 'seconds' | 'minutes';
  /** What a screen reader is told. Default: `goals` for one match, `off` for lists. */
  announce?: Announce;
  /** Words in the place of those that come with the board, by the keys of `words/en.ts`. */
  words?: WordsOption;
}

export type Announce = 'goals' | 'off' | 'all';

/** Options that nobody has looked at yet: attributes are text, and scripts are not always typed. */
export type RawOptions = Partial<Record<keyof ScoreboardOptions, unknown>>;

export type OptionsProblem =
  | 'provider_missing'
  | 'match_missing'
  | 'sport_missing'
  | 'credential_missing'
  | 'value_invalid';

export class OptionsError extends Error {
  constructor(
    readonly reason: OptionsProblem,
    message: string,
  ) {
    super(message);
  }
}

const attributeOptions = [
  'provider',
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
] as const;

/** Options that have no attribute: functions, objects. */
const scriptOptions = [
  'getCredential',
  'authorize',
  'mapMatch',
  'authHeaders',
  'words',
] as const satisfies readonly (keyof ScoreboardOptions)[];

/** Each is a property of the element. */
export const optionNames: readonly (keyof ScoreboardOptions)[] = [
  ...attributeOptions,
  ...scriptOptions,
];

const attributeName = (option: string) =>
  option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The attributes that a board watches. */
export const observedAttributes: string[] = attributeOptions.map(attributeName);

/**
 * The attribute that says the same as the property; undefined when there is none. A key that a script
 * gives stays out of the document.
 */
export function reflectedAttribute(option: keyof ScoreboardOptions): string | undefined {
  const isReflected =
    option !== 'apiKey' && (attributeOptions as readonly string[]).includes(option);
  return isReflected ? attributeName(option) : undefined;
}

/** A property's value as its attribute; null: without the attribute. */
export function attributeText(value: unknown): string | null {
  if (value === undefined || value === null || value === false || value === '') return null;
  if (value === true) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

export function optionsFromAttributes(getAttribute: (name: string) => string | null): RawOptions {
  const options: RawOptions = {};
  for (const option of attributeOptions) {
    const value = optionFromAttribute(option, getAttribute);
    if (value !== undefined) options[option] = value;
  }
  return options;
}

/** One of them, in the property's type; a number that is none stays text, to be complained about. */
export function optionFromAttribute(
  option: keyof ScoreboardOptions,
  getAttribute: (name: string) => string | null,
): unknown {
  const text = getAttribute(attributeName(option))?.trim();
  // `live` is there or not; frameworks that write live="false" mean what it says.
  if (option === 'live') return text !== undefined && text !== 'false';
  if (!text) return undefined;
  if (option === 'matches') return ids(text);
  return option === 'maxSockets' && Number(text) ? Number(text) : text;
}

/**
 * What the engine is told, from what the page wrote. Relative URLs are relative to `base`.
 * Throws an `OptionsError`; its message names the option and never repeats its value, which may be
 * a URL with a key in it.
 */
export function parseOptions(raw: RawOptions, base: string): BoardOptions {
  const provider = oneOf(raw, 'provider', ['scorelytics', 'stats-api']);
  if (!provider)
    throw new OptionsError('provider_missing', "provider: 'scorelytics' or 'stats-api'");

  const matches = (['matches', 'match'] as const).flatMap((option) =>
    ids(raw[option]).map((each) => goodId(each, option)),
  );
  const options: { [Key in keyof BoardOptions]: BoardOptions[Key] | undefined } = {
    provider,
    sport: oneOf(raw, 'sport', ['football', 'basketball']),
    matches: matches.length ? [...new Set(matches)] : undefined,
    live: raw.live ? true : undefined,
    league: id(raw, 'league'),
    competition: id(raw, 'competition'),
    restUrl: url(raw, 'restUrl', base, 'http'),
    wsUrl: url(raw, 'wsUrl', base, 'ws'),
    apiKey: headerText(raw.apiKey, 'apiKey'),
    hasCredential: raw.getCredential ? true : undefined,
    appKey: headerText(raw.appKey, 'appKey'),
    authUrl: url(raw, 'authUrl', base, 'http'),
    authHeaders: headers(raw),
    hasAuthorize: raw.authorize ? true : undefined,
    hasMapMatch: raw.mapMatch ? true : undefined,
    layout: oneOf(raw, 'layout', ['auto', 'nano', 'card', 'list', 'ticker']),
    maxSockets: positive(raw, 'maxSockets'),
    clockUnit: oneOf(raw, 'clockUnit', ['seconds', 'minutes']),
  };

  if (!options.matches && !options.live && !options.league && !options.competition) {
    throw new OptionsError(
      'match_missing',
      'match, matches, live, league or competition is needed',
    );
  }
  if (provider === 'scorelytics') {
    if (!options.sport)
      throw new OptionsError('sport_missing', "sport: 'football' or 'basketball'");
    // A base URL of one's own may be a proxy that adds the key.
    if (!options.apiKey && !options.hasCredential && !options.restUrl) {
      throw new OptionsError('credential_missing', 'api-key, getCredential or rest-url is needed');
    }
  }
  return options as BoardOptions;
}

/** What is announced; `options` are what `parseOptions` made of the same. */
export function parseAnnounce(raw: RawOptions, options: BoardOptions): Announce {
  const { matches, live, league, competition } = options;
  const isOne = matches?.length === 1 && !live && !league && !competition;
  return oneOf(raw, 'announce', ['goals', 'off', 'all']) ?? (isOne ? 'goals' : 'off');
}

/** The reader's conventions; throws an `OptionsError` for what `Intl` does not know. */
export function parseLocale(raw: RawOptions): { locale?: string; timeZone?: string } {
  const locale = text(raw.locale);
  const timeZone = text(raw.timeZone);
  const known = { ...(locale && { locale }), ...(timeZone && { timeZone }) };
  try {
    new Intl.DateTimeFormat(locale, timeZone ? { timeZone } : {});
  } catch {
    throw new OptionsError('value_invalid', 'locale is BCP 47, time-zone is an IANA name');
  }
  return known;
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** What may stand in a header or a URL, as the engine has it too (`is_header_text`); anything else no browser sends. */
export const isHeaderText = (value: string) => /^[ -~]*$/.test(value);
export const headerRule = 'printable ASCII without line breaks';

function headerText(value: unknown, option: string): string | undefined {
  const given = text(value);
  if (given === undefined || isHeaderText(given)) return given;
  throw new OptionsError('value_invalid', `${attributeName(option)}: ${headerRule}`);
}

function headers({ authHeaders }: RawOptions): Record<string, string> | undefined {
  if (!authHeaders) return undefined;
  const given = Object.entries(authHeaders);
  for (const [name, value] of given) {
    if (/^[a-z\d-]+$/i.test(name) && isHeaderText(String(value))) continue;
    // The name is not repeated either: somebody may have put the key there.
    throw new OptionsError('value_invalid', `authHeaders: names and values, ${headerRule}`);
  }
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function id(raw: RawOptions, option: keyof ScoreboardOptions): string | undefined {
  const value = text(raw[option]);
  return value === undefined ? value : goodId(value, option);
}

/** However it is written, a URL takes `.` and `..` for steps along its path; half a character is no text. */
function goodId(value: string, option: string): string {
  if (!/^\.\.?$|\p{Surrogate}/u.test(value)) return value;
  throw new OptionsError(
    'value_invalid',
    `${attributeName(option)}: well-formed text other than '.' and '..'`,
  );
}

function ids(value: unknown): string[] {
  const list = Array.isArray(value) ? value : (text(value) ?? '').split(/[\s,]+/);
  return list.map(String).filter(Boolean);
}

function oneOf<Value extends string>(
  raw: RawOptions,
  option: keyof ScoreboardOptions,
  values: readonly Value[],
): Value | undefined {
  const value = raw[option];
  if (value === undefined || value === null || value === '') return undefined;
  if (!values.includes(value as Value)) {
    throw new OptionsError('value_invalid', `${attributeName(option)}: ${values.join(', ')}`);
  }
  return value as Value;
}

function positive(raw: RawOptions, option: keyof ScoreboardOptions): number | undefined {
  if (text(raw[option]) === undefined) return undefined;
  const value = Number(raw[option]);
  if (Number.isInteger(value) && value > 0) return value;
  throw new OptionsError('value_invalid', `${attributeName(option)}: a whole number from 1 up`);
}

function url(
  raw: RawOptions,
  option: keyof ScoreboardOptions,
  base: string,
  scheme: 'http' | 'ws',
): string | undefined {
  const value = text(raw[option]);
  if (value === undefined) return undefined;
  const invalid = new OptionsError(
    'value_invalid',
    `${attributeName(option)}: a URL of ${scheme}s:, or of ${scheme}: on this machine`,
  );
  let parsed: URL;
  try {
    parsed = new URL(value, base);
  } catch {
    throw invalid;
  }
  // A relative `ws-url` got the page's own scheme from `base`.
  if (scheme === 'ws') parsed.protocol = parsed.protocol.replace('http', 'ws');
  const { protocol, hostname } = parsed;
  const isSafe = protocol === `${scheme}s:` || (protocol === `${scheme}:` && isLoopback(hostname));
  if (!isSafe) throw invalid;
  // A WebSocket is refused for a fragment, by an error that repeats the URL, and so the key in it.
  parsed.hash = '';
  return parsed.href.replace(/\/$/, '');
}
