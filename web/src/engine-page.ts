import { Board, type BoardClient } from './board';
import type { BoardId, BoardState, CoreExports, CoreHost } from './core';
import type { Crests } from './crests';
import { DrawQueue, type Frames } from './draw-queue';
import type { EarlyRequests } from './early';
import { endpointsOf } from './endpoints';
import { engineHost } from './engine-host';
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
export interface EnginePageParts extends Frames {
  /** Rejects with an error that has a `reason`. */
  loadCore(host: CoreHost): Promise<CoreExports>;
  /** Null: no WebGL 2. */
  gpu(page: Omit<RendererOptions, 'createCanvas'>): GpuHost | null;
  rasteriser(memory: () => Uint8Array): Text;
  crests(arrived: (board: Board) => void): Pick<Crests<Board>, 'has' | 'pixels'>;
  early: EarlyRequests;
  clearTimer(timer: number | undefined): void;
  /** Listens to the page until the returned function is called. */
  watch(signals: PageSignals): () => void;
}

/**
 * One engine for all boards of a page. It has no loop: a board is drawn in the next frame after
 * something of it changed, and otherwise nothing runs.
 */
export class EnginePage {
  readonly #parts: EnginePageParts;
  readonly #boards = new Set<Board>();
  readonly #queue: DrawQueue<Board>;
  readonly #crests: Pick<Crests<Board>, 'has' | 'pixels'>;
  #core: CoreExports | undefined;
  #loading: Promise<void> | undefined;
  #gpu: GpuHost | null = null;
  #isGpuLost = false;
  #isHidden = false;
  #isOnline = true;
  #rasteriser: Text | undefined;
  #unwatch: (() => void) | undefined;
  /** The board that is being drawn. */
  #drawn: Board | undefined;
  #text = '';

  constructor(parts: EnginePageParts) {
    this.#parts = parts;
    this.#crests = parts.crests((board) => this.#change(board));
    this.#queue = new DrawQueue(parts, (board) => this.#show(board));
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
    this.#queue.delete(board);
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

  /** Somebody points at the board or has the focus in it. */
  hold(board: Board, isHeld: boolean): void {
    if (this.#core && board.id) this.#core._sl_board_hold(board.id, Number(isHeld));
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
      .loadCore(this.#makeHost())
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
      scrolled: () => this.#scroll(),
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
    board.isMoving = false;
    if (board.id) this.#queue.add(board);
  }

  #show(board: Board): void {
    const core = this.#core;
    if (!core || !board.id || !board.client.hasWords) return;
    this.#guard(() => this.#showBy(core, board));
  }

  #guard(run: () => void): void {
    try {
      run();
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
    const { client } = board;
    const canDraw = this.#gpu !== null && !this.#isGpuLost && client.picture !== null;
    if (board.isMoving && canDraw && board.isVisible && board.isSized) {
      board.step(core);
      this.#draw(core, board);
      return;
    }
    // Before the state is asked for: the words are in it.
    if (board.isLookStale) board.refreshLook(core);
    const state = this.state(board);
    if (!state) return;
    client.show(state, canDraw);
    board.isBehind = !board.isVisible || !board.isSized;
    if (!canDraw || !board.isSized) return;
    const { length } = state.matches;
    // Off screen only for its height, so that the page does not jump when it is scrolled to.
    if (board.isVisible || length !== board.laidOut) board.layOut(core, () => this.#text);
    board.laidOut = length;
    if (board.isVisible) this.#draw(core, board);
  }

  #draw(core: CoreExports, board: Board): void {
    this.#drawn = board;
    board.draw(core);
    this.#drawn = undefined;
  }

  /** At once: this is told when a frame is about to be made. */
  #scroll(): void {
    const core = this.#core;
    if (!core || !this.#gpu || this.#isGpuLost) return;
    for (const board of this.#boards) {
      if (!board.id || !board.isVisible || board.isBehind || !board.isOutOfWindow) continue;
      this.#guard(() => this.#draw(core, board));
    }
  }

  #wake(board: Board, ms: number): void {
    this.#parts.clearTimer(board.timer);
    board.timer = ms > 0 ? this.#parts.setTimer(() => this.#tick(board), ms) : undefined;
    if (ms === 0) this.#move(board);
    // At rest again. What is read was last told before it moved, and a clock may have gone on.
    else if (board.isMoving) this.#change(board);
  }

  /** In the next frame it looks another way; unless more has changed, that is all. */
  #move(board: Board): void {
    if (!board.isVisible) {
      board.isBehind = true;
      return;
    }
    if (!this.#queue.has(board)) board.isMoving = true;
    this.#queue.add(board);
  }

  /** A clock moved on. Nobody looks at the clocks of boards that are off screen. */
  #tick(board: Board): void {
    if (board.isVisible) this.#change(board);
    else board.isBehind = true;
  }

  #makeHost(): CoreHost {
    const page = this;
    const crests = this.#crests;
    return engineHost({
      crests,
      get drawn() {
        return page.#drawn;
      },
      get core() {
        return page.#core;
      },
      get gpu() {
        return page.#gpu;
      },
      get rasteriser() {
        return page.#rasteriser;
      },
      early: this.#parts.early,
      find: (id) => this.#find(id),
      change: (board) => this.#change(board),
      wake: (board, ms) => this.#wake(board, ms),
      hear: (text) => {
        this.#text = text;
      },
    });
  }

  #find(id: BoardId): Board | undefined {
    for (const board of this.#boards) if (board.id === id) return board;
    return undefined;
  }
}
