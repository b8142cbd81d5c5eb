/** A board as plain DOM: names, scores, and how far the match is. */

/**
 * @typedef {object} Shown
 * @property {string} home
 * @property {string} away
 * @property {number | null} homeScore
 * @property {number | null} awayScore
 * @property {string} text "63'", "Q3 07:23", "FT"
 */

export class DomBoard {
  #name = { home: document.createElement('span'), away: document.createElement('span') };
  #score = { home: document.createElement('b'), away: document.createElement('b') };
  #text = document.createElement('i');

  /** @param {Element} target @param {string} id */
  constructor(target, id) {
    const element = document.createElement('section');
    element.className = 'dom-board';
    element.id = id;
    for (const side of /** @type {const} */ (['home', 'away'])) {
      const line = document.createElement('p');
      line.append(this.#name[side], this.#score[side]);
      element.append(line);
    }
    element.append(this.#text);
    target.append(element);
    this.element = element;
  }

  /** @param {Shown} shown */
  show({ home, away, homeScore, awayScore, text }) {
    setText(this.#name.home, home);
    setText(this.#name.away, away);
    setText(this.#score.home, String(homeScore ?? ''));
    setText(this.#score.away, String(awayScore ?? ''));
    setText(this.#text, text);
  }
}

/** What is the same costs nothing. @param {Element} element @param {string} text */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
