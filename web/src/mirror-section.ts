import type { BoardBoxes } from './core';

/** The matches of one group under its heading; without a name, all that a board has. */
export class Section {
  readonly element: HTMLElement;
  readonly list: HTMLElement;
  #box = '';

  constructor(
    document: Document,
    readonly name: string,
  ) {
    this.element = document.createElement('section');
    const heading = document.createElement('h3');
    heading.textContent = name;
    this.list = document.createElement('ul');
    // Safari drops list semantics with `list-style: none` unless the role is said.
    this.list.role = 'list';
    this.element.append(heading, this.list);
  }

  /** What the list is called where it has no name of its own. */
  set label(label: string) {
    const text = this.name || label;
    if (this.list.ariaLabel !== text) this.list.ariaLabel = text;
  }

  /** Lays it over the picture; its heading stays in sight as long as its matches do. */
  place(box: BoardBoxes['groups'][number] | undefined): void {
    const text = String(box ?? '');
    if (text === this.#box) return;
    this.#box = text;
    const { dataset, style } = this.element;
    if (!box) {
      delete dataset.placed;
      return;
    }
    dataset.placed = '';
    ['top', 'height', 'heading'].forEach((side, index) => {
      style.setProperty(`--_${side}`, `${box[index]}px`);
    });
  }
}

export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
