import type { OptionsProblem } from '../option-values';
import type { LoadFailure } from '../wasm-loader';

/** Why a match cannot be told: the names that `state.connection.reason` has on a page. */
export type NoScore =
  | 'wrong_key'
  | 'suspended'
  | 'forbidden'
  | 'not_found'
  | 'rate_limited'
  | 'server_error'
  | 'bad_answer'
  | 'unreachable'
  | 'no_credential';

/**
 * Why there is no HTML. Besides the names of a page's errors: `timeout`, nothing came in time, and
 * `map_failed`, `mapMatch` threw (`cause` has what it threw) or gave what is no JSON.
 */
export type RenderFailure =
  | OptionsProblem
  | LoadFailure
  | NoScore
  | 'bad_options'
  | 'timeout'
  | 'map_failed';

/** The message is for a developer, in English. It never has a key, a token, a header, an id or an address in it. */
export class RenderError extends Error {
  override readonly name = 'RenderError';

  constructor(
    readonly reason: RenderFailure,
    message: string,
    options?: { cause: unknown },
  ) {
    super(`${reason}: ${message}`, options);
  }
}
