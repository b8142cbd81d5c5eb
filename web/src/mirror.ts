import type { BoardState, MatchState } from './core';

/** Where a match stands in the picture: left, top, width and height in CSS px. */
export type Box = readonly [number, number, number, number];

/**
 * The board as real DOM: what assistive technology reads and what is clicked while the canvas shows the
 * picture, and what everybody sees where there is no WebGL. Names come from a provider, so they only
 * ever become text.
 */
export class Mirror {
  readonly #document: Document;
  readonly #notice: HTMLElement;
  readonly #list: HTMLElement;
  #items = new Map<string, MatchItem>();
  /** Where the Tab key stops; the arrow keys go on from there. A stop a match would be hundreds a page. */
  #stop: MatchItem | undefined;
  #boxes: readonly Box[] = [];
  #order = '';

  constructor(document: Document) {
    this.#document = document;
    this.#list = document.createElement('ul');
    // Safari drops list semantics with `list-style: none` unless the role is said.
    this.#list.role = 'list';
    this.#list.hidden = true;
    this.#list.addEventListener('focusin', ({ target }) => {
      for (const item of this.#items.values()) if (item.button === target) this.#stopAt(item);
    });
    this.#list.addEventListener('keydown', (event) => this.#go(event));
    this.#notice = document.createElement('p');
  }

  get nodes(): HTMLElement[] {
    return [this.#list, this.#notice];
  }

  set label(label: string) {
    if (this.#list.ariaLabel !== label) this.#list.ariaLabel = label;
  }

  /** Touches only what changed, so that a reading position in the list survives. */
  update({ notice, matches }: Pick<BoardState, 'notice' | 'matches'>): void {
    setText(this.#notice, notice);
    const order = matches.map(({ id }) => id).join(' ');
    if (order !== this.#order) this.#arrange(matches);
    this.#order = order;
    for (const match of matches) this.#items.get(match.id)?.update(match);
  }

  /** Makes the list have these matches, in this order. */
  #arrange(matches: readonly MatchState[]): void {
    this.#list.hidden = !matches.length;
    const items = new Map<string, MatchItem>();
    for (const match of matches) {
      items.set(match.id, this.#items.get(match.id) ?? new MatchItem(this.#document));
    }
    // Before the others find their places: who leaves must not make all after it move.
    for (const [id, item] of this.#items) if (!items.has(id)) item.element.remove();
    this.#items = items;
    const all = [...items.values()];
    this.#stopAt(all.find((item) => item === this.#stop) ?? all[0]);
    let index = 0;
    for (const { element } of all) {
      const present = this.#list.children[index++] ?? null;
      if (present !== element) this.#list.insertBefore(element, present);
    }
    this.#placeItems();
  }

  /** Lays the items over the picture; those without a box are there for assistive technology alone. */
  place(boxes: readonly Box[]): void {
    this.#boxes = boxes;
    this.#placeItems();
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

  #stopAt(item: MatchItem | undefined): void {
    if (this.#stop) this.#stop.button.tabIndex = -1;
    if (item) item.button.tabIndex = 0;
    this.#stop = item;
  }

  /** To another match. Keys that lead to none stay the page's. */
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
    let index = 0;
    for (const item of this.#items.values()) item.place(this.#boxes[index++]);
  }
}

class MatchItem {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly #parts: HTMLElement[];
  // What stands there, because asking the document for it takes longer.
  #texts: string[] = [];
  #trust = '';
  #box = '';

  constructor(document: Document) {
    this.element = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    this.button = button;
    this.element.append(button, ' ');
    this.#parts = ['home', 'score', 'away', 'score', 'status'].map((name) => {
      // `bdi`: a name in another script must not reorder the score beside it.
      const part = document.createElement('bdi');
      part.className = name;
      // The status is beside the button: a focused name that ticks would be read every second.
      if (name === 'status') this.element.append(part);
      // The space keeps "Arsenal" and "2" two words where they are read as one line.
      else button.append(part, ' ');
      return part;
    });
  }

  update({ home, away, status, text, trust }: MatchState): void {
    // A provider may say 0 of a match that has not begun: no score yet, as in the picture.
    const score = (value: number | null) => (status === 'scheduled' ? '' : String(value ?? ''));
    const texts = [home.name, score(home.score), away.name, score(away.score), text];
    this.#parts.forEach((part, index) => {
      if (texts[index] !== this.#texts[index]) part.textContent = texts[index] ?? '';
    });
    this.#texts = texts;
    if (trust !== this.#trust) this.element.dataset.trust = trust;
    this.#trust = trust;
  }

  place(box: Box | undefined): void {
    const text = String(box ?? '');
    if (text === this.#box) return;
    this.#box = text;
    const { dataset, style } = this.element;
    if (!box) {
      delete dataset.placed;
      return;
    }
    dataset.placed = '';
    ['left', 'top', 'width', 'height'].forEach((side, index) => {
      style.setProperty(`--_${side}`, `${box[index]}px`);
    });
  }
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
