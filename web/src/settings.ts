import type { BoardOptions } from './core';
import { kickoffFormatter } from './kickoff';
import type { RawOptions } from './option-values';
import type { Announce } from './options';
import { type Providers, parseAnnounce, parseLocale, parseOptions } from './parse-options';

/** What an element's options come to, part by part. */
export interface Settings {
  /** For the engine. */
  board: BoardOptions;
  /** For the voice. */
  announce: Announce;
  /** For the words; undefined: the reader's. */
  locale: string | undefined;
  /** For the picture. */
  kickoff: ReturnType<typeof kickoffFormatter>;
}

/** Throws an `OptionsError`. `base`: what relative URLs are relative to; `providers`: those that the module has. */
export function parseSettings(raw: RawOptions, base: string, providers?: Providers): Settings {
  const board = parseOptions(raw, base, providers);
  const { locale, timeZone } = parseLocale(raw);
  const announce = parseAnnounce(raw, board);
  return { board, announce, locale, kickoff: kickoffFormatter(locale, timeZone) };
}
