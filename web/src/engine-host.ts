import type { Board, BoardClient } from './board';
import type { Answer, BoardId, CoreExports, CoreHost, Send } from './core';
import { writeText } from './core-text';
import type { Crests } from './crests';
import type { EarlyRequests } from './early';
import type { PageGpu } from './gpu/page-gpu';
import { headerRule, isHeaderText } from './header-text';
import type { TextHost } from './text/rasteriser';

/** A board as the engine's host needs it. */
export interface HostBoard {
  readonly client: Pick<BoardClient, 'emit' | 'functions' | 'kickoffText' | 'warn'>;
}

/** The page as the engine's host needs it; a part that is not there yet is undefined or null. */
export interface HostPage<Of extends HostBoard = Board> {
  readonly core: CoreExports | undefined;
  readonly gpu: Pick<PageGpu, 'host'>;
  readonly rasteriser: TextHost | undefined;
  readonly early: Pick<EarlyRequests, 'take' | 'takeKey'>;
  readonly send: Send;
  readonly crests: Pick<Crests<Of>, 'has' | 'pixels'>;
  /** The board that is being drawn. */
  readonly drawn: Of | undefined;
  find(id: BoardId): Of | undefined;
  /** The engine has something new to show on the board. */
  change(board: Of): void;
  /** The board is to be drawn again in `ms`; negative: never. A later call replaces an earlier one. */
  wake(board: Of, ms: number): void;
  /** The engine's answer to a question of the page's. */
  hear(text: string): void;
}

/** The functions that the engine calls: each passes the call on to the right board or part of the page. */
export function engineHost<Of extends HostBoard = Board>(page: HostPage<Of>): CoreHost {
  /**
   * Runs after the engine's call has returned. A listener of the page may call the engine, which must
   * not be in the middle of another call; and a board has its number only when the call that creates it
   * has returned.
   */
  const later = (id: BoardId, run: (board: Of, core: CoreExports) => void) =>
    queueMicrotask(() => {
      const board = page.find(id);
      if (board && page.core) run(board, page.core);
    });

  const tellEarly = (ticket: number, { status, headers, body }: Answer) => {
    const { core } = page;
    if (!core) return;
    const head = new TextEncoder().encode(headers);
    const target = core._sl_scratch(head.length + body.length);
    core.HEAPU8.set(head, target);
    core.HEAPU8.set(body, target + head.length);
    core._sl_early_answer(ticket, status, head.length, body.length);
  };

  const textAt = (text: number, length: number) =>
    new TextDecoder().decode(page.core?.HEAPU8.subarray(text, text + length));

  return {
    boardChanged: (id) => later(id, (board) => page.change(board)),
    boardEvent: (id, name, detail) =>
      later(id, (board) => board.client.emit(name, JSON.parse(detail))),
    wakeBoard: (id, ms) => later(id, (board) => page.wake(board, ms)),
    text: (text) => page.hear(text),

    askCredential: (id, request) =>
      later(id, (board, core) => {
        const { getCredential } = board.client.functions;
        (page.early.takeKey(getCredential) ?? answer(getCredential).then(String)).then(
          (key) => {
            if (!isHeaderText(key)) {
              board.client.warn('bad_options', { problem: `getCredential: ${headerRule}` });
            }
            // The engine refuses a key that cannot be sent, as it refuses an empty one.
            core._sl_credential(request, 1, writeText(core, key));
          },
          () => core._sl_credential(request, 0, 0),
        );
      }),
    askAuthorisation: (id, request, channel, socketId) =>
      later(id, (board, core) => {
        answer(board.client.functions.authorize, channel, socketId)
          .then(JSON.stringify)
          .then(
            (body) => core._sl_authorisation(request, 200, writeText(core, body)),
            // A page's function may say which status it got; 0 is "no answer".
            (cause) => core._sl_authorisation(request, Number(cause?.status) || 0, 0),
          );
      }),
    send: page.send,
    takeEarly: (ticket, url, headers) => {
      const early = page.early.take(url, headers);
      early?.then((answer) => tellEarly(ticket, answer));
      return early !== undefined;
    },
    mapMatch: (id, json) => {
      const map = page.find(id)?.client.functions.mapMatch;
      if (!map) return json;
      try {
        return JSON.stringify(map(JSON.parse(json))) ?? json;
      } catch (cause) {
        // The page's own mistake belongs in its own console; the score goes on without it.
        reportError(cause);
        return json;
      }
    },
    kickoffText: (id, epochMs, isDay) =>
      page.find(id)?.client.kickoffText(epochMs, Boolean(isDay)) ?? '',

    textMeasure: (...measure) => page.rasteriser?.textMeasure(...measure),
    textPixels: (...target) => page.rasteriser?.textPixels(...target) ?? 0,
    crestHas: (url, length) => Number(page.crests.has(textAt(url, length), page.drawn)),
    crestPixels(url, length, size, target, stride) {
      const pixels = page.crests.pixels(textAt(url, length), size);
      for (let y = 0; y < size; y++) {
        page.core?.HEAPU8.set(
          pixels.subarray(y * size * 4, (y + 1) * size * 4),
          target + y * stride,
        );
      }
    },
    textureCreate: (...texture) => page.gpu.host?.textureCreate(...texture),
    textureUpdate: (...part) => page.gpu.host?.textureUpdate(...part),
    textureDestroy: (texture) => page.gpu.host?.textureDestroy(texture),
    present: (...picture) => page.gpu.host?.present(...picture),
  };
}

/** Calls a function of the page's; whatever the function throws becomes a rejection. */
async function answer<Arguments extends unknown[], Result>(
  ask: ((...questions: Arguments) => Result) | undefined,
  ...questions: Arguments
): Promise<Awaited<Result>> {
  if (!ask) throw new Error('not given');
  return await ask(...questions);
}
