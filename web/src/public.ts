/** Everything that a page can import. */
export type { BoardState, ConnectionStateName, MatchState, TeamState } from './core';
export {
  createScoreboard,
  defineScoreBoard,
  setWasmBytes,
  setWasmUrl,
  setWords,
} from './define';
export type { ScoreBoardElement } from './element';
export type { BoardEventDetails, BoardEventMap, BoardEventName } from './events';
export type { Announce, ChannelAuthorisation, ScoreboardOptions } from './options';
export type { WasmSource } from './wasm-loader';
export type { Words, WordsOption } from './words/words';
