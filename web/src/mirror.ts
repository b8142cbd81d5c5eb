import type { BoardState, MatchState } from './core';

/**
 * The board as real DOM: what assistive technology reads while the canvas shows the picture, and what
 * everybody sees where there is no WebGL. Names come from a provider, so they only ever become text.
 */
export class Mirror {
  readonly #document: Document;
  readonly #notice: HTMLElement;
  readonly #list: HTMLElement;
  #items = new Map<string, MatchItem>();

  constructor(document: Document) {
    this.#document = document;
    this.#list = document.createElement('ul');
    // Safari drops list semantics with `list-style: none` unless the role is said.
    this.#list.role = 'list';
    this.#notice = document.createElement('p');
  }

  get nodes(): HTMLElement[] {
    return [this.#list, this.#notice];
  }

  /** Touches only what changed, so that a reading position in the list survives. */
  update(state: BoardState): void {
    setText(this.#notice, state.notice);
    const items = new Map<string, MatchItem>();
    state.matches.forEach((match, index) => {
      const item = this.#items.get(match.id) ?? new MatchItem(this.#document);
      item.update(match);
      items.set(match.id, item);
      if (this.#list.children[index] !== item.element) {
        this.#list.insertBefore(item.element, this.#list.children[index] ?? null);
      }
    });
    for (const [id, item] of this.#items) if (!items.has(id)) item.element.remove();
    this.#items = items;
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
}

class MatchItem {
  readonly element: HTMLElement;
  readonly #parts: HTMLElement[];

  constructor(document: Document) {
    this.element = document.createElement('li');
    this.#parts = ['home', 'score', 'away', 'score', 'status'].map((name) => {
      // `bdi`: a name in another script must not reorder the score beside it.
      const part = document.createElement('bdi');
      part.className = name;
      // The space keeps "Arsenal" and "2" two words where they are read as one line.
      this.element.append(part, ' ');
      return part;
    });
  }

  update({ home, away, text, trust }: MatchState): void {
    const texts = [home.name, score(home.score), away.name, score(away.score), text];
    this.#parts.forEach((part, index) => {
      setText(part, texts[index] ?? '');
    });
    if (this.element.dataset.trust !== trust) this.element.dataset.trust = trust;
  }
}

const score = (value: number | null) => (value === null ? '' : String(value));

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
