import { Announcer, goalSentence, type Language, statusSentence } from './announcer';
import type { BoardState } from './core';
import type { BoardEventDetails, BoardEventName } from './events';
import type { Announce } from './options';
import type { WordsOption } from './words/words';

/** Tells a screen reader of one board's events, as far as the page wants it to. */
export class Voice {
  readonly #announcer: Announcer;
  announce: Announce = 'off';
  /** Makes the language; its rules take a while, and may never be needed. */
  #makeLanguage: (() => Language) | undefined;
  #language: Language | undefined;

  constructor(region: HTMLElement) {
    this.#announcer = new Announcer(region, () => performance.now());
  }

  setWords(words: WordsOption, locale: string): void {
    this.#language = undefined;
    this.#makeLanguage = () => ({
      words,
      plural: new Intl.PluralRules(locale),
      list: new Intl.ListFormat(locale),
    });
  }

  /** Takes an event up. `state` is asked only where there is something to say. */
  hear(name: BoardEventName, detail: unknown, state: () => BoardState): void {
    if (this.announce === 'off') return;
    this.#language ??= this.#makeLanguage?.();
    const language = this.#language;
    if (!language) return;
    const matchOf = (id: string) => state().matches.find((match) => match.id === id);
    if (name === 'score-change') {
      const change = detail as BoardEventDetails['score-change'];
      // The first score of a match that has just begun is no goal.
      const { previous } = change;
      const match =
        previous.home !== null || change.home || change.away ? matchOf(change.match) : undefined;
      if (match) this.#announcer.sayScore(match, goalSentence(match, change, language));
    } else if (name === 'status-change' && this.announce === 'all') {
      const match = matchOf((detail as BoardEventDetails['status-change']).match);
      if (match) this.#announcer.say(statusSentence(match, language.words));
    }
  }

  clear(): void {
    this.#announcer.clear();
  }
}
