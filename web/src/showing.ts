import type { Board } from './board';
import type { BoardState, CoreExports } from './core';
import { DrawQueue, type Frames } from './draw-queue';
import { Turns } from './turns';

/** How long a board off screen waits for its first height: a height that came late would make the page jump. */
const firstMs = 100;
/**
 * How long words wait after their picture, and boards off screen after a change: those that wait together need
 * one layout of the page.
 */
const readMs = 500;

/** The engine and the GPU, as far as there are any. */
export interface ShowingEngine {
  readonly core: CoreExports | undefined;
  /** There is WebGL, and it is not lost. */
  readonly hasGpu: boolean;
  state(board: Board): BoardState | undefined;
  /** The engine's last answer to a question. */
  said(): string;
  /** Runs a call of the engine, which may trap. */
  guard(run: () => void): void;
  /** The board that is being drawn. */
  drawn: Board | undefined;
}

/** Decides when a board is drawn, and when its state is told in words, and has both done. */
export class Showing {
  readonly #frames: Frames;
  readonly #engine: ShowingEngine;
  readonly #queue: DrawQueue<Board>;
  readonly #turns: Turns<Board>;

  constructor(frames: Frames, engine: ShowingEngine) {
    this.#frames = frames;
    this.#engine = engine;
    this.#queue = new DrawQueue(frames, (board) =>
      this.#with(board, (core) => this.#show(core, board)),
    );
    this.#turns = new Turns(frames, (board) => this.#read(board));
  }

  /** The page has changed the board. */
  redraw(board: Board): void {
    board.isShown = false;
    this.#change(board, false);
  }

  /** The engine has something new to show on the board. */
  change(board: Board): void {
    this.#change(board, board.isShown);
  }

  #change(board: Board, isPaced: boolean): void {
    board.isMoving = board.isRead = false;
    if (!board.id) return;
    if (!board.isVisible) {
      // A board that comes into sight before its turn is drawn then.
      board.isBehind = true;
      this.#turns.add(board, board.isShown ? readMs : firstMs);
    } else if (isPaced) {
      this.#queue.addPaced(board);
    } else {
      this.#queue.add(board);
    }
  }

  /** The board is to be drawn again in `ms`; 0: in the next frame; negative: never. */
  wake(board: Board, ms: number): void {
    this.#frames.clearTimer(board.timer);
    board.timer = ms > 0 ? this.#frames.setTimer(() => this.#tick(board), ms) : undefined;
    if (ms === 0) this.#move(board);
    // The board is at rest again. Its words are from before the motion, and a clock may have gone on.
    else if (board.isMoving) this.change(board);
  }

  /** Draws those boards at once of which another part is in sight: the next frame is about to be made. */
  scroll(boards: Iterable<Board>): void {
    if (!this.#engine.hasGpu) return;
    for (const board of boards) {
      if (!board.isVisible || board.isBehind || !board.isOutOfWindow) continue;
      this.#with(board, (core) => this.#draw(core, board));
    }
  }

  /** Nothing of the board is shown any more. */
  delete(board: Board): void {
    this.#frames.clearTimer(board.timer);
    this.#queue.delete(board);
    this.#turns.delete(board);
  }

  #with(board: Board, run: (core: CoreExports) => void): void {
    const { core } = this.#engine;
    if (core && board.id && board.client.hasWords) this.#engine.guard(() => run(core));
  }

  /** The board's turn has come. */
  #read(board: Board): void {
    this.#with(board, (core) => {
      if (!board.isVisible) {
        this.#show(core, board);
        return;
      }
      if (!board.isRead) this.#tell(board, this.#canDraw(board));
      // Of a long board the picture has a part, and the rest is to be seen as HTML.
      if (!board.isDrawnWhole) board.layOut(core, this.#engine.said, true);
    });
  }

  #show(core: CoreExports, board: Board): void {
    const { client } = board;
    const canDraw = this.#canDraw(board) && board.isSized;
    const isSeen = canDraw && board.isVisible;
    if (board.isMoving && isSeen) {
      board.step(core);
      this.#draw(core, board);
      return;
    }
    // Before the state is asked for, which has words in it.
    if (board.isLookStale) board.refreshLook(core);
    board.isBehind = !board.isVisible || !board.isSized;
    if (isSeen && board.isShown && client.options.matches?.length === 1) {
      // The picture comes alone: in a picture of one match nothing changes places, so words may follow.
      if (!board.isRead) this.#turns.add(board, readMs);
    } else {
      this.#tell(board, isSeen);
    }
    // A board off screen is laid out, too: the page must not jump when the board comes, and what is not
    // drawn is seen as HTML, in a fast scroll or in a picture of the whole page.
    if (!board.isSized) return;
    board.layOut(core, this.#engine.said, !isSeen);
    if (!isSeen) return;
    this.#draw(core, board);
    if (!board.isDrawnWhole) this.#turns.add(board, readMs);
  }

  /** Tells the state in words; `isDrawn`: the picture shows it, and not the HTML. */
  #tell(board: Board, isDrawn: boolean): void {
    const state = this.#engine.state(board);
    if (!state) return;
    board.client.show(state, isDrawn);
    board.matches = state.matches.length;
    board.isRead = true;
    board.isShown = board.matches > 0;
  }

  #canDraw({ client }: Board): boolean {
    return this.#engine.hasGpu && client.picture !== null;
  }

  #draw(core: CoreExports, board: Board): void {
    this.#engine.drawn = board;
    board.draw(core);
    this.#engine.drawn = undefined;
  }

  /** Something in the picture moves: the next frame shows that alone, unless more has changed. */
  #move(board: Board): void {
    if (!board.isVisible) {
      board.isBehind = true;
      return;
    }
    if (!this.#queue.has(board)) board.isMoving = true;
    this.#queue.add(board);
  }

  /** A clock has moved on. Nobody sees the clocks of boards that are off screen. */
  #tick(board: Board): void {
    if (!board.isVisible) {
      board.isBehind = true;
      return;
    }
    const isPaced = board.isShown;
    // The words come with this picture: a clock is not worth a second timer each second.
    board.isShown = false;
    this.#change(board, isPaced);
  }
}
