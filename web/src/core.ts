/**
 * The seam between the page and the wasm engine: every function that either side calls on the other.
 * Nothing else in `web/` knows that there is a wasm.
 *
 * Text crosses as UTF-8 in the wasm's memory. From the page: write to `_sl_scratch(size)` and pass the
 * length. To the page: a pointer and a length, valid during the call only.
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

  /** A board from options (JSON, see `BoardOptions`) in scratch. 0: refused, see `boardError`. */
  _sl_board_create(length: number): BoardId;
  /** New options for a board (JSON, whole, not a difference). 0: refused, the old ones stay. */
  _sl_board_configure(board: BoardId, length: number): number;
  /** How it looks (JSON, see `BoardLook`). */
  _sl_board_look(board: BoardId, length: number): void;
  /** Words of its language (JSON object of templates, see `words/en.ts`). */
  _sl_board_words(board: BoardId, length: number): void;
  _sl_board_refresh(board: BoardId): void;
  _sl_board_destroy(board: BoardId): void;

  /** Lays the board out for a width in CSS px; returns the height that it wants in CSS px. */
  _sl_board_layout(board: BoardId, cssWidth: number, devicePixelRatio: number): number;
  /**
   * Where the matches and groups of the last layout stand: JSON, see `BoardBoxes`, through `host.text`.
   */
  _sl_board_boxes(board: BoardId): void;
  /**
   * Paints the part of the last layout that begins at `top`, CSS px, all of it when `height` is 0; calls
   * `host.present` once. A very long part may be cut.
   */
  _sl_board_draw(board: BoardId, top: number, height: number): void;
  /** Somebody points at the board or has the focus in it (1) or not (0): a ticker stands still. */
  _sl_board_hold(board: BoardId, isHeld: number): void;
  /** The board's state as JSON (`BoardState`), through `host.text`. */
  _sl_board_state(board: BoardId): void;

  /** The page was hidden (1) or shown (0); the network came (1) or went (0). */
  _sl_page_hidden(isHidden: number): void;
  _sl_page_online(isOnline: number): void;

  /** Answers to `host.askCredential` and `host.askAuthorisation`; ok = 0: text is ignored. */
  _sl_credential(request: number, ok: number, length: number): void;
  _sl_authorisation(request: number, httpStatus: number, length: number): void;
  /** The answer that `host.takeEarly` promised: in scratch, `name: value` lines, then the body. */
  _sl_early_answer(ticket: number, httpStatus: number, headersLength: number, length: number): void;

  /** All GPU textures are gone (context lost and restored): they are created anew at the next draw. */
  _sl_gpu_lost(): void;
}

/** What the page does for the engine: `Module.host`, called from C++ (src/platform/web/library.js). */
export interface CoreHost {
  /** Something that the board shows has changed; the page draws it when it next can. */
  boardChanged(board: BoardId): void;
  /** A named event (`score-change`, …) with its detail as JSON. */
  boardEvent(board: BoardId, name: string, detail: string): void;
  /** The board's clock wants to be drawn again in `ms`, 0: in the next frame; a later call replaces it; negative: never. */
  wakeBoard(board: BoardId, ms: number): void;
  /** Receives what `_sl_board_state` has to say. */
  text(text: string): void;

  /** A short-lived key, or the authorisation of a private channel, from the page's own function. */
  askCredential(board: BoardId, request: number): void;
  askAuthorisation(board: BoardId, request: number, channel: string, socketId: string): void;
  /** Every request of the engine's that the page has not sent already. */
  send: Send;
  /** True: the page has sent this GET already, and its answer will come with the ticket. */
  takeEarly(ticket: number, url: string, headers: string): boolean;
  /** The page's mapping of one unspecified match (JSON in, JSON out); unchanged when it has none. */
  mapMatch(board: BoardId, json: string): string;

  /**
   * Kick-off in the reader's words and zone: "20:45", or with a day when it is not today. `isDay` (1):
   * only the date is known, and `epochMs` is its midnight in UTC.
   */
  kickoffText(board: BoardId, epochMs: number, isDay: number): string;

  /**
   * Measures `text` (one line) as the browser would draw it, and keeps it for `textPixels`. Writes
   * seven float32 to `metrics`: advance width, picture width, picture height, offset of the picture's
   * left edge from the pen, offset of its top from the baseline (negative is up), font ascent, font
   * descent. All in device px; the picture is whole px with a clear margin, 0 by 0 for a space.
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
   * Draws the text of the last `textMeasure` and copies its picture as straight RGBA rows, `stride`
   * bytes apart: white, to be tinted, with the edges that dark or light `ink` (0xRRGGBBAA) has. Returns
   * 1 if the text has colours of its own (emoji); then its other letters are in `ink`.
   */
  textPixels(target: Pointer, stride: number, ink: number): number;

  /** 1: the crest of this address (UTF-8) is there; otherwise the board that is being drawn is told. */
  crestHas(url: Pointer, length: number): number;
  /** Writes it as straight RGBA rows, `stride` bytes apart, centred in a square of `size` px. */
  crestPixels(url: Pointer, length: number, size: number, target: Pointer, stride: number): void;

