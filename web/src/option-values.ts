import { headerRule, isHeaderText } from './header-text';
import { isLoopback } from './loopback';
import { attributeName, type OptionName } from './option-names';

/** Options before any check: attributes are text, and scripts are not always typed. */
export type RawOptions = Partial<Record<OptionName, unknown>>;

/** What can be wrong with options; part of the public face, as the `reason` of a `board-error`. */
export type OptionsProblem =
  | 'provider_missing'
  | 'match_missing'
  | 'sport_missing'
  | 'credential_missing'
  | 'value_invalid';

/** The message names an option and never repeats its value, which may be a URL with a key in it. */
export class OptionsError extends Error {
  constructor(
    readonly reason: OptionsProblem,
    message: string,
  ) {
    super(message);
  }
}

// Each of these checks one option and throws an `OptionsError`; undefined: the option is not given.

/** Null and empty text are ways to give nothing. */
const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

export const textOf = (value: unknown): string | undefined =>
  isGiven(value) ? String(value) : undefined;

export function headerTextOf(raw: RawOptions, option: OptionName): string | undefined {
  const given = textOf(raw[option]);
  if (given === undefined || isHeaderText(given)) return given;
  throw invalid(option, headerRule);
}

export function headersOf({ authHeaders }: RawOptions): Record<string, string> | undefined {
  if (!authHeaders) return undefined;
  const given = Object.entries(authHeaders);
  for (const [name, value] of given) {
    if (/^[a-z\d-]+$/i.test(name) && isHeaderText(String(value))) continue;
    // Even the header's name is not repeated: somebody may have put the key there.
    throw new OptionsError('value_invalid', `authHeaders: names and values, ${headerRule}`);
  }
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

export function idOf(raw: RawOptions, option: OptionName): string | undefined {
  const value = textOf(raw[option]);
  return value === undefined ? value : goodId(value, option);
}

export function goodIdsOf(raw: RawOptions, option: OptionName): string[] {
  return idsOf(raw[option]).map((each) => goodId(each, option));
}

/** The ids of a list, or of a text that separates them by spaces or commas; unchecked. */
export function idsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : (textOf(value) ?? '').split(/[\s,]+/);
  return list.map(String).filter(Boolean);
}

/** However they are written, `.` and `..` are steps along a URL's path; and half a character cannot be sent. */
function goodId(value: string, option: OptionName): string {
  if (!/^\.\.?$|\p{Surrogate}/u.test(value)) return value;
  throw invalid(option, "well-formed text other than '.' and '..'");
}

export function oneOf<Value extends string>(
  raw: RawOptions,
  option: OptionName,
  values: readonly Value[],
): Value | undefined {
  const value = raw[option];
  if (!isGiven(value)) return undefined;
  if (values.includes(value as Value)) return value as Value;
  throw invalid(option, values.join(', '));
}

export function countOf(raw: RawOptions, option: OptionName): number | undefined {
  if (!isGiven(raw[option])) return undefined;
  const value = Number(raw[option]);
  if (Number.isInteger(value) && value > 0) return value;
  throw invalid(option, 'a whole number from 1 up');
}

/** An absolute URL without a trailing slash. */
export function urlOf(
  raw: RawOptions,
  option: OptionName,
  base: string,
  scheme: 'http' | 'ws',
): string | undefined {
  const value = textOf(raw[option]);
  if (value === undefined) return undefined;
  const refused = invalid(option, `a URL of ${scheme}s:, or of ${scheme}: on this machine`);
  let parsed: URL;
  try {
    parsed = new URL(value, base);
  } catch {
    throw refused;
  }
  // A relative WebSocket URL has the scheme of the page, from `base`.
  if (scheme === 'ws') parsed.protocol = parsed.protocol.replace('http', 'ws');
  const { protocol, hostname } = parsed;
  const isSafe = protocol === `${scheme}s:` || (protocol === `${scheme}:` && isLoopback(hostname));
  if (!isSafe) throw refused;
  // A WebSocket refuses a URL with a fragment, by an error that repeats the URL, and so the key in it.
  parsed.hash = '';
  return parsed.href.replace(/\/$/, '');
}

const invalid = (option: OptionName, rule: string) =>
  new OptionsError('value_invalid', `${attributeName(option)}: ${rule}`);
