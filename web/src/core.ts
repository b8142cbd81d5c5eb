/**
 * The seam between the page and the wasm engine: every function that one side calls on the other, and
 * every shape of JSON that crosses.
 *
 * Text crosses as UTF-8 in the wasm's memory. The page writes to `_sl_scratch(size)` and passes the length.
 * The engine passes a pointer and a length, which are valid during the call only.
 */

/** A pointer into the wasm's memory. */
export type Pointer = number;
/** A board's number in the engine, 1 and up. */
export type BoardId = number;

/** What the engine exports (C functions in `src/platform/web/exports.cpp`). */
export interface CoreExports {
  HEAPU8: Uint8Array;

  /** Room for `size` bytes that the page may write before its next call. */
  _sl_scratch(size: number): Pointer;

  /** Makes a board from options in scratch (JSON, see `BoardOptions`). 0: the options are refused. */
  _sl_board_create(length: number): BoardId;
  /** Gives a board other options (JSON, all of them). 0: they are refused, and the old ones stay. */
  _sl_board_configure(board: BoardId, length: number): number;
  /** The board's look (JSON, see `BoardLook`). */
  _sl_board_look(board: BoardId, length: number): void;
  /** The board's words (a JSON object of templates, see `words/en.ts`). */
  _sl_board_words(board: BoardId, length: number): void;
  /** Asks the provider again, at once. */
  _sl_board_refresh(board: BoardId): void;
  _sl_board_destroy(board: BoardId): void;

  /** Lays the board out for a width in CSS px; returns the board's height in CSS px. */
  _sl_board_layout(board: BoardId, cssWidth: number, devicePixelRatio: number): number;
  /**
   * Where the matches and groups of the last layout stand, and if `hasParts` is 1 how HTML shows it: JSON,
   * see `BoardBoxes`, through `host.text`.
   */
  _sl_board_boxes(board: BoardId, hasParts: number): void;
  /**
   * Paints a part of the last layout: `top` and `height` in CSS px, a `height` of 0 is all. Calls
   * `host.present` once. A part that is longer than any picture is cut.
   */
  _sl_board_draw(board: BoardId, top: number, height: number): void;
  /** Somebody points at the board or has the focus in it (1) or not (0): a ticker stands still. */
  _sl_board_hold(board: BoardId, isHeld: number): void;
  /** The board's state as JSON (`BoardState`), through `host.text`. */
  _sl_board_state(board: BoardId): void;

  /** The page was hidden (1) or shown (0); the network came (1) or went (0). */
  _sl_page_hidden(isHidden: number): void;
  _sl_page_online(isOnline: number): void;

  /** The answers to `host.askCredential` (ok = 0: there is no key) and `host.askAuthorisation`. */
  _sl_credential(request: number, ok: number, length: number): void;
  _sl_authorisation(request: number, httpStatus: number, length: number): void;
  /** The answer that `host.takeEarly` promised: in scratch, `name: value` lines, then the body. */
  _sl_early_answer(ticket: number, httpStatus: number, headersLength: number, length: number): void;

  /** All textures are gone (the context was lost, and is back): the next draw creates them anew. */
  _sl_gpu_lost(): void;
}

/** What the page does for the engine: `Module.host`, called from C++ (`src/platform/web/library.js`). */
export interface CoreHost {
  /** The board has something new to show; the page draws it when its turn comes. */
  boardChanged(board: BoardId): void;
  /** A named event (`score-change`, …) with its detail as JSON. */
  boardEvent(board: BoardId, name: string, detail: string): void;
  /** The board is to be drawn again in `ms`; 0: in the next frame; negative: never. The last call counts. */
  wakeBoard(board: BoardId, ms: number): void;
  /** Receives the answer of `_sl_board_state` or `_sl_board_boxes`. */
  text(text: string): void;

  /** Asks the page's own function for a key, or for the authorisation of a private channel. */
  askCredential(board: BoardId, request: number): void;
  askAuthorisation(board: BoardId, request: number, channel: string, socketId: string): void;
  /** Sends each request of the engine's that the page has not sent already. */
  send: Send;
  /** True: the page has sent this GET already, and `_sl_early_answer` will give the answer with this ticket. */
  takeEarly(ticket: number, url: string, headers: string): boolean;
  /** One match by the page's own `mapMatch` (JSON in, JSON out); unchanged where the page has none. */
  mapMatch(board: BoardId, json: string): string;

  /**
   * A kick-off in the reader's words and zone: "20:45", or with the day where that is not today. `isDay`
   * (1): only the date is known, and `epochMs` is its midnight in UTC.
   */
  kickoffText(board: BoardId, epochMs: number, isDay: number): string;

