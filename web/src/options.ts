import type { WordsOption } from './words/words';

/** A server's permission to follow a private channel, as a Pusher auth endpoint gives it. */
export interface ChannelAuthorisation {
  /** The signature: `<app key>:<HMAC>`. */
  auth: string;
  /** What the signature was made over besides socket and channel, as JSON; absent for private channels. */
  channel_data?: string;
}

/** Options that only a script can give: none of them becomes an attribute or reaches the engine as text. */
export interface BoardFunctions {
  /**
   * Gives a short-lived key, which is used like `apiKey` and comes before it. Called when a key is
   * first needed, and again after the provider has refused one. A rejection or an exception is the
   * reason `no_credential`.
   */
  getCredential?: () => string | Promise<string>;
  /**
   * Stats API: authorises a private channel in the place of `authUrl`. An exception may have a `status`,
   * the HTTP status that your server gave; without one it counts as no answer.
   */
  authorize?: (
    channel: string,
    socketId: string,
  ) => ChannelAuthorisation | Promise<ChannelAuthorisation>;
  /**
   * Stats API: turns the server's JSON of one match into names that the board knows. Default: the JSON
   * as it came, also after an exception, which goes to the page's console.
   */
  mapMatch?: (match: unknown) => unknown;
}

/**
 * The options of a board: of `createScoreboard`, and each a property of `<score-board>`. Those that are
 * text, numbers or booleans are attributes too, in kebab-case.
 *
 * A board needs a `provider`, and something to show: `match`, `matches`, `live`, `league` or
 * `competition`. Several of these make one list.
 */
export interface ScoreboardOptions extends BoardFunctions {
  /**
   * Whose scores the board shows: Scorelytics, the ds2 Stats API, or either of them by way of a gateway
   * (`scoreline/gateway` is the module for that). No default.
   */
  provider?: 'scorelytics' | 'stats-api' | 'gateway';
  /** Of a gateway: its address, a URL as `restUrl`. */
  url?: string;
  /** Of a gateway: whose scores it shows. Default: `scorelytics`. */
  upstream?: 'scorelytics' | 'stats-api';
  /** Which sport the ids are of. Scorelytics needs it, the Stats API does without. */
  sport?: 'football' | 'basketball';
  /** The id of one match, as the provider has it. */
  match?: string | number;
  /**
   * The ids of several matches, up to 500; as text, separated by spaces or commas. An id that is named
   * twice counts once.
   */
  matches?: string | readonly (string | number)[];
  /** Every live match that the credentials may see. Default: false. */
  live?: boolean;
  /** The id of a league whose matches are shown. Scorelytics only. */
  league?: string | number;
  /** The id of a competition whose schedule is shown. Stats API only. */
  competition?: string | number;
  /**
   * The base URL of the provider's REST interface, such as a proxy that adds the key; may be relative
   * to the page. `https:`, or `http:` to the reader's own machine. Default: the provider's own.
   */
  restUrl?: string;
  /** The base URL of the WebSocket: `wss:`, or `ws:` to the reader's own machine. Otherwise as `restUrl`. */
  wsUrl?: string;
  /**
   * A Scorelytics key or a Stats API token, printable ASCII. Every reader of the page can read a key:
   * use a test key, or else a proxy or `getCredential`. A script's key never becomes an attribute.
   */
  apiKey?: string;
  /** Stats API: the public key of the Pusher app. Default: `stats-admin-public-key`. */
  appKey?: string;
  /** Stats API: where channels are authorised, a URL as `restUrl`. Default: the Stats API's own. */
  authUrl?: string;
  /** Stats API: headers of every request and authorisation, printable ASCII. Default: none. */
  authHeaders?: Record<string, string>;
  /**
   * How the matches are arranged. Default `auto`: several matches are a `list`; one is a `card`, or a
   * `nano` where it has less width than 13 times the text size.
   */
  layout?: 'auto' | 'nano' | 'card' | 'list' | 'ticker';
  /** The colours. Default `auto`: as the reader prefers. */
  theme?: 'auto' | 'light' | 'dark';
  /** Language of the words, and how times are written: a BCP 47 tag. Default: the reader's. */
  locale?: string;
  /** The zone of the times: an IANA name such as `Europe/Berlin`. Default: the reader's. */
  timeZone?: string;
  /** Scorelytics: how many WebSockets the key may hold at once, 1 to 100. Default: 5. */
  maxSockets?: number;
  /** The unit of Scorelytics' `game_clock_secs`. Default: found out from what the provider sends. */
  clockUnit?: 'seconds' | 'minutes';
  /** Which news a screen reader is told. Default: `goals` for one match, `off` for lists. */
  announce?: Announce;
  /**
   * Words of this board in the place of those that it has, by the keys of `Words`. What is left out is
   * taken from `setWords`, or else from the board's language.
   */
  words?: WordsOption;
}

/** `goals`: changes of the score; `all`: changes of the status too; `off`: nothing. */
export type Announce = 'goals' | 'off' | 'all';
