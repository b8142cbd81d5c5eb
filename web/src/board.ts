import { covers, isDrawnWhole, type Span, windowOf } from './board-window';
import type { BoardBoxes, BoardId, BoardLook, BoardOptions, BoardState, CoreExports } from './core';
import { writeText } from './core-text';
import type { BoardFunctions } from './options';
import type { Words, WordsOption } from './words/words';

/** What the page needs of an element: everything that it may ask or tell one board. */
export interface BoardClient {
  readonly options: BoardOptions;
  readonly functions: BoardFunctions;
  readonly words: WordsOption;
  /** False: those of its language are on their way, and it shows nothing before. */
  readonly hasWords: boolean;
  /** Where the picture is shown; null: this browser has no room for another canvas. */
  readonly picture: CanvasRenderingContext2D | null;
  look(): BoardLook;
  kickoffText(epochMs: number, isDay: boolean): string;
  /** The newest state; `isDrawn`: the canvas shows the same. */
  show(state: BoardState, isDrawn: boolean): void;
  /** The board's height in CSS px, and where in it the matches stand. */
  place(height: number, boxes: BoardBoxes): void;
  /** What the screen shows, from the board's top: of it, and of the page around it. May force a layout. */
  seen(): Span;
  /** CSS px. */
  readonly screenHeight: number;
  /** Where in the board the picture stands, CSS px. */
  placePicture(top: number, height: number): void;
  /** There is no board to show; `reason` is a stable name. */
  fail(reason: string, message: string): void;
  /** Something is wrong, and the board goes on; `values` fill the sentence in. */
  warn(reason: keyof Words, values?: Record<string, string>): void;
  emit(name: string, detail: unknown): void;
}

/** One board as the page knows it. The page decides when; this does it. */
export class Board {
  /** 0 until the engine is there and has accepted the options. */
  id: BoardId = 0;
  isVisible = true;
  /** The picture is older than the state. */
  isBehind = false;
  /** The look or the words may have changed since the engine was told. */
  isLookStale = true;
  /** Something on it moves, and since it was last shown nothing else has changed. */
  isMoving = false;
  /** It shows matches, and nothing since has asked that its words come with its picture. */
  isShown = false;
  /** What is read is what is so. */
  isRead = false;
  /** How many there were when it was last told. */
  matches = 0;
  /** The same, when it was last laid out. */
  #laidOut = -1;
  timer: number | undefined;
  /** What the page's policy has kept it from. */
  readonly blocked = new Set<string>();
  #deviceWidth = 0;
  #pixelRatio = 1;
  #height = 0;
  #window: Span = [0, 0];
  #look = '';
  #words = '';
  #boxes = '';

  constructor(readonly client: BoardClient) {}

  /** The engine that knew it is gone. */
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

  /** Gives the engine the client's options; false: it refuses them. */
  configure(core: CoreExports): boolean {
    const length = writeText(core, JSON.stringify(this.client.options));
    if (this.id) return core._sl_board_configure(this.id, length) !== 0;
    this.id = core._sl_board_create(length);
    return this.id !== 0;
  }

  /** Tells the engine what has changed of look and words. */
  refreshLook(core: CoreExports): void {
    this.isLookStale = false;
    const words = JSON.stringify(this.client.words);
    if (words !== this.#words) core._sl_board_words(this.id, writeText(core, words));
    this.#words = words;
    const look = JSON.stringify(this.client.look());
    if (look !== this.#look) core._sl_board_look(this.id, writeText(core, look));
    this.#look = look;
  }

  /** Sizes the picture so that one pixel of it is one pixel of the screen. */
  layOut(core: CoreExports, said: () => string): void {
    this.#laidOut = this.matches;
    const ratio = this.#pixelRatio;
    // From device pixels back to CSS pixels, so that the engine's rounding meets the box exactly.
    const wanted = core._sl_board_layout(this.id, this.#deviceWidth / ratio, ratio);
    const height = Math.round(wanted * ratio) / ratio;
    core._sl_board_boxes(this.id);
    const boxes = said();
    if (height === this.#height && boxes === this.#boxes) return;
    this.#height = height;
    this.#boxes = boxes;
    this.client.place(height, JSON.parse(boxes));
  }

  /** Readies the next frame of what moves: all that is read, and where it stands, is as it was. */
  step(core: CoreExports): void {
    core._sl_board_layout(this.id, this.#deviceWidth / this.#pixelRatio, this.#pixelRatio);
  }

  /** Paints what is seen of it, and some more. */
  draw(core: CoreExports): void {
    const { client } = this;
    const isWhole = isDrawnWhole(this.#height, client.screenHeight, this.#pixelRatio);
    const [wasTop, wasHeight] = this.#window;
    this.#window = isWhole
      ? [0, this.#height]
      : windowOf(this.#height, client.seen(), this.#pixelRatio);
    const [top, height] = this.#window;
    core._sl_board_draw(this.id, top, height);
    if (top !== wasTop || height !== wasHeight) client.placePicture(top, height);
  }

  /** It was drawn in part, and another part of it is seen now. */
  get isOutOfWindow(): boolean {
    const [, drawn] = this.#window;
    return (
      drawn > 0 && drawn < this.#height && !covers(this.#window, this.#height, this.client.seen())
    );
  }

  get isLaidOut(): boolean {
    return this.#laidOut === this.matches;
  }

  get isSized(): boolean {
    return this.#deviceWidth > 0;
  }
}
