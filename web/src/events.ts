import type { BoardState, MatchState } from './core';

/** What each event's `detail` holds. None ever carries a key or token. */
export interface BoardEventDetails {
  'score-change': {
    match: string;
    home: number | null;
    away: number | null;
    previous: { home: number | null; away: number | null };
  };
  'status-change': { match: string; status: string; previous: string };
  play: { match: string; play: MatchState['plays'][number] };
  'connection-change': BoardState['connection'];
  'match-click': { match: string };
  /**
   * `reason` is a stable name, `message` a sentence for a developer. `match`: it is about that match
   * alone. Of a row that cannot be shown (`bad_row`) also the provider's name of the `field` and what
   * is the `problem` with it (`missing`, `wrong_type`, `out_of_range`).
   */
  'board-error': {
    reason: string;
    message: string;
    match?: string;
    field?: string;
    problem?: string;
  };
}

export type BoardEventName = keyof BoardEventDetails;

export type BoardEventMap = {
  [Name in BoardEventName]: CustomEvent<BoardEventDetails[Name]>;
};

export function boardEvent<Name extends BoardEventName>(
  name: Name,
  detail: BoardEventDetails[Name],
): CustomEvent<BoardEventDetails[Name]> {
  return new CustomEvent(name, { detail, bubbles: true, composed: true });
}
