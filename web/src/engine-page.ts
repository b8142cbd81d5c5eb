import { Board, type BoardClient } from './board';
import type { BoardId, BoardState, CoreExports, CoreHost } from './core';
import { writeText } from './core-text';
import type { EarlyAnswer, EarlyRequests } from './early';
import { endpointsOf } from './endpoints';
import type { GpuHost, RendererOptions } from './gpu/renderer';
import type { PageSignals } from './page-signals';
import { blockedSource, type Violation } from './policy';
import type { TextHost } from './text/rasteriser';

/** The browser's text and the fonts that it is drawn with. */
export interface Text extends TextHost {
  fontNumber(family: string): number;
  forgetFonts(): void;
}

/** The page's side of the engine, as far as it differs between a browser and a test. */
export interface EnginePageParts {
  /** Rejects with an error that has a `reason`. */
  loadCore(host: CoreHost): Promise<CoreExports>;
  /** Null: no WebGL 2. */
  gpu(page: Omit<RendererOptions, 'createCanvas'>): GpuHost | null;
  rasteriser(memory: () => Uint8Array): Text;
  early: EarlyRequests;
  requestFrame(run: () => void): void;
  setTimer(run: () => void, ms: number): number;
  clearTimer(timer: number | undefined): void;
  /** Listens to the page until the returned function is called. */
  watch(signals: PageSignals): () => void;
}

/** Boards that nobody sees take turns, so many at a time, in so many ms. */
const unseenAtOnce = 10;
const unseenMs = 100;

/**
 * One engine for all boards of a page. It has no loop: a board is drawn in the next frame after
 * something of it changed, and otherwise nothing runs.
 */
export class EnginePage {
  readonly #parts: EnginePageParts;
  readonly #boards = new Set<Board>();
  readonly #changed = new Set<Board>();
  readonly #unseen = new Set<Board>();
  #unseenTimer: number | undefined;
  #core: CoreExports | undefined;
  #loading: Promise<void> | undefined;
  #gpu: GpuHost | null = null;
  #isGpuLost = false;
  #isHidden = false;
  #isOnline = true;
  #rasteriser: Text | undefined;
  #unwatch: (() => void) | undefined;
  #isFrameAsked = false;
  #text = '';

  constructor(parts: EnginePageParts) {
    this.#parts = parts;
  }

  /** Adds a board; the first one loads the engine. */
  open(client: BoardClient): Board {
    const board = new Board(client);
    this.#boards.add(board);
    if (this.#core) {
      this.#start(board, this.#core);
    } else {
      this.#parts.early.ask(client.options, client.functions);
      this.#load();
    }
    this.#watch();
    return board;
  }

  close(board: Board): void {
    this.#boards.delete(board);
    this.#changed.delete(board);
    this.#unseen.delete(board);
    this.#free(board);
    if (!this.#boards.size) {
      this.#unwatch?.();
      this.#unwatch = undefined;
      this.#parts.early.clear();
    }
  }

  #free(board: Board): void {
    this.#parts.clearTimer(board.timer);
    if (!this.#core || !board.id) return;
    this.#core._sl_board_destroy(board.id);
    board.id = 0;
  }

