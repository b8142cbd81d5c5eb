import type { BoardBoxes, MatchState } from './core';
import { placer } from './mirror-section';
import { PlacedParts } from './placed-parts';
import { PlacedText } from './placed-text';
import { isPlayed } from './played';

/** A match of the mirror: a list item with a button, the status beside it, and the last plays. */
export class MirrorMatch {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly #texts: PlacedText[];
  readonly #plays: HTMLElement;
  readonly #lines: PlacedText[] = [];
  /** What it shows, and where. */
  readonly parts: PlacedParts;
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
    this.#texts = ['home', 'score', 'away', 'score', 'status'].map((name) => {
      // In a `bdi`, because a name in another script must not reorder the score beside it.
      const text = new PlacedText(document, 'bdi', name);
      // Status and plays are beside the button: a focused name that ticks would be read every second. The
      // space keeps "Arsenal" and "2" two words where the button is read as one line.
      (name === 'status' ? this.element : button).append(text.element, ' ');
      return text;
    });
    this.#plays = document.createElement('div');
    this.#plays.className = 'plays';
    this.element.append(this.#plays);
    // In the order of `Part` in `src/board/boxes.hpp`.
    this.parts = new PlacedParts(this.element, [...this.#texts.map((text) => [text]), this.#lines]);
  }

  update(match: MatchState): void {
    const { home, away, text, lines = [] } = match;
    const hasScore = isPlayed(match);
    const score = (value: number | null) => (hasScore ? String(value ?? '') : '');
    const texts = [home.name, score(home.score), away.name, score(away.score), text];
    this.#texts.forEach((part, index) => {
      part.text = texts[index] ?? '';
    });
    this.#setLines(lines.flatMap(({ time = '', team = '', text }) => [time, team, text]));
  }

  #setLines(texts: readonly string[]): void {
    if (texts.length !== this.#lines.length) {
      const lines = texts.map(() => new PlacedText(this.element.ownerDocument, 'bdi'));
      this.#lines.splice(0, this.#lines.length, ...lines);
      // A line of words for each play.
      const nodes = this.#lines.flatMap(({ element }, index) => [
        element,
        index % 3 < 2 ? ' ' : '\n',
      ]);
      this.#plays.replaceChildren(...nodes);
    }
    this.#lines.forEach((line, index) => {
      line.text = texts[index] ?? '';
    });
  }
}
