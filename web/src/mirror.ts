import type { BoardBoxes, BoardPart, BoardState, MatchState } from './core';
import { MirrorMatch } from './mirror-match';
import { Section } from './mirror-section';
import { headingPart, noticePart } from './part-style';
import { PlacedParts } from './placed-parts';
import { PlacedText } from './placed-text';

/**
 * The board as HTML: the same board as the picture, which the engine has laid out for both. It is what
 * everybody sees where there is no picture, and where the picture is, assistive technology reads it, and
 * pointer and keyboard meet it. Names come from a provider, so they only ever become text.
 */
export class Mirror {
  readonly nodes: readonly HTMLElement[];
  readonly #document: Document;
  readonly #heading: PlacedText;
  readonly #notice: PlacedText;
  readonly #root: HTMLElement;
  readonly #parts: PlacedParts;
  #sections: Section[] = [];
  #label = '';
  #items = new Map<string, MirrorMatch>();
  /** The one item where the Tab key stops; arrow keys lead to the others, of which a page may have hundreds. */
  #stop: MirrorMatch | undefined;
  #boxes: BoardBoxes = { matches: [], groups: [], parts: [] };
  #order = '';

  constructor(document: Document) {
    this.#document = document;
    this.#root = document.createElement('div');
    this.#root.hidden = true;
    this.#root.addEventListener('focusin', ({ target }) => {
      for (const item of this.#items.values()) if (item.button === target) this.#stopAt(item);
    });
    this.#root.addEventListener('keydown', (event) => this.#go(event));
    this.#heading = new PlacedText(document, 'p');
    this.#notice = new PlacedText(document, 'p');
    const shapes = document.createElement('div');
    const texts: PlacedText[][] = [];
    texts[headingPart] = [this.#heading];
    texts[noticePart] = [this.#notice];
    this.#parts = new PlacedParts(shapes, texts);
    this.nodes = [this.#heading.element, this.#root, this.#notice.element, shapes];
  }

  set label(label: string) {
    this.#label = label;
    for (const section of this.#sections) section.label = label;
  }

  /** Touches only what changed, so that a reading position in the list survives. */
  update({ notice, matches }: Pick<BoardState, 'notice' | 'matches'>): void {
    this.#notice.text = notice;
    const order = matches.map(({ id, group }) => `${id} ${group ?? ''}`).join('\n');
    if (order !== this.#order) this.#arrange(matches);
    this.#order = order;
    for (const match of matches) this.#items.get(match.id)?.update(match);
  }

  /** Gives the list these matches, in this order. */
  #arrange(matches: readonly MatchState[]): void {
    this.#root.hidden = !matches.length;
    const items = new Map<string, MirrorMatch>();
    for (const match of matches) {
      items.set(match.id, this.#items.get(match.id) ?? new MirrorMatch(this.#document));
    }
    // Items leave before the others find their places, so that none that stays has to move.
    for (const [id, item] of this.#items) if (!items.has(id)) item.element.remove();
    this.#items = items;
    const all = [...items.values()];
    this.#stopAt(all.find((item) => item === this.#stop) ?? all[0]);
    this.#arrangeSections(matches);
    this.#placeItems();
  }

  /** Makes a section for each run of matches of one group. A section that is still wanted stays where it is. */
  #arrangeSections(matches: readonly MatchState[]): void {
    const runs: { name: string; elements: HTMLElement[] }[] = [];
    for (const { id, group: name = '' } of matches) {
      if (runs.at(-1)?.name !== name) runs.push({ name, elements: [] });
      const item = this.#items.get(id);
      if (item) runs.at(-1)?.elements.push(item.element);
    }
    const old = this.#sections;
    this.#sections = runs.map(({ name }, index) => {
      const at = old.findIndex((section) => section.name === name);
      const [known] = old.splice(at, at < 0 ? 0 : 1);
      const section = known ?? new Section(this.#document, name);
      section.label = this.#label;
      insertAt(this.#root, section.element, index);
      return section;
    });
    this.#sections.forEach(({ list }, index) => {
      let at = 0;
      for (const element of runs[index]?.elements ?? []) insertAt(list, element, at++);
    });
    for (const { element } of old) element.remove();
  }

  /** Lays the items where the board has them; those without a box are there for assistive technology alone. */
  place(boxes: BoardBoxes): void {
    this.#boxes = boxes;
    this.#placeItems();
    if (boxes.parts.length) this.#placeParts(boxes.parts);
  }

  /** Shows the texts where the board has them. */
  #placeParts(parts: readonly BoardPart[]): void {
    const rows = new Map<number, BoardPart[]>();
    for (const part of parts) {
      const [row] = part;
      const known = rows.get(row);
      if (known) known.push(part);
      else rows.set(row, [part]);
    }
    const items = [...this.#items.values()];
    for (const [row, ofRow] of rows) items[row]?.parts.place(ofRow);
    this.#parts.place(rows.get(-1) ?? []);
  }

  /**
   * The picture shows this strip of the board, in CSS px; the rest of the board is to be seen as HTML. Boxes are
   * rounded, so a pixel more or less does not count.
   */
  cover(top: number, bottom: number, isToTheEnd: boolean): void {
    let index = 0;
    for (const { element } of this.#items.values()) {
      const box = this.#boxes.matches[index++];
      element.toggleAttribute(
        'data-bare',
        Boolean(box && (box[1] < top - 1 || box[1] + box[3] > bottom + 1)),
      );
    }
    this.#heading.element.toggleAttribute('data-bare', top > 0);
    this.#notice.element.toggleAttribute('data-bare', !isToTheEnd);
  }

  /** The only match, when there is only one. */
  get only(): string | undefined {
    return this.#items.size === 1 ? this.#items.keys().next().value : undefined;
  }

  /** The match whose item is one of these nodes. */
  matchAt(nodes: EventTarget[]): string | undefined {
    for (const [id, { element }] of this.#items) if (nodes.includes(element)) return id;
    return undefined;
  }

  #stopAt(item: MirrorMatch | undefined): void {
    if (this.#stop) this.#stop.button.tabIndex = -1;
    if (item) item.button.tabIndex = 0;
    this.#stop = item;
  }

  /** Moves the focus to another match. Keys that lead to none are left to the page. */
  #go(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const items = [...this.#items.values()];
    const from = this.#stop ? items.indexOf(this.#stop) : -1;
    const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: items.length - 1 };
    const item = items[to[event.key as keyof typeof to] ?? from];
    if (!item || item === this.#stop) return;
    event.preventDefault();
    item.button.focus();
  }

  #placeItems(): void {
    const { matches, groups } = this.#boxes;
    const items = [...this.#items.values()];
    let index = 0;
    this.#sections.forEach((section, at) => {
      const group = groups[at];
      section.place(group);
      for (let left = section.list.children.length; left > 0; left--) {
        const item = items[index];
        const box = matches[index++];
        // Without a width the match is not shown now.
        item?.place(box?.[2] ? [box[0], box[1] - (group?.[0] ?? 0), box[2], box[3]] : undefined);
      }
    });
  }
}

function insertAt(parent: HTMLElement, element: HTMLElement, index: number): void {
  const present = parent.children[index] ?? null;
  if (present !== element) parent.insertBefore(element, present);
}
