import type { BoardClient } from './board';
import type { BoardWords } from './board-words';
import type { BoardOptions } from './core';
import type { ElementOptions } from './element-options';
import type { BoardEventDetails, BoardEventName } from './events';
import type { Settings } from './settings';
import type { View } from './view';
import { windowOf } from './windows';

export interface ElementClientParts extends Pick<BoardClient, 'look' | 'show' | 'fail'> {
  readonly view: Pick<View, 'picture' | 'box' | 'place' | 'placePicture'>;
  readonly words: Pick<BoardWords, 'texts' | 'language' | 'sentence'>;
  readonly options: Pick<ElementOptions, 'given'>;
  /** There are some whenever a board is open. */
  settings(): Settings | undefined;
  emit<Name extends BoardEventName>(name: Name, detail: BoardEventDetails[Name]): void;
}

/** What the page sees of an element: each question and each piece of news goes to the part it concerns. */
export function elementClient(element: ElementClientParts): BoardClient {
  const { view, words, options, settings, look, show, fail, emit } = element;
  const tellError = (
    detail: Omit<BoardEventDetails['board-error'], 'message'>,
    values: Record<string, string>,
  ) => emit('board-error', { ...detail, message: words.sentence(detail.reason, values) });
  return {
    get picture() {
      return view.picture;
    },
    get options() {
      return settings()?.board as BoardOptions;
    },
    get functions() {
      return options.given;
    },
    get window() {
      return windowOf(view.box);
    },
    get words() {
      return words.texts;
    },
    get hasWords() {
      return words.language !== undefined;
    },
    look,
    kickoffText: (epochMs, isDay) => (settings() as Settings).kickoff(epochMs, Date.now(), isDay),
    show,
    place: (height, boxes) => view.place(height, boxes),
    seen: () => {
      const { top, height } = view.box.getBoundingClientRect();
      // In the box's own px, which a zoom or a transform has made larger.
      const scale = height / view.box.offsetHeight || 1;
      return [-top / scale, windowOf(view.box).innerHeight / scale];
    },
    get screenHeight() {
      return windowOf(view.box).innerHeight;
    },
    placePicture: (top, height) => view.placePicture(top, height),
    fail,
    warn: (reason, values = {}) => tellError({ reason }, values),
    emit(name, detail) {
      if (name === 'board-error') {
        // The engine knows names of reasons, and no sentences.
        const told = detail as Record<string, string> & { reason: string };
        tellError(told, { ...told, match: told.match || '?' });
      } else {
        emit(name as BoardEventName, detail as never);
      }
    },
  };
}
