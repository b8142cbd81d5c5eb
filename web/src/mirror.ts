import type { BoardBoxes, BoardState, MatchState } from './core';
import { placer, Section, setText } from './mirror-section';
import { isPlayed } from './played';

/**
 * The board as real DOM. While the canvas shows the picture, assistive technology reads the mirror, and
 * pointer and keyboard meet it; without WebGL it is what everybody sees. Names come from a provider, so
 * they only ever become text.
 */
export class Mirror {
  readonly #document: Document;
  readonly #notice: HTMLElement;
  readonly #root: HTMLElement;
  #sections: Section[] = [];
  #label = '';
  #items = new Map<string, MatchItem>();
  /** The one item where the Tab key stops; arrow keys lead to the others, of which a page may have hundreds. */
  #stop: MatchItem | undefined;
  #boxes: BoardBoxes = { matches: [], groups: [] };
  #order = '';

  constructor(document: Document) {
    this.#document = document;
    this.#root = document.createElement('div');
    this.#root.hidden = true;
    this.#root.addEventListener('focusin', ({ target }) => {
      for (const item of this.#items.values()) if (item.button === target) this.#stopAt(item);
    });
    this.#root.addEventListener('keydown', (event) => this.#go(event));
    this.#notice = document.createElement('p');
  }

  get nodes(): HTMLElement[] {
    return [this.#root, this.#notice];
  }

  set label(label: string) {
    this.#label = label;
    for (const section of this.#sections) section.label = label;
  }

  /** Touches only what changed, so that a reading position in the list survives. */
  update({ notice, matches }: Pick<BoardState, 'notice' | 'matches'>): void {
    setText(this.#notice, notice);
    const order = matches.map(({ id, group }) => `${id} ${group ?? ''}`).join('\n');
    if (order !== this.#order) this.#arrange(matches);
    this.#order = order;
    for (const match of matches) this.#items.get(match.id)?.update(match);
  }

  /** Gives the list these matches, in this order. */
  #arrange(matches: readonly MatchState[]): void {
    this.#root.hidden = !matches.length;
    const items = new Map<string, MatchItem>();
    for (const match of matches) {
      items.set(match.id, this.#items.get(match.id) ?? new MatchItem(this.#document));
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

  /** Lays the items over the picture; those without a box are there for assistive technology alone. */
  place(boxes: BoardBoxes): void {
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

class MatchItem {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly #parts: HTMLElement[];
  // What the element holds; kept here, because to ask the document takes longer.
  #texts: string[] = [];
  #mood = '';
  /** Lays the item over the picture. */
  readonly place: (box: BoardBoxes['matches'][number] | undefined) => void;

  constructor(document: Document) {
    this.element = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    this.button = button;
    this.element.append(button, ' ');
    this.place = placer(this.element, ['left', 'top', 'width', 'height']);
    this.#parts = ['home', 'score', 'away', 'score', 'status', 'plays'].map((name) => {
      // In a `bdi`, because a name in another script must not reorder the score beside it.
      const part = document.createElement('bdi');
      part.className = name;
      // Status and plays are beside the button: a focused name that ticks would be read every second.
      if (name === 'status' || name === 'plays') this.element.append(part, ' ');
      // The space keeps "Arsenal" and "2" two words where the button is read as one line.
      else button.append(part, ' ');
      return part;
    });
  }

  update(match: MatchState): void {
    const { home, away, status, period, text, trust, lines = [] } = match;
    const hasScore = isPlayed(match);
    const score = (value: number | null) => (hasScore ? String(value ?? '') : '');
    const plays = lines.map((line) => [line.time, line.team, line.text].filter(Boolean).join(' '));
    const texts = [home.name, score(home.score), away.name, score(away.score), text];
    texts.push(plays.join('\n'));
    this.#parts.forEach((part, index) => {
      if (texts[index] !== this.#texts[index]) part.textContent = texts[index] ?? '';
    });
    this.#texts = texts;
    const isMoving = status === 'live' && period?.kind !== 'half_time';
    const mood = trust === 'live' && !isMoving ? 'paused' : trust;
    if (mood !== this.#mood) this.element.dataset.trust = mood;
    this.#mood = mood;
  }
}

function insertAt(parent: HTMLElement, element: HTMLElement, index: number): void {
  const present = parent.children[index] ?? null;
  if (present !== element) parent.insertBefore(element, present);
}