  /** The client's options have changed. */
  configure(board: Board): void {
    if (!this.#core) return;
    if (board.id) this.#configure(board, this.#core);
    else this.#start(board, this.#core);
  }

  /** The client's look or words may have changed. */
  relook(board: Board): void {
    board.isLookStale = true;
    this.#change(board);
  }

  /** What all boards take their look and words from may have changed. */
  relookAll(): void {
    for (const board of this.#boards) this.relook(board);
  }

  resize(board: Board, deviceWidth: number, pixelRatio: number): void {
    if (board.resize(deviceWidth, pixelRatio)) this.#change(board);
  }

  setVisible(board: Board, isVisible: boolean): void {
    board.isVisible = isVisible;
    if (isVisible && board.isBehind) this.relook(board);
  }

  /** See `Rasteriser.fontNumber`. */
  fontNumber(family: string): number {
    return this.#rasteriser?.fontNumber(family) ?? 0;
  }

  refresh(board: Board): void {
    if (this.#core && board.id) this.#core._sl_board_refresh(board.id);
    else this.#load(); // A failed download may succeed now.
  }

  /** Undefined while the engine does not know the board. */
  state(board: Board): BoardState | undefined {
    if (!this.#core || !board.id) return undefined;
    this.#core._sl_board_state(board.id);
    return JSON.parse(this.#text);
  }

  /** Tries again to load the engine, where that failed. */
  retry(): void {
    if (!this.#core && this.#boards.size) this.#load();
  }

  #load(): void {
    this.#loading ??= this.#parts
      .loadCore(this.#host())
      .then((core) => {
        this.#core = core;
        this.#takeParts(core);
        core._sl_page_hidden(Number(this.#isHidden));
        core._sl_page_online(Number(this.#isOnline));
        for (const board of this.#boards) this.#start(board, core);
      })
      .catch((cause) => {
        this.#loading = undefined;
        this.#parts.early.clear();
        for (const board of this.#boards) {
          board.client.fail(cause.reason ?? 'wasm_failed', cause.message);
        }
      });
  }

  #start(board: Board, core: CoreExports): void {
    this.#configure(board, core);
    if (!board.id) return;
    board.refreshLook(core);
    if (!this.#gpu) board.client.warn('no_webgl');
  }

  #watch(): void {
    this.#unwatch ??= this.#parts.watch({
      hidden: (isHidden) => {
        this.#isHidden = isHidden;
        this.#core?._sl_page_hidden(Number(isHidden));
      },
      online: (isOnline) => {
        this.#isOnline = isOnline;
        this.#core?._sl_page_online(Number(isOnline));
        // A download that failed without a network may succeed now.
        if (isOnline) this.retry();
      },
      look: () => this.relookAll(),
      fonts: () => {
        this.#rasteriser?.forgetFonts();
        this.relookAll();
      },
      blocked: (violation) => this.#tellBlocked(violation),
    });
  }

  /** The page's policy is in the way: the engine cannot know, and the page's author can mend it. */
  #tellBlocked(violation: Violation): void {
    for (const { client, blocked } of this.#boards) {
      const source = blockedSource(violation, Object.values(endpointsOf(client.options)));
      // Each try is blocked again, and told once.
      if (!source || blocked.has(source)) continue;
      blocked.add(source);
      client.warn('connection_blocked', { source });
    }
  }

  /** What draws needs the engine's memory, so it comes after the engine. */
  #takeParts(core: CoreExports): void {
    const memory = () => core.HEAPU8;
    this.#rasteriser = this.#parts.rasteriser(memory);
    this.#gpu = this.#parts.gpu({
      memory,
      target: (id) => this.#find(id)?.client.picture ?? undefined,
      onLost: () => {
        this.#isGpuLost = true;
        this.#changeAll();
        for (const { client } of this.#boards) client.warn('webgl_lost');
      },
      onRestored: () => {
        this.#isGpuLost = false;
        core._sl_gpu_lost();
        this.#changeAll();
      },
    });
  }

  #changeAll(): void {
    for (const board of this.#boards) this.#change(board);
  }

  #configure(board: Board, core: CoreExports): void {
    if (board.configure(core)) {
      this.#change(board);
      return;
    }
    // What the page asked for now is not what it asked for before: better nothing than that.
    this.#free(board);
    board.client.fail('bad_options', 'the engine refused the options');
  }

  #change(board: Board): void {
    if (!board.id) return;
    if (!board.isVisible) {
      this.#unseen.add(board);
      this.#unseenTimer ??= this.#parts.setTimer(() => this.#showUnseen(), unseenMs);
      return;
    }
    this.#changed.add(board);
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    this.#parts.requestFrame(() => {
      this.#isFrameAsked = false;
      const boards = [...this.#changed];
      this.#changed.clear();
      for (const each of boards) this.#show(each);
    });
  }

  /** What is off screen is still read by assistive technology, which is in no such hurry. */
  #showUnseen(): void {
    this.#unseenTimer = undefined;
    const boards = [...this.#unseen].slice(0, unseenAtOnce);
    for (const board of boards) {
      this.#unseen.delete(board);
      this.#show(board);
    }
    if (!this.#unseen.size) return;
    this.#unseenTimer = this.#parts.setTimer(() => this.#showUnseen(), unseenMs);
  }

  #show(board: Board): void {
    const core = this.#core;
    if (!core || !board.id) return;
    try {
      this.#showBy(core, board);
    } catch (cause) {
      if (!(cause instanceof WebAssembly.RuntimeError)) throw cause;
      this.#abandon(cause);
    }
  }

  /** The engine has trapped and is of no more use. Another one is loaded when a board is refreshed. */
  #abandon(cause: Error): void {
    reportError(cause);
    this.#core = undefined;
    this.#loading = undefined;
    this.#gpu?.destroy();
    this.#gpu = null;
    this.#isGpuLost = false;
    for (const board of this.#boards) {
      this.#parts.clearTimer(board.timer);
      board.forget();
      board.client.fail('wasm_failed', cause.message);
    }
  }

  #showBy(core: CoreExports, board: Board): void {
    // Before the state is asked for: the words are in it.
    if (board.isLookStale) board.refreshLook(core);
    const state = this.state(board);
    if (!state) return;
    const { client } = board;
    const canDraw = this.#gpu !== null && !this.#isGpuLost && client.picture !== null;
    client.show(state, canDraw);
    board.isBehind = !board.isVisible || !board.isSized;
    if (!canDraw || !board.isSized) return;
    const { length } = state.matches;
    // Off screen only for its height, so that the page does not jump when it is scrolled to.
    if (board.isVisible || length !== board.laidOut) board.layOut(core, () => this.#text);
    board.laidOut = length;
    if (board.isVisible) core._sl_board_draw(board.id);
  }

  /** A clock moved on. Nobody looks at the clocks of boards that are off screen. */
  #tick(board: Board): void {
    if (board.isVisible) this.#change(board);
    else board.isBehind = true;
  }