  /** The atlas: one RGBA texture a number. */
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
   * One board's triangles, drawn and shown at once. `vertices`: 20 bytes each, float2 position in
   * device px from the top left, float2 uv, RGBA8 straight. `indices`: uint16. `commands`: seven int32
   * each: texture, first index, index count, and the clip's left, top, right and bottom in device px,
   * within the picture, right and bottom exclusive.
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

/** What is asked; the URL is absolute. */
export interface Request {
  url: string;
  method?: string;
  headers: [string, string][];
  body?: Uint8Array<ArrayBuffer> | null;
  /** All of it, the answer's last byte included, within so many ms. */
  timeoutMs: number;
}

export interface Answer {
  /** 0: there was no answer. */
  status: number;
  /** `name: value` lines, as many as the server lets this page read. */
  headers: string;
  /** Empty where it is longer than any answer that can be read. */
  body: Uint8Array;
}

/** Sends a request; returns what ends it without a word. `done` is called once, and not before the return. */
export type Send = (request: Request, done: (answer: Answer) => void) => () => void;

/** In CSS px from the board's top left. */
export interface BoardBoxes {
  /** Left, top, width and height, in the order of `BoardState.matches`; no width: not shown now. */
  matches: readonly (readonly [number, number, number, number])[];
  /** Top, height and the height of the heading within, one for each run of matches of one `group`. */
  groups: readonly (readonly [number, number, number])[];
}

/** The options as the engine reads them: the public attributes in camelCase, absent ones left out. */
export interface BoardOptions {
  provider: 'scorelytics' | 'stats-api';
  sport?: 'football' | 'basketball';
  matches?: string[];
  live?: boolean;
  league?: string;
  competition?: string;
  restUrl?: string;
  wsUrl?: string;
  apiKey?: string;
  hasCredential?: boolean;
  appKey?: string;
  authUrl?: string;
  authHeaders?: Record<string, string>;
  hasAuthorize?: boolean;
  hasMapMatch?: boolean;
  layout?: 'auto' | 'nano' | 'card' | 'list' | 'ticker';
  maxSockets?: number;
  /** Forces the unit of Scorelytics' `game_clock_secs` where a page knows it. */
  clockUnit?: 'seconds' | 'minutes';
}

/** Colours are 0xRRGGBBAA. */
export interface BoardLook {
  colours: {
    background: number;
    foreground: number;
    muted: number;
    accent: number;
    live: number;
    warning: number;
    border: number;
  };
  /** Number of a font family as `textMeasure` knows it; changes when a web font arrives. */
  font: number;
  /** The page's text size in CSS px. */
  fontSize: number;
  /** Corner radius in CSS px. */
  radius: number;
  isRightToLeft: boolean;
  reducedMotion: boolean;
}

/** Named once, in C++ (`src/connection/connection_state.hpp`). */
export type ConnectionStateName =
  | 'idle'
  | 'connecting'
  | 'live'
  | 'stale'
  | 'polling'
  | 'waiting'
  | 'refused'
  | 'over';

/** What `element.state` gives a page; plain objects, never a key or token. */
export interface BoardState {
  connection: {
    state: ConnectionStateName;
    /** Why, as a stable name (`wrong_key`, `forbidden`, `not_found`, …); absent when all is well. */
    reason?: string;
    /** The ids of the matches that this is about, where the others are better off; absent: all. */
    matches?: string[];
    /** When the shown data was last known to be true, epoch ms. */
    provenAt?: number;
    /** When the next try is made (`waiting`), epoch ms. */
    retryAt?: number;
  };
  /** The same in the board's language, as drawn. */
  notice: string;
  matches: MatchState[];
}

export interface MatchState {
  id: string;
  sport: 'football' | 'basketball' | 'unknown';
  league: { id: string; name: string };
  home: TeamState;
  away: TeamState;
  status: string;
  statusWord?: string;
  period?: { kind: 'half' | 'half_time' | 'quarter' | 'overtime' | 'other'; number: number };
  minute?: number;
  addedTime?: number;
  clock?: { secondsLeft: number; isRunning: boolean };
  kickoff?: number;
  /** Where only the date of the kick-off is known: its midnight in UTC, epoch ms. */
  kickoffDay?: number;
  plays: {
    id: number;
    type: string;
    teamId?: string;
    playerId?: string;
    secondsLeft?: number;
    x?: number;
    y?: number;
  }[];
  /** How far this match may be trusted now: the connection's state for it. */
  trust: 'none' | 'live' | 'polling' | 'stale' | 'settled';
  /** The status as drawn: "63'", "HT", "FT", "20:45". */
  text: string;
  /** The heading under which a list shows it. */
  group?: string;
  /** The last plays in words, newest first, where the layout shows them. */
  lines?: { time?: string; team?: string; text: string }[];
}

export interface TeamState {
  id: string;
  name: string;
  shortName: string;
  logoUrl: string;
  score: number | null;
}
