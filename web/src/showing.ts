import type { Board } from './board';
import type { BoardState, CoreExports } from './core';
import { DrawQueue, type Frames } from './draw-queue';
import { Turns } from './turns';

/** A board that nobody sees yet has its height so soon, so that the page does not jump. */
const firstMs = 100;
/** What is read aloud, or is off screen, follows so soon: one layout of the page does for many. */
const readMs = 500;

/** What shows a board, as far as there is any. */
export interface ShowingEngine {
  readonly core: CoreExports | undefined;
  /** There is WebGL, and it is not lost. */
  readonly hasGpu: boolean;
  state(board: Board): BoardState | undefined;
  /** What the engine had to say when it was asked last. */
  said(): string;
  /** Runs what may find the engine broken. */
  guard(run: () => void): void;
  /** The board that is being drawn. */
  drawn: Board | undefined;
}

/** Decides when a board is drawn and when it is told in words, and has it done. */
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

  /** The page has changed it. */
  redraw(board: Board): void {
    board.isShown = false;
    this.#change(board, false);
  }

  /** It has changed by itself. */
  change(board: Board): void {
    this.#change(board, board.isShown);
  }

  #change(board: Board, isPaced: boolean): void {
    board.isMoving = board.isRead = false;
    if (!board.id) return;
    if (!board.isVisible) {
      // It may come into sight before its turn, and is drawn then.
      board.isBehind = true;
      this.#turns.add(board, board.isShown ? readMs : firstMs);
    } else if (isPaced) {
      this.#queue.addPaced(board);
    } else {
      this.#queue.add(board);
    }
  }

  /** It wants to be drawn again in so many ms, 0: in the next frame; negative: never. */
  wake(board: Board, ms: number): void {
    this.#frames.clearTimer(board.timer);
    board.timer = ms > 0 ? this.#frames.setTimer(() => this.#tick(board), ms) : undefined;
    if (ms === 0) this.#move(board);
    // At rest again. What is read was last told before it moved, and a clock may have gone on.
    else if (board.isMoving) this.change(board);
  }

  /** At once: this is told when a frame is about to be made. */
  scroll(boards: Iterable<Board>): void {
    if (!this.#engine.hasGpu) return;
    for (const board of boards) {
      if (!board.isVisible || board.isBehind || !board.isOutOfWindow) continue;
      this.#with(board, (core) => this.#draw(core, board));
    }
  }

  /** Nothing of it is shown any more. */
  delete(board: Board): void {
    this.#frames.clearTimer(board.timer);
    this.#queue.delete(board);
    this.#turns.delete(board);
  }

  #with(board: Board, run: (core: CoreExports) => void): void {
    const { core } = this.#engine;
    if (core && board.id && board.client.hasWords) this.#engine.guard(() => run(core));
  }

  /** Its turn has come. */
  #read(board: Board): void {
    this.#with(board, (core) => {
      if (!board.isVisible) this.#show(core, board);
      else if (!board.isRead) this.#tell(board);
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
    // Before the state is asked for: the words are in it.
    if (board.isLookStale) board.refreshLook(core);
    board.isBehind = !board.isVisible || !board.isSized;
    if (isSeen && board.isShown && client.options.matches?.length === 1) {
      // The picture alone: nothing in it can change places, and what is read may follow.
      if (!board.isRead) this.#turns.add(board, readMs);
    } else {
      this.#tell(board);
    }
    // Off screen only for its height, so that the page does not jump when it is scrolled to.
    if (canDraw && (board.isVisible || !board.isLaidOut)) board.layOut(core, this.#engine.said);
    if (isSeen) this.#draw(core, board);
  }

  /** What is read says what is so now. */
  #tell(board: Board): void {
    const state = this.#engine.state(board);
    if (!state) return;
    board.client.show(state, this.#canDraw(board));
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

  /** In the next frame it looks another way; unless more has changed, that is all. */
  #move(board: Board): void {
    if (!board.isVisible) {
      board.isBehind = true;
      return;
    }
    if (!this.#queue.has(board)) board.isMoving = true;
    this.#queue.add(board);
  }

  /** A clock moved on. Nobody looks at the clocks of boards that are off screen. */
  #tick(board: Board): void {
    if (!board.isVisible) {
      board.isBehind = true;
      return;
    }
    const isPaced = board.isShown;
    // Its words come with its picture: one more timer a second would be too much for a clock.
    board.isShown = false;
    this.#change(board, isPaced);
  }
}
