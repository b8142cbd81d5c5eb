import type { BoardWords } from './board-words';
import type { BoardState } from './core';

/** Why there is no board to show: a stable name, and what exactly is wrong, for a developer. */
export interface Failure {
  reason: string;
  message: string;
}

/** The failure in the reader's language; a reason without words of its own is a mistake in the options. */
export const failureSentence = (
  { reason, message }: Failure,
  words: Pick<BoardWords, 'sentence'>,
): string => words.sentence(reason, { problem: message }, 'bad_options');

/** The state of an element without an engine. `isOn`: the element is in a document, and not destroyed. */
export function stateWithoutEngine(
  failure: Failure | undefined,
  words: Pick<BoardWords, 'sentence' | 'texts'>,
  isOn: boolean,
): BoardState {
  return {
    connection: failure
      ? { state: 'refused', reason: failure.reason }
      : { state: isOn ? 'connecting' : 'idle' },
    notice: failure ? failureSentence(failure, words) : words.texts.connecting,
    matches: [],
  };
}
