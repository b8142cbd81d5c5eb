import type { BoardPart } from './core';
import { shapePart } from './part-style';
import { PlacedText } from './placed-text';

/** What a match, or the board itself, shows: texts that are there to be read, and shapes that are not. */
export class PlacedParts {
  readonly #parent: HTMLElement;
  readonly #shapes: PlacedText[] = [];
  /** By the kind of their part, in the order of the parts. */
  readonly #texts: PlacedText[][];

  /** `parent`: for shapes, which come and go. */
  constructor(parent: HTMLElement, texts: PlacedText[][]) {
    this.#parent = parent;
    this.#texts = texts;
    texts[shapePart] = this.#shapes;
  }

  /** Shows these, and nothing else. */
  place(parts: readonly BoardPart[]): void {
    const counts = this.#texts.map(() => 0);
    for (const part of parts) {
      const kind = part[1];
      const at = counts[kind] ?? 0;
      counts[kind] = at + 1;
      if (kind === shapePart && at === this.#shapes.length) this.#addShape();
      this.#texts[kind]?.[at]?.place(part);
    }
    this.#texts.forEach((texts, kind) => {
      for (const text of texts.slice(counts[kind])) text.unplace();
    });
    for (const { element } of this.#shapes.splice(counts[shapePart] ?? 0)) element.remove();
  }

  #addShape(): void {
    const shape = new PlacedText(this.#parent.ownerDocument, 'i');
    shape.element.ariaHidden = 'true';
    this.#shapes.push(shape);
    this.#parent.append(shape.element);
  }
}
