import type { Translation, WordsOption } from './words/words';

/**
 * The languages that come with the board, besides English, which is always there. Written out, so that
 * bundlers find the files; with the extension that they have beside `scoreline.js`.
 */
const downloads = {
  ar: () => import('./words/ar.js'),
  de: () => import('./words/de.js'),
  es: () => import('./words/es.js'),
  fr: () => import('./words/fr.js'),
  ja: () => import('./words/ja.js'),
  sr: () => import('./words/sr.js'),
  'sr-latn': () => import('./words/sr-latn.js'),
};

export type Language = keyof typeof downloads | 'en';

const readersLocale = () => new Intl.PluralRules().resolvedOptions().locale;

/** The language to speak to readers of a locale (BCP 47; default: the reader's). */
export function languageOf(locale?: string): Language {
  try {
    // By name, because browsers take Serbo-Croatian for an alias of Serbian.
    if (/^sh\b/i.test(locale ?? '')) return 'en';
    const known = new Intl.Locale(locale || readersLocale());
    // Regions have scripts: Montenegro writes sr in Latin letters.
    const { language, script } = known.maximize();
    const name = language === 'sr' && script === 'Latn' ? 'sr-latn' : language;
    return name in downloads ? (name as Language) : 'en';
  } catch {
    return 'en';
  }
}

/**
 * What language words are in, as `lang` says it: with the locale's region where it is that language.
 * `isOwn`: the page gave words for its locale, and will have written them in its language.
 */
export function langOf(language: Language, locale: string | undefined, isOwn: boolean): string {
  const wanted = locale || readersLocale();
  return (isOwn && locale) || wanted.startsWith(language.slice(0, 2)) ? wanted : language;
}

/** Whether a language is written from right to left. */
export const isRightToLeft = (locale: string): boolean => /^(ar|fa|he|ps|ur)\b/i.test(locale);

export type Download = (language: Exclude<Language, 'en'>) => Promise<{ words: Translation }>;

/** A board with scores does not wait for its words for longer than this, in ms. */
const patienceMs = 3000;

/** The words of one board's language, which are downloaded when they are first wanted. */
export class Vocabulary {
  /** What `words` are in; undefined until something is known that a board can be shown in. */
  language: Language | undefined;
  /** Empty where the language is English. */
  words: WordsOption = {};
  #wanted: Language | undefined;
  readonly #onChange: () => void;
  readonly #download: Download;

  /** `onChange` is called when words have come, or will not come. */
  constructor(onChange: () => void, download: Download = (language) => downloads[language]()) {
    this.#onChange = onChange;
    this.#download = download;
  }

  /** Of several wishes the last one counts; until it is fulfilled the words stay as they are. */
  want(language: Language): void {
    if (language === this.#wanted) return;
    this.#wanted = language;
    if (language === 'en') {
      this.#take('en', {});
      return;
    }
    const end = (taken: Language, words: WordsOption) => {
      clearTimeout(timer);
      if (this.#wanted !== language) return;
      this.#take(taken, words);
      this.#onChange();
    };
    const timer = setTimeout(() => this.language ?? end('en', {}), patienceMs);
    this.#download(language).then(
      ({ words }) => end(language, words),
      () => end('en', {}),
    );
  }

  #take(language: Language, words: WordsOption): void {
    this.language = language;
    this.words = words;
  }
}
