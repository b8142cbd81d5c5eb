import { Announcer, goalSentence, type Language, statusSentence } from './announcer';
import type { BoardState } from './core';
import type { BoardEventDetails, BoardEventName } from './events';
import type { Announce } from './options';
import type { WordsOption } from './words/words';

/** Tells a screen reader of one board's events, as far as the page wants it to. */
export class Voice {
  readonly #announcer: Announcer;
  announce: Announce = 'off';
  #words: WordsOption | undefined;
  #locale = '';

  constructor(region: HTMLElement) {
    this.#announcer = new Announcer(region, () => performance.now());
  }

  setWords(words: WordsOption, locale: string): void {
    this.#words = words;
    this.#locale = locale;
  }

  /** Takes an event up. `state` is asked only where there is something to say. */
  hear(name: BoardEventName, detail: unknown, state: () => BoardState): void {
    const words = this.#words;
    if (!words || this.announce === 'off') return;
    const matchOf = (id: string) => state().matches.find((match) => match.id === id);
    if (name === 'score-change') {
      const change = detail as BoardEventDetails['score-change'];
      // The first score of a match that has just begun is no goal.
      const { previous } = change;
      const match =
        previous.home !== null || change.home || change.away ? matchOf(change.match) : undefined;
      if (match)
        this.#announcer.sayScore(match, goalSentence(match, change, this.#language(words)));
    } else if (name === 'status-change' && this.announce === 'all') {
      const match = matchOf((detail as BoardEventDetails['status-change']).match);
      if (match) this.#announcer.say(statusSentence(match, words));
    }
  }

  /** With a goal, and not with the words: the rules take the browser a while, and stand in no first score's way. */
  #language(words: WordsOption): Language {
    return {
      words,
      plural: new Intl.PluralRules(this.#locale),
      list: new Intl.ListFormat(this.#locale),
    };
  }

  clear(): void {
    this.#announcer.clear();
  }
}
