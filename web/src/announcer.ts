import type { MatchState } from './core';
import type { BoardEventDetails } from './events';
import { isPlayed } from './played';
import { fill, pluralWord, type WordsOption } from './words/words';

/** A language's words and rules, as far as sentences need them. */
export interface Language {
  words: WordsOption;
  plural: Pick<Intl.PluralRules, 'select'>;
  list: Pick<Intl.ListFormat, 'format'>;
}

/**
 * From one sentence about a basketball match to the next, at least: baskets come too often to be told one
 * by one, and each sentence has the whole score.
 */
const basketballMs = 60_000;
/**
 * Sentences that follow one another sooner are written together: a screen reader that finds the region
 * changed again drops what it has not read.
 */
const gatherMs = 250;

const points = (value: number | null) => value ?? 0;

const scoreText = ({ home, away }: MatchState, words: WordsOption) =>
  fill(words.said_score ?? '', {
    home: home.name,
    away: away.name,
    home_score: points(home.score),
    away_score: points(away.score),
  });

/** A change of the score as one sentence. */
export function goalSentence(
  match: MatchState,
  { home, away, previous }: BoardEventDetails['score-change'],
  { words, plural, list }: Language,
): string {
  const score = scoreText(match, words);
  const gains = [
    { team: match.home.name, n: points(home) - points(previous.home) },
    { team: match.away.name, n: points(away) - points(previous.away) },
  ].filter(({ n }) => n !== 0);
  if (gains.some(({ n }) => n < 0)) return fill(words.said_corrected ?? '', { score });
  const [gain, other] = gains;
  if (!gain || match.sport === 'unknown') return fill(words.said_change ?? '', { score });
  if (other) {
    const teams = list.format([gain.team, other.team]);
    return fill(words.said_both ?? '', { teams, score });
  }
  const key = match.sport === 'basketball' ? 'said_points' : 'said_goals';
  return fill(pluralWord(words, key, plural.select(gain.n)), { ...gain, score });
}

/** A change of the status as one sentence, with the words for saying (`said_live`) or else the picture's. */
export function statusSentence(match: MatchState, words: WordsOption): string {
  const status = words[`said_${match.status}`] ?? words[match.status] ?? match.text;
  const score = isPlayed(match)
    ? scoreText(match, words)
    : `${match.home.name} – ${match.away.name}`;
  return fill(words.said_status ?? '', { score, status });
}

/** Puts sentences into a live region, where a screen reader finds and reads each once. */
export class Announcer {
  readonly #region: HTMLElement;
  readonly #now: () => number;
  readonly #saidAt = new Map<string, number>();
  #pending: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(region: HTMLElement, now: () => number) {
    this.#region = region;
    this.#now = now;
  }

  sayScore(match: MatchState, sentence: string): void {
    const now = this.#now();
    if (match.sport === 'basketball') {
      if (now - (this.#saidAt.get(match.id) ?? Number.NEGATIVE_INFINITY) < basketballMs) return;
      this.#saidAt.set(match.id, now);
    }
    this.say(sentence);
  }

  say(sentence: string): void {
    this.#pending.push(sentence);
    this.#timer ??= setTimeout(() => {
      this.#region.textContent = this.#pending.join(' ');
      this.#pending = [];
      this.#timer = undefined;
    }, gatherMs);
  }

  /** Forgets what is written and what was to be written: it is about other matches than the board's. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = [];
    this.#saidAt.clear();
    this.#region.textContent = '';
  }
}
