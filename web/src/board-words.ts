import { type Download, langOf, Vocabulary } from './languages';
import { en } from './words/en';
import { fill, type Words, type WordsOption } from './words/words';

/**
 * The words of one board. Those that the page wrote come before those of the board's language, and
 * English is behind all.
 */
export class BoardWords extends Vocabulary {
  /** The locale that the page asked for; undefined: the reader's. */
  locale: string | undefined;
  readonly #own: () => WordsOption;

  /** `own`: what the page wrote, as it is when asked; `onChange`: see `Vocabulary`. */
  constructor(own: () => WordsOption, onChange: () => void, download?: Download) {
    super(onChange, download);
    this.#own = own;
  }

  get texts(): Words & WordsOption {
    return { ...en, ...this.words, ...this.#own() };
  }

  /** What the words are in, as an element's `lang`; undefined before they are known. */
  get lang(): string | undefined {
    const { language } = this;
    return language && langOf(language, this.locale, Object.keys(this.#own()).length > 0);
  }

  /** The sentence for a reason, or for `otherwise` where the reason has none. */
  sentence(
    reason: string,
    values: Record<string, string>,
    otherwise: 'bad_options' | 'refused' = 'refused',
  ): string {
    const { texts } = this;
    return fill(texts[reason as keyof Words] ?? texts[otherwise] ?? '', values);
  }
}
