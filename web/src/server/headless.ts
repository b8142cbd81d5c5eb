import type { BoardId, BoardOptions, BoardState, CoreExports, Send } from '../core';
import { writeText } from '../core-text';
import { engineHost, type HostBoard } from '../engine-host';
import type { BoardFunctions } from '../options';
import { type CreateCore, loadCore } from '../wasm-loader';
import type { WordsOption } from '../words/words';
import { Work } from './work';

/** What the glue takes from a browser. */
export interface CoreGlobals {
  /** `new WebSocket(url)` as in a browser: `onopen`, `onclose`, `onmessage`, `send` and `close` are used. */
  WebSocket: new (
    url: string,
  ) => object;
  setTimeout(run: () => void, ms: number): number;
  clearTimeout(timer: number): void;
  console: Pick<Console, 'log' | 'warn' | 'error'>;
}

export type CoreWithGlobals = (globals: CoreGlobals) => CreateCore;

export interface HeadlessParts {
  core: CoreWithGlobals;
  wasm: WebAssembly.Module;
  /** See `CoreGlobals`. */
  WebSocket: CoreGlobals['WebSocket'];
  send: Send;
  /** Nothing is under way any more: all that was asked is answered. */
  onIdle(): void;
  /** The engine has stopped, by an exception; it is of no use any more. */
  onFailure(cause: unknown): void;
}

/** The owner of one board. */
export interface HeadlessClient {
  readonly options: BoardOptions;
  readonly functions: Pick<BoardFunctions, 'getCredential' | 'authorize' | 'mapMatch'>;
  /** In which the state's texts are. */
  readonly words: WordsOption;
  /** See `CoreHost.kickoffText`. */
  kickoffText(epochMs: number, isDay: boolean): string;
  /** The board has something new to show. */
  onChange?(): void;
  /** An event of the engine's, see `BoardEventDetails`. */
  onEvent?(name: string, detail: unknown): void;
  /** `mapMatch` threw this, or gave what is no JSON; the match is taken as received. */
  onMapFailure?(cause: unknown): void;
}

/**
 * The engine without a page: the same wasm, for programs that have neither document nor screen. It has
 * sockets, requests and timers of its own, and nothing is laid out or drawn.
 */
export class HeadlessEngine {
  readonly #core: CoreExports;
  readonly #work: Work;
  readonly #boards: Map<BoardId, HostBoard>;
  readonly #said: () => string;

  private constructor(
    core: CoreExports,
    work: Work,
    boards: Map<BoardId, HostBoard>,
    said: () => string,
  ) {
    this.#core = core;
    this.#work = work;
    this.#boards = boards;
    this.#said = said;
  }

  /** Rejects with a `LoadError`. */
  static async start({
    core: coreWith,
    wasm,
    WebSocket,
    send,
    onIdle,
    onFailure,
  }: HeadlessParts): Promise<HeadlessEngine> {
    const work = new Work(send, onIdle, onFailure);
    let text = '';
    const boards = new Map<BoardId, HostBoard>();
    let guarded: CoreExports | undefined;
    const { setTimeout, clearTimeout } = work;
    const createCore = coreWith({ WebSocket, setTimeout, clearTimeout, console: silence });
    const host = engineHost<HostBoard>({
      get core() {
        return guarded;
      },
      send: work.send,
      find: (id) => boards.get(id),
      change: (board) => (board as OwnedBoard).owner.onChange?.(),
      wake: () => {},
      hear: (told) => {
        text = told;
      },
      // Nothing is sent before there is an engine, and nothing is drawn.
      early: { take: () => undefined, takeKey: () => undefined },
      gpu: { host: undefined },
      rasteriser: undefined,
      crests: { has: () => false, pixels: () => new Uint8ClampedArray() },
      drawn: undefined,
    });
    const core = await loadCore(wasm, createCore, { fetch, wasm: WebAssembly }, host);
    guarded = guard(core, work);
    return new HeadlessEngine(core, work, boards, () => text);
  }

  /** Makes a board; undefined: the engine refuses the options. */
  open(client: HeadlessClient): BoardId | undefined {
    const core = this.#core;
    let id: BoardId = 0;
    this.#work.run(() => {
      id = core._sl_board_create(writeText(core, JSON.stringify(client.options)));
      if (!id) return;
      this.#boards.set(id, this.#boardOf(client));
      core._sl_board_words(id, writeText(core, JSON.stringify(client.words)));
    });
    return id || undefined;
  }

  /** What the board knows now. */
  state(id: BoardId): BoardState {
    this.#core._sl_board_state(id);
    return JSON.parse(this.#said());
  }

  close(id: BoardId): void {
    this.#boards.delete(id);
    this.#work.run(() => this.#core._sl_board_destroy(id));
  }

  /** Ends all requests and timers; the engine is of no use any more. */
  stop(): void {
    this.#boards.clear();
    this.#work.stop();
  }

  #boardOf(client: HeadlessClient): OwnedBoard {
    const { getCredential, authorize, mapMatch } = client.functions;
    const work = this.#work;
    return {
      owner: client,
      client: {
        functions: {
          ...(getCredential && { getCredential: () => work.ask(getCredential) }),
          ...(authorize && {
            authorize: (...channel) => work.ask(() => authorize(...channel)),
          }),
          ...(mapMatch && { mapMatch: (match) => mapped(mapMatch, match, client) }),
        },
        kickoffText: (...time) => client.kickoffText(...time),
        emit: (name, detail) => client.onEvent?.(name, detail),
        warn: (reason, values) => client.onEvent?.('board-error', { reason, ...values }),
      },
    };
  }
}

interface OwnedBoard extends HostBoard {
  owner: HeadlessClient;
}

/** What is thrown here would go through the wasm. */
function mapped(map: (match: unknown) => unknown, match: unknown, client: HeadlessClient): unknown {
  try {
    return JSON.parse(JSON.stringify(map(match)));
  } catch (cause) {
    client.onMapFailure?.(cause);
    return match;
  }
}

/** Answers of the author's functions come from promises: there, too, a trap must not reach the server. */
function guard(core: CoreExports, work: Work): CoreExports {
  const answers: Pick<CoreExports, '_sl_credential' | '_sl_authorisation'> = {
    _sl_credential: (...answer) => work.run(() => core._sl_credential(...answer)),
    _sl_authorisation: (...answer) => work.run(() => core._sl_authorisation(...answer)),
  };
  // Behind it is the core itself, whose memory may be another one at any time.
  return Object.assign(Object.create(core), answers);
}

/** What the glue has to say of a trap is told by the exception. */
const silence = { log() {}, warn() {}, error() {} };
