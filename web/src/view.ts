import type { BoardBoxes, BoardState } from './core';
import { Mirror } from './mirror';
import { boardStyle } from './style';

/**
 * What stands in the box: the page's own fallback content until there is something to show, then the
 * picture, or the plain list where there is no GPU.
 */
export type Stage = 'waiting' | 'drawn' | 'plain';

/** The shadow tree of one board. */
export class View {
  /** Always shown and always as wide as the board, so that its width can be watched. */
  readonly box: HTMLElement;
  /** Never seen; its computed style is the board's look. */
  readonly lookProbe: HTMLElement;
  /** A live region: what is written here is read aloud. */
  readonly said: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #canvas: HTMLCanvasElement;
  readonly #mirror: Mirror;
  readonly #waiting: HTMLElement;
  /** What has words in it, or its look from their direction. */
  readonly #worded: HTMLElement[];
  readonly #failure: HTMLElement;
  #picture: CanvasRenderingContext2D | null | undefined;

  constructor(root: ShadowRoot) {
    const document = root.ownerDocument;
    const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string) => {
      const element = document.createElement(tag);
      element.className = className;
      return element;
    };
    this.#root = root;
    this.dress();
    this.box = make('div', 'board');
    this.lookProbe = make('i', 'look');
    this.said = make('div', 'said');
    // There from the start: a screen reader hears only of regions that it knew before.
    this.said.role = 'status';
    this.#canvas = document.createElement('canvas');
    this.#canvas.ariaHidden = 'true';
    // Not the slot itself: what the page has between the tags is not in the board's language.
    const slot = document.createElement('slot');
    this.#waiting = document.createElement('span');
    slot.append(this.#waiting);
    this.#failure = make('p', 'failure');
    this.#mirror = new Mirror(document);
    const mirror = make('div', 'mirror');
    mirror.append(...this.#mirror.nodes);
    this.box.append(slot, this.#canvas, mirror, this.#failure, this.said);
    root.append(this.box, this.lookProbe);
    this.#worded = [this.#waiting, mirror, this.#failure, this.said, this.lookProbe];
    this.stage = 'waiting';
  }

  /** Puts the style on; again in another document, because the old one's stays behind. */
  dress(): void {
    this.#root.adoptedStyleSheets = boardStyle(this.#root.ownerDocument);
  }

  set stage(stage: Stage) {
    if (stage !== this.stage) this.box.dataset.stage = stage;
  }

  get stage(): Stage {
    return this.box.dataset.stage as Stage;
  }

  /** What the picture is drawn on; null where the browser refuses another canvas. */
  get picture(): CanvasRenderingContext2D | null {
    if (this.#picture === undefined) this.#picture = this.#canvas.getContext('2d');
    return this.#picture;
  }

  /** `dir` is empty where the direction is the page's. */
  setLanguage(lang: string, dir: string): void {
    for (const element of this.#worded) {
      element.lang = lang;
      element.dir = dir;
    }
  }

  /** What is said of the list, and while there is nothing to show. */
  setWords(label: string, connecting: string): void {
    this.#mirror.label = label;
    if (!this.#failure.textContent) this.#waiting.textContent = connecting;
  }

  /** Shows a state; `isDrawn`: the canvas shows the same. */
  show(state: BoardState, isDrawn: boolean): void {
    this.#failure.textContent = '';
    this.#mirror.update(state);
    // The fallback content stays while there is nothing to say but "connecting".
    const isWaiting = state.connection.state === 'idle' || state.connection.state === 'connecting';
    if (state.matches.length || !isWaiting || this.stage !== 'waiting') {
      this.stage = isDrawn ? 'drawn' : 'plain';
    }
  }

  /** The board's height in CSS px, and where in it the matches stand. */
  place(height: number, boxes: BoardBoxes): void {
    this.box.style.setProperty('--_board', `${height}px`);
    this.#mirror.place(boxes);
  }

  /** Where in the board the picture stands, CSS px. */
  placePicture(top: number, height: number): void {
    const { style } = this.#canvas;
    style.top = `${top}px`;
    style.height = `${height}px`;
  }

  /** The match that was clicked, by the event's path. The picture of one match is that match's. */
  matchAt(path: EventTarget[]): string | undefined {
    return (
      this.#mirror.matchAt(path) ?? (path.includes(this.#canvas) ? this.#mirror.only : undefined)
    );
  }

  /** Says in words why there is nothing to show; the page's own content stays. */
  fail(sentence: string): void {
    this.clear();
    this.#waiting.textContent = '';
    this.#failure.textContent = sentence;
  }

  /** As at the start, and without the picture's memory: an element may be kept for long. */
  clear(): void {
    this.stage = 'waiting';
    this.#failure.textContent = '';
    this.#mirror.update({ notice: '', matches: [] });
    this.#canvas.width = this.#canvas.height = 0;
  }
}