  #find(id: BoardId): Board | undefined {
    for (const board of this.#boards) if (board.id === id) return board;
    return undefined;
  }

  /**
   * Runs when the engine's call has returned. A page's listener may call back into the engine, which
   * must not be in the middle of something; and a board that speaks while it is being created gets
   * its number only then.
   */
  #later(id: BoardId, run: (board: Board, core: CoreExports) => void): void {
    queueMicrotask(() => {
      const board = this.#find(id);
      if (board && this.#core) run(board, this.#core);
    });
  }

  #tellEarly(ticket: number, { status, headers, body }: EarlyAnswer): void {
    const core = this.#core;
    if (!core) return;
    const head = new TextEncoder().encode(headers);
    const target = core._sl_scratch(head.length + body.length);
    core.HEAPU8.set(head, target);
    core.HEAPU8.set(body, target + head.length);
    core._sl_early_answer(ticket, status, head.length, body.length);
  }

  #host(): CoreHost {
    const { clearTimer, setTimer } = this.#parts;
    return {
      boardChanged: (id) => this.#later(id, (board) => this.#change(board)),
      boardEvent: (id, name, detail) =>
        this.#later(id, (board) => board.client.emit(name, JSON.parse(detail))),
      wakeBoard: (id, ms) =>
        this.#later(id, (board) => {
          clearTimer(board.timer);
          // At once is with the next frame: something moves.
          board.timer = ms > 0 ? setTimer(() => this.#tick(board), ms) : undefined;
          if (ms === 0) this.#tick(board);
        }),
      text: (text) => {
        this.#text = text;
      },

      askCredential: (id, request) =>
        this.#later(id, (board, core) => {
          const { getCredential } = board.client.functions;
          (this.#parts.early.takeKey(getCredential) ?? answer(getCredential)).then(
            (key) => core._sl_credential(request, 1, writeText(core, String(key))),
            () => core._sl_credential(request, 0, 0),
          );
        }),
      askAuthorisation: (id, request, channel, socketId) =>
        this.#later(id, (board, core) => {
          answer(board.client.functions.authorize, channel, socketId).then(
            (body) => core._sl_authorisation(request, 200, writeText(core, JSON.stringify(body))),
            // A page's function may say which status it got; 0 is "no answer".
            (cause) => core._sl_authorisation(request, Number(cause?.status) || 0, 0),
          );
        }),
      takeEarly: (ticket, url, headers) => {
        const early = this.#parts.early.take(url, headers);
        early?.then((answer) => this.#tellEarly(ticket, answer));
        return early !== undefined;
      },
      mapMatch: (id, json) => {
        const map = this.#find(id)?.client.functions.mapMatch;
        if (!map) return json;
        try {
          return JSON.stringify(map(JSON.parse(json))) ?? json;
        } catch (cause) {
          // The page's own mistake belongs in its own console; the score goes on without it.
          reportError(cause);
          return json;
        }
      },
      kickoffText: (id, epochMs) => this.#find(id)?.client.kickoffText(epochMs) ?? '',

      textMeasure: (...measure) => this.#rasteriser?.textMeasure(...measure),
      textPixels: (...target) => this.#rasteriser?.textPixels(...target) ?? 0,
      textureCreate: (...texture) => this.#gpu?.textureCreate(...texture),
      textureUpdate: (...part) => this.#gpu?.textureUpdate(...part),
      textureDestroy: (texture) => this.#gpu?.textureDestroy(texture),
      present: (...picture) => this.#gpu?.present(...picture),
    };
  }
}

/** Calls a page's function; whatever it throws becomes a rejection. */
async function answer<Arguments extends unknown[], Result>(
  ask: ((...questions: Arguments) => Result) | undefined,
  ...questions: Arguments
): Promise<Awaited<Result>> {
  if (!ask) throw new Error('not given');
  return await ask(...questions);
}
