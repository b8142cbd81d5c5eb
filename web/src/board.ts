import { covers, isDrawnWhole, type Span, windowOf } from './board-window';
import type { BoardBoxes, BoardId, BoardLook, BoardOptions, BoardState, CoreExports } from './core';
import { writeText } from './core-text';
import type { BoardFunctions } from './options';
import type { Words, WordsOption } from './words/words';

/** An element as the page knows it: everything that the page may ask or tell the owner of one board. */
export interface BoardClient {
  readonly options: BoardOptions;
  readonly functions: BoardFunctions;
  /** The window that the element stands in, by whose frames it is drawn. */
  readonly window: Window;
  readonly words: WordsOption;
  /** False: the words of the board's language are on their way, and nothing is shown before they come. */
  readonly hasWords: boolean;
  /** Where the picture is shown; null: the browser refuses another canvas. */
  readonly picture: CanvasRenderingContext2D | null;
  look(): BoardLook;
  /** See `CoreHost.kickoffText`. */
  kickoffText(epochMs: number, isDay: boolean): string;
  /**
   * Shows the newest state; `isDrawn`: the canvas shows the same. False: the state has nothing to show yet.
   */
  show(state: BoardState, isDrawn: boolean): boolean;
  /** The board's height in CSS px, and where in it the matches stand. */
  place(height: number, boxes: BoardBoxes): void;
  /** The strip of the page that the screen shows, measured from the board's top. May force a layout. */
  seen(): Span;
  /** CSS px. */
  readonly screenHeight: number;
  /** Where in the board the picture stands, CSS px. */
  placePicture(top: number, height: number): void;
  /** There is no board to show. `reason` is a stable name, `message` for a developer. */
  fail(reason: string, message: string): void;
  /** Something is wrong, and the board goes on. `values` fill the reason's sentence. */
  warn(reason: keyof Words, values?: Record<string, string>): void;
  /** An event of the engine's: one of `BoardEventDetails`, a `board-error` without its message. */
  emit(name: string, detail: unknown): void;
}

/** One board, and what the engine has been told of it. `Showing` decides when any of this is done. */
export class Board {
  /** The board's number in the engine; 0 until there is an engine that has accepted the options. */
  id: BoardId = 0;
  /** On the screen or near it. */
  isVisible = true;
  /** The picture is older than the state. */
  isBehind = false;
  /** The look or the words may have changed since the engine was told. */
  isLookStale = true;
  /** Something in the picture moves, and nothing else has changed since the board was last shown. */
  isMoving = false;
  /** There are matches in the picture, and the next picture may come without the state in words. */
  isShown = false;
  /** The state in words is the newest. */
  isRead = false;
  /** When the board's clock moves on, and when the timer for that runs out. */
  wakesAt = Number.POSITIVE_INFINITY;
  alarmAt = Number.POSITIVE_INFINITY;
  timer: number | undefined;
  /** Where the client stood when the page last looked. */
  window: Window;
  /** Sources that the page's policy forbids, as far as the board has been told. */
  readonly blocked = new Set<string>();
  #deviceWidth = 0;
  #pixelRatio = 1;
  #height = 0;
  #window: Span = [0, 0];
  #look = '';
  #words = '';
  #boxes = '';

  constructor(readonly client: BoardClient) {
    this.window = client.window;
  }

  /** The engine that knew the board is gone. */
  forget(): void {
    this.id = 0;
    this.#look = this.#words = this.#boxes = '';
  }

  /** False when nothing changed. */
  resize(deviceWidth: number, pixelRatio: number): boolean {
    if (deviceWidth === this.#deviceWidth && pixelRatio === this.#pixelRatio) return false;
    this.#deviceWidth = deviceWidth;
    this.#pixelRatio = pixelRatio;
    return true;
  }

  /** Gives the engine the client's options; false: the engine refuses them. */
  configure(core: CoreExports): boolean {
    const length = writeText(core, JSON.stringify(this.client.options));
    if (this.id) return core._sl_board_configure(this.id, length) !== 0;
    this.id = core._sl_board_create(length);
    return this.id !== 0;
  }

  /** Tells the engine look and words, as far as they have changed. */
  refreshLook(core: CoreExports): void {
    this.isLookStale = false;
    const words = JSON.stringify(this.client.words);
    if (words !== this.#words) core._sl_board_words(this.id, writeText(core, words));
    this.#words = words;
    const look = JSON.stringify(this.client.look());
    if (look !== this.#look) core._sl_board_look(this.id, writeText(core, look));
    this.#look = look;
  }

  /** Sizes the board so that each pixel of a picture is one of the screen; `isHtml`: the HTML is to be seen. */
  layOut(core: CoreExports, said: () => string, isHtml: boolean): void {
    const ratio = this.#pixelRatio;
    // From device pixels back to CSS pixels, so that the engine's rounding meets the box exactly.
    const wanted = core._sl_board_layout(this.id, this.#deviceWidth / ratio, ratio);
    const height = Math.round(wanted * ratio) / ratio;
    core._sl_board_boxes(this.id, Number(isHtml));
    const boxes = said();
    if (height === this.#height && boxes === this.#boxes) return;
    this.#height = height;
    this.#boxes = boxes;
    this.client.place(height, JSON.parse(boxes));
  }

  /** Readies the next frame of what moves; nothing else has changed, neither words nor boxes. */
  step(core: CoreExports): void {
    core._sl_board_layout(this.id, this.#deviceWidth / this.#pixelRatio, this.#pixelRatio);
  }

  /** Paints the part in sight, and some more. */
  draw(core: CoreExports): void {
    const { client } = this;
    const [wasTop, wasHeight] = this.#window;
    this.#window = this.isDrawnWhole
      ? [0, this.#height]
      : windowOf(this.#height, client.seen(), this.#pixelRatio);
    const [top, height] = this.#window;
    core._sl_board_draw(this.id, top, height);
    if (top !== wasTop || height !== wasHeight) client.placePicture(top, height);
  }

  /** The board was drawn in part, and another part is in sight now. */
  get isOutOfWindow(): boolean {
    const [, drawn] = this.#window;
    return (
      drawn > 0 && drawn < this.#height && !covers(this.#window, this.#height, this.client.seen())
    );
  }

  /** The picture has all of the board. */
  get isDrawnWhole(): boolean {
    return isDrawnWhole(this.#height, this.client.screenHeight, this.#pixelRatio);
  }

  /** The element has told the board's width. */
  get isSized(): boolean {
    return this.#deviceWidth > 0;
  }
}
