import type { BoardPart } from './core';
import { partStyle } from './part-style';

/** A text of the mirror: all of it is there to be read, and what the board has room for is there to be seen. */
export class PlacedText {
  readonly element: HTMLElement;
  // What the element holds; kept here, because to ask the document takes longer.
  #text = '';
  #seen = '';
  #css = '';

  constructor(document: Document, tag: string, className = '') {
    this.element = document.createElement(tag);
    if (className) this.element.className = className;
  }

  /** What there is to be read; without it, what is seen. */
  set text(text: string) {
    if (text === this.#text) return;
    this.#text = this.#seen = text;
    this.element.textContent = text;
  }

  place(part: BoardPart): void {
    const css = partStyle(part);
    const seen = part[11];
    if (css !== this.#css) this.element.style.cssText = this.#css = css;
    const wanted = seen || this.#text;
    if (wanted === this.#seen) return;
    this.#seen = wanted;
    if (!this.#text || wanted.replaceAll('\n', ' ') === this.#text) {
      this.element.textContent = wanted;
      return;
    }
    const document = this.element.ownerDocument;
    const [all, some] = [document.createElement('span'), document.createElement('span')];
    all.className = 'all';
    all.textContent = this.#text;
    some.ariaHidden = 'true';
    some.textContent = wanted;
    this.element.replaceChildren(all, some);
  }

  /** The board does not show it now. */
  unplace(): void {
    if (this.#css) this.element.removeAttribute('style');
    this.#css = '';
  }
}
