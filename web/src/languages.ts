import type { Translation, WordsOption } from './words/words';

/**
 * The languages that come with the board, besides English, which is always there. The paths are written out,
 * so that bundlers find the files, and with the extension that the files have beside `scoreline.js`.
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
  // By the name alone: the browser's first answer about a locale takes 20 ms, and takes Serbo-Croatian for Serbian.
  const wanted = (locale || readersLocale()).toLowerCase();
  // The region decides the script: Montenegro, among others, writes Serbian in Latin letters.
  if (/^sr-(latn|me|ro|tr)\b/.test(wanted)) return 'sr-latn';
  const [name = ''] = wanted.split('-');
  return name in downloads ? (name as Language) : 'en';
}

/**
 * The language of the words, as a `lang` attribute: the locale where that is of the same language, with its
 * region. `isOwn`: the page gave words of its own, which are taken to be in the locale's language.
 */
export function langOf(language: Language, locale: string | undefined, isOwn: boolean): string {
  const wanted = locale || readersLocale();
  return (isOwn && locale) || wanted.startsWith(language.slice(0, 2)) ? wanted : language;
}

/** Whether a language is written from right to left. */
export const isRightToLeft = (locale: string): boolean => /^(ar|fa|he|ps|ur)\b/i.test(locale);

export type Download = (language: Exclude<Language, 'en'>) => Promise<{ words: Translation }>;

/** How long a board with scores waits for its words before it speaks English. */
const patienceMs = 3000;

/** The words of one board's language, which are downloaded when they are first wanted. */
export class Vocabulary {
  /** The language of `words`; undefined until the first words are known. */
  language: Language | undefined;
  /** Empty where the language is English, whose words are always there. */
  words: WordsOption = {};
  #wanted: Language | undefined;
  readonly #onChange: () => void;
  readonly #download: Download;

  /** `onChange` is called when the words of a download are there, and when English stands in for them. */
  constructor(onChange: () => void, download: Download = (language) => downloads[language]()) {
    this.#onChange = onChange;
    this.#download = download;
  }

  /** Of several wishes the last one counts. Until it is fulfilled, the words stay as they are. */
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
