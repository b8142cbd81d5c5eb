import type { BoardId, BoardLook, BoardOptions, BoardState, CoreExports } from './core';
import { writeText } from './core-text';
import type { BoardFunctions } from './options';

/** What the page needs of an element: everything that it may ask or tell one board. */
export interface BoardClient {
  readonly canvas: HTMLCanvasElement;
  readonly options: BoardOptions;
  readonly functions: BoardFunctions;
  look(): BoardLook;
  kickoffText(epochMs: number): string;
  /** The newest state; `isDrawn`: the canvas shows the same. */
  show(state: BoardState, isDrawn: boolean): void;
  /** There is no board to show; `reason` is a stable name. */
  fail(reason: string, message: string): void;
  emit(name: string, detail: unknown): void;
}

/** One board as the page knows it. The page decides when; this does it. */
export class Board {
  /** 0 until the engine is there and has accepted the options. */
  id: BoardId = 0;
  isVisible = true;
  /** The picture is older than the state. */
  isBehind = false;
  timer: number | undefined;
  #deviceWidth = 0;
  #pixelRatio = 1;

  constructor(readonly client: BoardClient) {}

  /** False when nothing changed. */
  resize(deviceWidth: number, pixelRatio: number): boolean {
    if (deviceWidth === this.#deviceWidth && pixelRatio === this.#pixelRatio) return false;
    this.#deviceWidth = deviceWidth;
    this.#pixelRatio = pixelRatio;
    return true;
  }

  /** Gives the engine the client's options; false: it refuses them. */
  configure(core: CoreExports): boolean {
    const length = writeText(core, JSON.stringify(this.client.options));
    if (this.id) return core._sl_board_configure(this.id, length) !== 0;
    this.id = core._sl_board_create(length);
    return this.id !== 0;
  }

  setLook(core: CoreExports): void {
    core._sl_board_look(this.id, writeText(core, JSON.stringify(this.client.look())));
  }

  setWords(core: CoreExports, words: Record<string, string>): void {
    core._sl_board_words(this.id, writeText(core, JSON.stringify(words)));
  }

  /** Sizes the canvas so that one pixel of it is one pixel of the screen. */
  layOut(core: CoreExports): void {
    const ratio = this.#pixelRatio;
    // From device pixels back to CSS pixels, so that the engine's rounding meets the box exactly.
    const height = core._sl_board_layout(this.id, this.#deviceWidth / ratio, ratio);
    this.client.canvas.style.height = `${Math.round(height * ratio) / ratio}px`;
  }

  get isSized(): boolean {
    return this.#deviceWidth > 0;
  }
}
