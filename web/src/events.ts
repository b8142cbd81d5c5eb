import type { BoardState, MatchState } from './core';

/**
 * The events of a board and what the `detail` of each holds. All bubble, also out of shadow trees. None
 * carries a key or token. `match` is always the match's id.
 */
export interface BoardEventDetails {
  /** A score has changed, or was corrected. Null: there is none yet, or there was none. */
  'score-change': {
    match: string;
    home: number | null;
    away: number | null;
    previous: { home: number | null; away: number | null };
  };
  /** A match has another status; the names are those of `MatchState.status`. */
  'status-change': { match: string; status: string; previous: string };
  /** Something has happened in a match: one of `MatchState.plays` that is new. */
  play: { match: string; play: MatchState['plays'][number] };
  /** The connection is in another state than before; what `element.state.connection` holds now. */
  'connection-change': BoardState['connection'];
  /** The reader has chosen a match, by pointer or keyboard. */
  'match-click': { match: string };
  /** Something is wrong with the options, the page, the provider or its data. */
  'board-error': {
    /** A stable name, such as `match_missing`, `wasm_blocked`, `not_found` or `bad_row`. */
    reason: string;
    /** A sentence for a developer. */
    message: string;
    /** The match that the error is about. Absent: the whole board. */
    match?: string;
    /** Of a row that cannot be shown (`bad_row`): the provider's name of the field. */
    field?: string;
    /** Of a row that cannot be shown: `missing`, `wrong_type`, `out_of_range` or `too_large`. */
    problem?: string;
  };
}

export type BoardEventName = keyof BoardEventDetails;

/** The events by name, as listeners get them. */
export type BoardEventMap = {
  [Name in BoardEventName]: CustomEvent<BoardEventDetails[Name]>;
};

export function boardEvent<Name extends BoardEventName>(
  name: Name,
  detail: BoardEventDetails[Name],
): CustomEvent<BoardEventDetails[Name]> {
  return new CustomEvent(name, { detail, bubbles: true, composed: true });
}
