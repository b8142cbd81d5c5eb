import type { Answer, BoardOptions, Send } from './core';
import { isHeaderText } from './header-text';
import type { BoardFunctions } from './options';
import { percentEncoded } from './percent';

/** As many requests as the engine has under way at first, and few enough for the rate of any plan. */
const mostRequests = 6;
/** An answer whose request is older is thrown away, and the engine asks for itself. */
const freshMs = 10_000;
/** As the engine's (`kTimeoutMs` in `src/platform/web/network_fetch.cpp`). */
const timeoutMs = 10_000;

/**
 * Requests the boards' first snapshots while the engine is still on its way, and hands the answers over
 * when the engine wants the same. An answer that is never wanted is one request too many, and no other harm.
 */
export class EarlyRequests {
  readonly #send: Send;
  readonly #now: () => number;
  readonly #answers = new Map<string, { askedAt: number; answer: Promise<Answer> }>();
  readonly #keys = new WeakMap<() => unknown, Promise<string>>();

  constructor(send: Send, now: () => number) {
    this.#send = send;
    this.#now = now;
  }

  ask(options: BoardOptions, { getCredential }: BoardFunctions): void {
    if (!getCredential) {
      this.#ask(options, options.apiKey);
      return;
    }
    const key = (async () => String(await getCredential()))();
    this.#keys.set(getCredential, key);
    key.then(
      (key) => {
        if (isHeaderText(key)) this.#ask(options, key);
      },
      () => {}, // The engine will ask for the key itself, and hear of the failure.
    );
  }

  /** The key that the page's function gave for the first requests; given away once, because keys grow old. */
  takeKey(getCredential: (() => unknown) | undefined): Promise<string> | undefined {
    if (!getCredential) return undefined;
    const key = this.#keys.get(getCredential);
    this.#keys.delete(getCredential);
    return key;
  }

  /** The answer to a request that was made already; given away once. `headers`: `name: value` lines. */
  take(url: string, headers: string): Promise<Answer> | undefined {
    const name = requestName(url, headers);
    const found = this.#answers.get(name);
    this.#answers.delete(name);
    return found && this.#now() - found.askedAt < freshMs ? found.answer : undefined;
  }

  clear(): void {
    this.#answers.clear();
  }

  #ask(options: BoardOptions, key: string | undefined): void {
    const headers = requestHeaders(options, key);
    const lines = headers.map(([name, value]) => `${name}: ${value}\n`).join('');
    for (const url of firstSnapshots(options)) {
      const name = requestName(url, lines);
      if (this.#answers.size >= mostRequests || this.#answers.has(name)) continue;
      const answer = new Promise<Answer>((done) => {
        this.#send({ url, headers, timeoutMs }, done);
      });
      this.#answers.set(name, { askedAt: this.#now(), answer });
    }
  }
}

const requestName = (url: string, headers: string) => `${url}\n${headers}`;

/** The headers of the engine's requests, in its order (`ProviderSource::set_headers`). */
function requestHeaders(
  { provider, authHeaders }: BoardOptions,
  key: string | undefined,
): [string, string][] {
  const isStatsApi = provider === 'stats-api';
  const headers = isStatsApi ? Object.entries(authHeaders ?? {}) : [];
  if (key) headers.push(isStatsApi ? ['Authorization', `Bearer ${key}`] : ['X-API-Key', key]);
  return [...headers, ['Accept', 'application/json']];
}

/** The URLs of the engine's first requests (`Provider::snapshot_url`). */
function firstSnapshots(options: BoardOptions): string[] {
  // A gateway's first words come by its socket.
  if (options.provider === 'gateway') return [];
  const { provider, restUrl, sport, matches = [], live, league, competition } = options;
  if (provider === 'stats-api') {
    const urls = matches.map((id) => `${restUrl}/matches/${percentEncoded(id)}`);
    if (live) urls.push(`${restUrl}/competitions`);
    if (competition)
      urls.push(`${restUrl}/competitions/${percentEncoded(competition)}/schedule?time=all`);
    return urls;
  }
  const all = `${restUrl}/v1/${sport}/matches`;
  const urls = matches.map((id) => `${all}/${percentEncoded(id)}`);
  if (live) urls.push(`${all}?status=live&limit=200`);
  if (league) urls.push(`${all}?league_id=${percentEncoded(league)}&limit=200`);
  return urls;
}
