import type { BoardOptions } from '../core';
import { OptionsError } from '../option-values';
import type { ScoreboardOptions } from '../options';
import { parseLocale, parseOptions } from '../parse-options';

/** Options of an element that need a socket or a reader; on a server they have no effect. */
type OfThePage = 'wsUrl' | 'appKey' | 'authUrl' | 'authorize' | 'maxSockets' | 'announce';

/**
 * What `renderToString` takes: the options of the element, by the same names and with the same values. Different
 * on a server: URLs are absolute, `locale` has the default `en`, and without a `timeZone` times are in UTC and say so.
 */
export interface RenderOptions extends ScoreboardOptions {
  /** How long an answer is waited for, ms, from 1 to 60,000. Default: 2000. */
  timeout?: number;
  /** Whether the HTML has the `<style>` that it needs. Default: true. Without it the page needs `css`. */
  style?: boolean;
  /** The nonce of the page's Content-Security-Policy, for the `<style>`: base64. Default: none. */
  nonce?: string;
  /** Whether the HTML has the state as JSON. Default: true. */
  state?: boolean;
  /** The wasm, where it is not beside this module, such as in a bundle. Default: the package's file. */
  wasm?: BufferSource | WebAssembly.Module;
}

/** What the options come to. */
export interface RenderSettings {
  board: BoardOptions;
  locale: string;
  timeZone: string | undefined;
  theme: NonNullable<ScoreboardOptions['theme']>;
  timeoutMs: number;
  nonce: string | undefined;
}

const longestMs = 60_000;

/** Throws an `OptionsError`, whose message never repeats a value. */
export function parseRenderOptions(options: RenderOptions): RenderSettings {
  const unused: Record<OfThePage, undefined> = {
    wsUrl: undefined,
    appKey: undefined,
    authUrl: undefined,
    authorize: undefined,
    maxSockets: undefined,
    announce: undefined,
  };
  // There is no page that a URL could be relative to: with this base a relative one is refused.
  const board = parseOptions({ ...options, ...unused }, 'about:blank');
  const { locale = 'en', timeZone } = parseLocale({ ...options });
  const { theme = 'auto', timeout = 2000, nonce } = options;
  if (!['auto', 'light', 'dark'].includes(theme)) throw invalid('theme: auto, light, dark');
  if (!(timeout >= 1 && timeout <= longestMs)) throw invalid(`timeout: 1 to ${longestMs} ms`);
  if (nonce !== undefined && !/^[\w+/-]+=*$/.test(nonce)) throw invalid('nonce: base64');
  return { board, locale, timeZone, theme, timeoutMs: timeout, nonce };
}

const invalid = (rule: string) => new OptionsError('value_invalid', rule);