  /**
   * Measures `text` (one line) as the browser would draw it, and keeps the text for `textPixels`. Writes
   * seven float32 to `metrics`, in device px: advance width, picture width, picture height, offset of the
   * picture's left edge from the pen, offset of its top from the baseline (negative is up), font ascent,
   * font descent. The picture is whole px with a clear margin; for a space it is 0 by 0.
   */
  textMeasure(
    font: number,
    weight: number,
    devicePx: number,
    text: Pointer,
    length: number,
    metrics: Pointer,
  ): void;
  /**
   * Draws the text of the last `textMeasure` and copies the picture as rows of straight RGBA, `stride`
   * bytes apart. The picture is white, to be tinted, with edges as dark or light `ink` (0xRRGGBBAA) has
   * them. Returns 1 where the text has colours of its own (emoji): then its other letters are in `ink`.
   */
  textPixels(target: Pointer, stride: number, ink: number): number;

  /** 1: the crest of this address is there. 0: the board that is being drawn is told when it comes. */
  crestHas(url: Pointer, length: number): number;
  /** Writes the crest as rows of straight RGBA, `stride` bytes apart, centred in a square of `size` px. */
  crestPixels(url: Pointer, length: number, size: number, target: Pointer, stride: number): void;

  /** Textures of text and crests, in straight RGBA, by the engine's own numbers. */
  textureCreate(texture: number, width: number, height: number, pixels: Pointer): void;
  textureUpdate(
    texture: number,
    x: number,
    y: number,
    width: number,
    height: number,
    pixels: Pointer,
    stride: number,
  ): void;
  textureDestroy(texture: number): void;

  /**
   * Draws one board's triangles and shows the picture. `vertices`: 20 bytes each, float2 position in
   * device px from the top left, float2 uv, straight RGBA8. `indices`: uint16. `commands`: seven int32
   * each, namely texture, first index, index count, and the left, top, right and bottom of the clip in
   * device px; the clip lies within the picture, right and bottom excluded.
   */
  present(
    board: BoardId,
    deviceWidth: number,
    deviceHeight: number,
    vertices: Pointer,
    vertexCount: number,
    indices: Pointer,
    indexCount: number,
    commands: Pointer,
    commandCount: number,
  ): void;
}

/** A request; the URL is absolute. */
export interface Request {
  url: string;
  method?: string;
  headers: [string, string][];
  body?: Uint8Array<ArrayBuffer> | null;
  /** The request ends after this time, even within its answer. */
  timeoutMs: number;
}

export interface Answer {
  /** 0: there was no answer. */
  status: number;
  /** `name: value` lines, of those headers that the server lets this page read. */
  headers: string;
  /** Empty where the answer is longer than the engine reads. */
  body: Uint8Array;
}

/**
 * Sends a request. `done` is called once, after the return. The function that is returned ends the request,
 * and `done` is not called any more.
 */
export type Send = (request: Request, done: (answer: Answer) => void) => () => void;

/** Where the matches stand, in CSS px from the board's top left. */
export interface BoardBoxes {
  /** Left, top, width and height, in the order of `BoardState.matches`. Width 0: the match is not shown now. */
  matches: readonly (readonly [number, number, number, number])[];
  /** Top, height, and the height of the heading in it; one for each run of matches with the same `group`. */
  groups: readonly (readonly [number, number, number])[];
  /** In the order in which they are painted; empty where nobody asked. */
  parts: readonly BoardPart[];
}

/**
 * A part of a board as HTML shows it (`PlacedPart` in `src/board/boxes.hpp`). Lengths are CSS px, from the
 * top left of its match or of the board.
 */
export type BoardPart = readonly [
  /** Of its match in `BoardState.matches`; -1: it is the board's own. */
  row: number,
  /** What it is: `Part` in `src/board/boxes.hpp`. */
  part: number,
  left: number,
  top: number,
  width: number,
  /** Of a text: of each line. */
  height: number,
  /** Of a text: of its font. Of a shape: the radius of its corners. */
  size: number,
  /** Of a text: its weight, as in CSS. Of a shape: the width of its ring; 0: it is filled. */
  stroke: number,
  /** To which edge of the box its lines are set: 0 left, 1 centre, 2 right. */
  edge: number,
  /** 1: digits have one width. */
  hasFigures: number,
  /** 0xRRGGBBAA. */
  colour: number,
  /** With the ends of lines, cut or short where there is no room for all. Empty: a shape, or no text now. */
  text: string,
];

/** The options as the engine reads them. Those that are not given are left out. */
export interface BoardOptions {
  provider: 'scorelytics' | 'stats-api' | 'gateway';
  /** Of a gateway: the provider's name there. */
  upstream?: 'scorelytics' | 'stats-api';
  sport?: 'football' | 'basketball';
  matches?: string[];
  live?: boolean;
  league?: string;
  competition?: string;
  restUrl: string;
  wsUrl: string;
  apiKey?: string;
  hasCredential?: boolean;
  appKey?: string;
  authUrl?: string;
  authHeaders?: Record<string, string>;
  hasAuthorize?: boolean;
  hasMapMatch?: boolean;
  layout?: 'auto' | 'nano' | 'card' | 'list' | 'ticker';
  maxSockets?: number;
  clockUnit?: 'seconds' | 'minutes';
}

