import type { BoardState } from './core';
import { Mirror } from './mirror';
import { boardStyle } from './style';

/**
 * What stands in the box: the page's own fallback content until there is something to show, then the
 * picture, or the plain list where there is no GPU.
 */
export type Stage = 'waiting' | 'drawn' | 'plain';

/** The shadow tree of one board. */
export class View {
  readonly canvas: HTMLCanvasElement;
  /** Always shown and always as wide as the board, so that its width can be watched. */
  readonly box: HTMLElement;
  /** Never shown; its computed style is the board's look. */
  readonly lookProbe: HTMLElement;
  readonly #mirror: Mirror;
  readonly #slot: HTMLSlotElement;
  readonly #failure: HTMLElement;

  constructor(root: ShadowRoot, connecting: string) {
    const document = root.ownerDocument;
    const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string) => {
      const element = document.createElement(tag);
      element.className = className;
      return element;
    };
    root.adoptedStyleSheets = [boardStyle()];
    this.box = make('div', 'board');
    this.lookProbe = make('i', 'look');
    this.canvas = document.createElement('canvas');
    this.canvas.ariaHidden = 'true';
    this.#slot = document.createElement('slot');
    this.#slot.textContent = connecting;
    this.#failure = make('p', 'failure');
    this.#mirror = new Mirror(document);
    const mirror = make('div', 'mirror');
    mirror.append(...this.#mirror.nodes);
    this.box.append(this.#slot, this.canvas, mirror, this.#failure);
    root.append(this.box, this.lookProbe);
    this.stage = 'waiting';
  }

  set stage(stage: Stage) {
    this.box.dataset.stage = stage;
  }

  get stage(): Stage {
    return this.box.dataset.stage as Stage;
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

  /** The match that was clicked, by the event's path. The picture of one match is that match's. */
  matchAt(path: EventTarget[]): string | undefined {
    return (
      this.#mirror.matchAt(path) ?? (path.includes(this.canvas) ? this.#mirror.only : undefined)
    );
  }

  /** Says in words why there is nothing to show; the page's own content stays. */
  fail(sentence: string): void {
    this.stage = 'waiting';
    this.#slot.textContent = '';
    this.#failure.textContent = sentence;
  }
}
