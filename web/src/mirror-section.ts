import type { BoardBoxes } from './core';

/** The matches of one group under its heading; without a name, all that a board has. */
export class Section {
  readonly element: HTMLElement;
  readonly list: HTMLElement;
  /** Lays the section over the picture; its heading stays in sight as long as its matches do. */
  readonly place: (box: BoardBoxes['groups'][number] | undefined) => void;

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
    this.place = placer(this.element, ['top', 'height', 'heading']);
  }

  /** The list's name for assistive technology where the section has no name. */
  set label(label: string) {
    const text = this.name || label;
    if (this.list.ariaLabel !== text) this.list.ariaLabel = text;
  }
}

/**
 * A function that writes a box, in CSS px, to custom properties that the style places an element by;
 * without a box the element is not placed. Properties are touched only when they change.
 */
export function placer(
  element: HTMLElement,
  properties: readonly string[],
): (box: readonly number[] | undefined) => void {
  let placed = '';
  return (box) => {
    const text = String(box ?? '');
    if (text === placed) return;
    placed = text;
    element.toggleAttribute('data-placed', Boolean(box));
    box?.forEach((px, index) => {
      element.style.setProperty(`--_${properties[index]}`, `${px}px`);
    });
  };
}