/** What the picture needs to know of the board's style. Colours are 0xRRGGBBAA. */
export interface BoardLook {
  colours: {
    foreground: number;
    muted: number;
    accent: number;
    live: number;
    warning: number;
    border: number;
  };
  /** The number of the font family for `textMeasure`; another one when a web font has arrived. */
  font: number;
  /** The page's text size in CSS px. */
  fontSize: number;
  isRightToLeft: boolean;
  reducedMotion: boolean;
}

/**
 * The state of a board's connection.
 *
 * - `idle`: nothing is asked for.
 * - `connecting`: on the way, and nothing is wrong yet.
 * - `live`: the board follows the stream, and was proven right lately.
 * - `polling`: there is no stream to follow; snapshots come regularly instead.
 * - `stale`: what is shown was true at `provenAt`, which is too long ago, or contradicted since.
 * - `waiting`: there is nothing to show; the next try is at `retryAt`.
 * - `refused`: the provider refuses the key or the match; it is asked again, ever more seldom.
 * - `over`: the match has ended, and its result is known.
 *
 * The same names are in C++ (`src/connection/connection_state.hpp`).
 */
export type ConnectionStateName =
  | 'idle'
  | 'connecting'
  | 'live'
  | 'stale'
  | 'polling'
  | 'waiting'
  | 'refused'
  | 'over';

/** `element.state`: all that a board knows, as plain objects. Never a key or token. */
export interface BoardState {
  connection: {
    /** Of several matches, the worst of their states. */
    state: ConnectionStateName;
    /** Why, as a stable name (`wrong_key`, `forbidden`, `not_found`, …). Absent when all is well. */
    reason?: string;
    /** The ids of the matches that are in this state, where others are better off. Absent: all are. */
    matches?: string[];
    /** When the shown data was last known to be true, in ms since 1970. Absent: never yet. */
    provenAt?: number;
    /** When the provider is asked again, in ms since 1970. Absent where no try is planned. */
    retryAt?: number;
  };
  /** The connection in the board's language, as drawn. Empty when there is nothing to say. */
  notice: string;
  /** The matches in the order of the board. Empty before the first answer. */
  matches: MatchState[];
}

/** One match as the provider last told it; clocks run on by themselves. */
export interface MatchState {
  /** The provider's id, as in `match`. */
  id: string;
  sport: 'football' | 'basketball' | 'unknown';
  /** League (Scorelytics) or competition (Stats API). `name` is empty where the provider tells none. */
  league: { id: string; name: string };
  home: TeamState;
  away: TeamState;
  /**
   * `scheduled`, `live`, `finished`, `postponed`, `cancelled`, `walkover`, `interrupted`, `abandoned`,
   * `after_penalties`, `after_extra_time`, or `unknown`, in which case `statusWord` has the provider's word.
   */
  status: string;
  /** The provider's own word for a status that is not known. Otherwise absent. */
  statusWord?: string;
  /** The part of the match that is played: which half, quarter or overtime, from 1. Absent: not known. */
  period?: { kind: 'half' | 'half_time' | 'quarter' | 'overtime' | 'other'; number: number };
  /** Football: the running minute of the match. Absent: not known. */
  minute?: number;
  /** Football: minutes of added time; 45+2 is `minute` 45 and `addedTime` 2. Absent: none told. */
  addedTime?: number;
  /** Basketball: what is left of the period, in seconds. Absent: not known. */
  clock?: { secondsLeft: number; isRunning: boolean };
  /** The kick-off, in ms since 1970. Absent: not known, or only `kickoffDay` is. */
  kickoff?: number;
  /** The kick-off's date where the time is not known: its midnight in UTC, in ms since 1970. */
  kickoffDay?: number;
  /** The last plays, 8 at most, oldest first. Empty where the provider tells none. */
  plays: {
    /** Rises with time. */
    id: number;
    /** The provider's word, such as `3pt_made`. */
    type: string;
    /** Absent: the play is of neither team. */
    teamId?: string;
    /** Absent: the play is of no one player. */
    playerId?: string;
    /** What was left of the period, in seconds. */
    secondsLeft?: number;
    /** Where on the court, in the provider's units. */
    x?: number;
    y?: number;
  }[];
  /**
   * How far the match may be trusted now. `none`: nothing is known yet; `live`: the stream is followed and
   * proven; `polling`: right, but some seconds behind; `stale`: was right once; `settled`: over or not
   * begun, so nothing is expected to change.
   */
  trust: 'none' | 'live' | 'polling' | 'stale' | 'settled';
  /** The status in the board's language, as drawn: "63'", "HT", "FT", "20:45". */
  text: string;
  /** The heading under which a list shows the match. Absent: none. */
  group?: string;
  /** The last plays in words, newest first. Absent where the layout shows none. */
  lines?: { time?: string; team?: string; text: string }[];
}

export interface TeamState {
  /** The provider's id. Empty where the provider has none (Scorelytics). */
  id: string;
  /** While a team is not decided: that, in the board's language. */
  name: string;
  /** For narrow boards; made from `name` where the provider has none. */
  shortName: string;
  /** The crest's URL. Empty: none. */
  logoUrl: string;
  /** Null: there is none yet. */
  score: number | null;
}
