import { Board, type BoardClient } from './board';
import type { BoardId, BoardState, CoreExports, CoreHost, Send } from './core';
import type { Crests } from './crests';
import type { Timers } from './draw-queue';
import type { EarlyRequests } from './early';
import { engineHost } from './engine-host';
import { PageGpu, type PageGpuParts } from './gpu/page-gpu';
import { tellBlocked } from './policy';
import { Showing } from './showing';
import type { TextHost } from './text/rasteriser';
import { type WatchWindow, Windows } from './windows';

/** Draws text with the browser's fonts, which the engine knows by number. */
export interface Text extends TextHost {
  fontNumber(family: string): number;
  forgetFonts(): void;
}

/** The page's side of the engine, as far as it differs between a browser and a test. */
export interface EnginePageParts extends Timers {
  /** Rejects with a `LoadError`. */
  loadCore(host: CoreHost): Promise<CoreExports>;
  gpu: PageGpuParts['create'];
  rasteriser(memory: () => Uint8Array): Text;
  crests(arrived: (board: Board) => void): Pick<Crests<Board>, 'has' | 'pixels'>;
  early: EarlyRequests;
  send: Send;
  requestFrame(run: () => void, window: Window): void;
  watch: WatchWindow;
}

/**
 * One engine for all boards of a page. There is no loop: a board is drawn in a frame after it has changed,
 * and otherwise nothing runs.
 */
export class EnginePage {
  readonly #parts: EnginePageParts;
  readonly #boards = new Set<Board>();
  readonly #gpu: PageGpu;
  readonly #showing: Showing;
  readonly #crests: Pick<Crests<Board>, 'has' | 'pixels'>;
  #core: CoreExports | undefined;
  #loading: Promise<void> | undefined;
  #isHidden = false;
  #isOnline = true;
  #rasteriser: Text | undefined;
  readonly #windows: Windows;
  /** The board that is being drawn. */
  #drawn: Board | undefined;
  /** The engine's last answer to a question. */
  #text = '';

  constructor(parts: EnginePageParts) {
    this.#parts = parts;
    const page = this;
    this.#gpu = new PageGpu({
      create: parts.gpu,
      frames: parts,
      onBegun: () => {
        if (this.#gpu.host) this.#redrawAll();
        else for (const { client } of this.#boards) client.warn('no_webgl');
      },
      memory: () => (this.#core as CoreExports).HEAPU8,
      target: (id) => this.#find(id)?.client.picture ?? undefined,
      onLost: () => {
        this.#redrawAll();
        for (const { client } of this.#boards) client.warn('webgl_lost');
      },
      onRestored: () => {
        this.#core?._sl_gpu_lost();
        this.#redrawAll();
      },
    });
    this.#showing = new Showing(parts, {
      get core() {
        return page.#core;
      },
      gpu: this.#gpu,
      state: (board) => this.state(board),
      said: () => this.#text,
      guard: (run) => this.#guard(run),
      set drawn(board: Board | undefined) {
        page.#drawn = board;
      },
    });
    this.#crests = parts.crests((board) => this.#showing.change(board));
    this.#windows = new Windows(parts.watch, {
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
      scrolled: () => this.#showing.scroll(this.#boards),
      look: () => this.relookAll(),
      fonts: () => {
        this.#rasteriser?.forgetFonts();
        this.relookAll();
      },
      blocked: (violation) => tellBlocked(violation, this.#boards),
    });
  }

  /** Adds a board. The first board loads the engine. */
  open(client: BoardClient): Board {
    const board = new Board(client);
    this.#boards.add(board);
    if (this.#core) {
      this.#start(board, this.#core);
    } else {
      this.#parts.early.ask(client.options, client.functions);
      this.#load();
    }
    this.#windows.enter(board.window);
    return board;
  }

  close(board: Board): void {
    this.#boards.delete(board);
    this.#free(board);
    this.#windows.leave(board.window);
    if (!this.#boards.size) this.#parts.early.clear();
  }

  /** The client may stand in another window. */
  move(board: Board): void {
    const { window } = board.client;
    if (window === board.window) return;
    this.#showing.delete(board);
    this.#windows.enter(window);
    this.#windows.leave(board.window);
    board.window = window;
    this.relook(board);
  }

  #free(board: Board): void {
    this.#showing.delete(board);
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
    this.#showing.redraw(board);
  }

  /** The look and words of all boards may have changed. */
  relookAll(): void {
    for (const board of this.#boards) this.relook(board);
  }

  resize(board: Board, deviceWidth: number, pixelRatio: number): void {
    if (board.resize(deviceWidth, pixelRatio)) this.#showing.redraw(board);
  }

  /** Somebody points at the board or has the focus in it. */
  hold(board: Board, isHeld: boolean): void {
    if (this.#core && board.id) this.#core._sl_board_hold(board.id, Number(isHeld));
  }

  setVisible(board: Board, isVisible: boolean): void {
    board.isVisible = isVisible;
    if (isVisible && board.isBehind) this.relook(board);
  }

  /** See `Rasteriser.fontNumber`; 0 while there is no engine. */
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
    // There are words in it.
    if (board.isLookStale) board.refreshLook(this.#core);
    this.#core._sl_board_state(board.id);
    return JSON.parse(this.#text);
  }

  /** Loads the engine again where that has failed and there are boards. */
  retry(): void {
    if (!this.#core && this.#boards.size) this.#load();
  }

  #load(): void {
    if (this.#loading) return;
    this.#loading = this.#parts
      .loadCore(this.#makeHost())
      .then((core) => {
        this.#core = core;
        this.#rasteriser = this.#parts.rasteriser(() => core.HEAPU8);
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
    if (board.id && this.#gpu.host === null) board.client.warn('no_webgl');
  }

  #redrawAll(): void {
    for (const board of this.#boards) this.#showing.redraw(board);
  }

  #configure(board: Board, core: CoreExports): void {
    if (board.configure(core)) {
      this.#showing.redraw(board);
      return;
    }
    // The board's old matches are not what the page asks for now: better none than those.
    this.#free(board);
    board.client.fail('bad_options', 'the engine refused the options');
  }

  #guard(run: () => void): void {
    try {
      run();
    } catch (cause) {
      if (!(cause instanceof WebAssembly.RuntimeError)) throw cause;
      this.#abandon(cause);
    }
  }

  /** Gives up an engine that has trapped. Another one is loaded when a board is refreshed. */
  #abandon(cause: Error): void {
    reportError(cause);
    this.#core = undefined;
    this.#loading = undefined;
    this.#gpu.drop();
    for (const board of this.#boards) {
      this.#showing.delete(board);
      board.forget();
      board.client.fail('wasm_failed', cause.message);
    }
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
      gpu: this.#gpu,
      get rasteriser() {
        return page.#rasteriser;
      },
      early: this.#parts.early,
      send: this.#parts.send,
      find: (id) => this.#find(id),
      change: (board) => this.#showing.change(board),
      wake: (board, ms) => this.#showing.wake(board, ms),
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
