import type { BoardState } from '../core';
import type { BoardFunctions } from '../options';
import { sender } from '../request';
import { LoadError } from '../wasm-loader';
import { en } from '../words/en';
import type { WordsOption } from '../words/words';
import { type CoreWithGlobals, HeadlessEngine } from './headless';
import type { RenderSettings } from './options';
import { RenderError, type RenderFailure } from './render-error';

export interface SnapshotParts {
  core: CoreWithGlobals;
  wasm: WebAssembly.Module;
  fetch: typeof fetch;
}

export interface SnapshotClient extends Pick<RenderSettings, 'board' | 'timeoutMs'> {
  functions: BoardFunctions;
  words: WordsOption;
  kickoffText(epochMs: number, isDay: boolean): string;
}

/**
 * What the provider says now: asked by an engine of its own, by REST alone, which ends with the answer. Waits until
 * all that was asked is answered; what is missing after `timeoutMs` is left out. Rejects with a `RenderError` when
 * there is nothing to show.
 */
export async function takeSnapshot(
  { core, wasm, fetch }: SnapshotParts,
  { board, functions, words, kickoffText, timeoutMs }: SnapshotClient,
): Promise<BoardState> {
  let end = (_failure?: RenderError) => {};
  const ended = new Promise<RenderError | undefined>((resolve) => {
    end = resolve;
  });
  const timer = setTimeout(() => end(new RenderError('timeout', 'no answer in time')), timeoutMs);
  // Of no page's origin: no redirect is followed, and the key goes nowhere else.
  const send = sender({ fetch, origin: '', setTimer: setTimeout, clearTimer: clearTimeout });
  let engine: HeadlessEngine | undefined;
  try {
    engine = await HeadlessEngine.start({
      core,
      wasm,
      WebSocket: NoSocket,
      send,
      onIdle: () => end(),
      onFailure: (cause) => end(new RenderError('wasm_failed', String(cause))),
    });
    const id = engine.open({
      options: board,
      functions,
      words,
      kickoffText,
      onMapFailure: (cause) =>
        end(new RenderError('map_failed', 'mapMatch threw, or gave what is no JSON', { cause })),
    });
    if (id === undefined) throw new RenderError('bad_options', 'the engine refused the options');
    const failure = await ended;
    if (failure && failure.reason !== 'timeout') throw failure;
    const state = engine.state(id);
    if (!state.matches.length && !isEmptyList(state)) throw failure ?? failureOf(state);
    return state;
  } catch (cause) {
    throw cause instanceof LoadError ? new RenderError(cause.reason, cause.message) : cause;
  } finally {
    clearTimeout(timer);
    engine?.stop();
  }
}

/** The provider has answered that there are no matches. */
const isEmptyList = ({ connection }: BoardState) =>
  !connection.reason && ['polling', 'over'].includes(connection.state);

function failureOf({ connection }: BoardState): RenderError {
  // Without a reason an answer has come, and no match in it could be read.
  const reason = (connection.reason ?? 'bad_answer') as RenderFailure;
  return new RenderError(reason, (en as WordsOption)[reason] ?? 'no score');
}

/** A socket that never opens: a first answer needs none, and a server would hold one of the key's few. */
class NoSocket {
  send(): void {}
  close(): void {}
}
