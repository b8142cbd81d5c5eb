import type { Span } from './board-window';
import type { BoardBoxes, BoardState } from './core';
import { Mirror } from './mirror';
import { boardStyle } from './style';

/**
 * What stands in the box: `waiting`, the page's own content, until there is something to show; then `drawn`,
 * the picture, or `plain`, the same as HTML, while there is no picture of it.
 */
export type Stage = 'waiting' | 'drawn' | 'plain';

/** The shadow tree of one board. */
export class View {
  /** Always shown and always as wide as the board, so that its width can be watched. */
  readonly box: HTMLElement;
  /** Never seen; the computed style is the board's look. */
  readonly lookProbe: HTMLElement;
  /** A live region: a screen reader reads what is written here. */
  readonly said: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #canvas: HTMLCanvasElement;
  readonly #mirror: Mirror;
  readonly #waiting: HTMLElement;
  /** The elements with words in them, and the probe, whose look has the words' direction. */
  readonly #worded: HTMLElement[];
  readonly #failure: HTMLElement;
  #height = 0;
  #pictured: Span = [0, 0];
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
    // There from the start, because a screen reader follows only regions that it knew before they changed.
    this.said.role = 'status';
    this.#canvas = document.createElement('canvas');
    this.#canvas.ariaHidden = 'true';
    // A `span` in the slot, because the page's own content is not in the board's language.
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

  /** Puts the style on; again after a move to another document, which needs a sheet of its own. */
  dress(): void {
    this.#root.adoptedStyleSheets = boardStyle(this.#root.ownerDocument);
  }

  set stage(stage: Stage) {
    if (stage !== this.stage) this.box.dataset.stage = stage;
  }

  get stage(): Stage {
    return this.box.dataset.stage as Stage;
  }

  /** Where the picture is drawn; null where the browser refuses another canvas. */
  get picture(): CanvasRenderingContext2D | null {
    if (this.#picture === undefined) this.#picture = this.#canvas.getContext('2d');
    return this.#picture;
  }

  /** Marks the words with their language; `dir` is empty where the direction is the page's. */
  setLanguage(lang: string, dir: string): void {
    for (const element of this.#worded) {
      element.lang = lang;
      element.dir = dir;
    }
  }

  /** The list's name, and the words while there is nothing to show. */
  setWords(label: string, connecting: string): void {
    this.#mirror.label = label;
    if (!this.#failure.textContent) this.#waiting.textContent = connecting;
  }

  /** Shows a state; `isDrawn`: the canvas shows the same. */
  show(state: BoardState, isDrawn: boolean): void {
    this.#mirror.update(state);
    const { connection, matches, notice } = state;
    const isWaiting = connection.state === 'idle' || connection.state === 'connecting';
    const hasFailed = connection.state === 'waiting' || connection.state === 'refused';
    // The page's own content stays while there is nothing to say but "connecting". Where it has elements, which
    // may be a score that a server has put there, it stays until there is a better one.
    const isKept = isWaiting || (hasFailed && this.#root.host.firstElementChild);
    const isOwn = !matches.length && this.stage === 'waiting' && isKept;
    this.#failure.textContent = isOwn && hasFailed ? notice : '';
    if (!isOwn) this.stage = isDrawn ? 'drawn' : 'plain';
  }

  /** The board's height in CSS px, and where in it the matches stand. */
  place(height: number, boxes: BoardBoxes): void {
    this.box.style.setProperty('--_board', `${height}px`);
    this.#height = height;
    this.#mirror.place(boxes);
    this.placePicture(...this.#pictured);
  }

  /** Where in the board the picture stands, CSS px. */
  placePicture(top: number, height: number): void {
    this.#pictured = [top, height];
    const { style } = this.#canvas;
    style.top = `${top}px`;
    style.height = `${height}px`;
    const isToTheEnd = top + height >= this.#height;
    this.#mirror.cover(top, top + height, isToTheEnd);
  }

  /** The match that was clicked, by the event's path. The whole picture of a single match is that match. */
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

  /** Shows the page's own content again, and frees the picture's memory: an element may be kept for long. */
  clear(): void {
    this.stage = 'waiting';
    this.#failure.textContent = '';
    this.#mirror.update({ notice: '', matches: [] });
    this.#canvas.width = this.#canvas.height = 0;
  }
}
