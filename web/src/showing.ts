import type { Board } from './board';
import type { BoardState, CoreExports } from './core';
import { DrawQueue, type Timers } from './draw-queue';
import type { PageGpu } from './gpu/page-gpu';
import { Turns } from './turns';

/** How long a board off screen waits for its first height: a height that came late would make the page jump. */
const firstMs = 100;
/**
 * How long words wait after their picture, and boards off screen after a change: those that wait together need
 * one layout of the page.
 */
const readMs = 500;
/** How long something moves, about. Nothing moves in HTML, but afterwards a clock may have gone on. */
const motionMs = 1000;

/** The page's clock and timers, and the frames of each of its windows. */
export interface PageFrames extends Timers {
  requestFrame(run: () => void, window: Window): void;
}

/** The engine and the GPU, as far as there are any. */
export interface ShowingEngine {
  readonly core: CoreExports | undefined;
  readonly gpu: Pick<PageGpu, 'canDraw' | 'begin'>;
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
  readonly #frames: PageFrames;
  readonly #engine: ShowingEngine;
  /** By window: each has frames of its own, and a hidden one has none. */
  readonly #queues = new WeakMap<Window, DrawQueue<Board>>();
  readonly #turns: Turns<Board>;

  constructor(frames: PageFrames, engine: ShowingEngine) {
    this.#frames = frames;
    this.#engine = engine;
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
      this.#queueOf(board).addPaced(board);
    } else {
      this.#queueOf(board).add(board);
    }
  }

  #queueOf({ window }: Board): DrawQueue<Board> {
    let queue = this.#queues.get(window);
    if (!queue) {
      const frames = this.#frames;
      queue = new DrawQueue(
        { ...frames, requestFrame: (run) => frames.requestFrame(run, window) },
        (board) => this.#with(board, (core) => this.#show(core, board)),
      );
      this.#queues.set(window, queue);
    }
    return queue;
  }

  /** The board is to be drawn again in `ms`; 0: in the next frame; negative: never. */
  wake(board: Board, ms: number): void {
    const wait = ms || (this.#engine.gpu.canDraw ? 0 : motionMs);
    board.wakesAt = wait > 0 ? this.#frames.now() + wait : Number.POSITIVE_INFINITY;
    this.#setAlarm(board);
    if (wait === 0) this.#move(board);
    // The board is at rest again. Its words are from before the motion, and a clock may have gone on.
    else if (board.isMoving) this.change(board);
  }

  /** Each message moves the clock's next step a little. A timer that runs out too soon is set anew then. */
  #setAlarm(board: Board): void {
    const { wakesAt } = board;
    if (wakesAt >= board.alarmAt) return;
    const now = this.#frames.now();
    this.#frames.clearTimer(board.timer);
    board.alarmAt = wakesAt;
    board.timer = this.#frames.setTimer(() => {
      board.alarmAt = Number.POSITIVE_INFINITY;
      if (board.wakesAt <= this.#frames.now()) this.#tick(board);
      else this.#setAlarm(board);
    }, wakesAt - now);
  }

  /** Draws those boards at once of which another part is in sight: the next frame is about to be made. */
  scroll(boards: Iterable<Board>): void {
    if (!this.#engine.gpu.canDraw) return;
    for (const board of boards) {
      if (!board.isVisible || board.isBehind || !board.isOutOfWindow) continue;
      this.#with(board, (core) => this.#draw(core, board));
    }
  }

  /** Nothing of the board is shown any more. */
  delete(board: Board): void {
    this.#frames.clearTimer(board.timer);
    board.wakesAt = board.alarmAt = Number.POSITIVE_INFINITY;
    this.#queueOf(board).delete(board);
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
    const { isSized } = board;
    const isSeen = isSized && board.isVisible && this.#canDraw(board);
    if (board.isMoving && isSeen) {
      board.step(core);
      this.#draw(core, board);
      return;
    }
    // Before the state is asked for, which has words in it.
    if (board.isLookStale) board.refreshLook(core);
    board.isBehind = !board.isVisible || !isSized;
    if (isSeen && board.isShown && client.options.matches?.length === 1) {
      // The picture comes alone: in a picture of one match nothing changes places, so words may follow.
      if (!board.isRead) this.#turns.add(board, readMs);
    } else {
      this.#tell(board, isSeen);
    }
    // A board off screen is laid out, too: the page must not jump when the board comes, and what is not
    // drawn is seen as HTML, in a fast scroll or in a picture of the whole page.
    if (!isSized) return;
    board.layOut(core, this.#engine.said, !isSeen);
    if (!isSeen) return;
    this.#draw(core, board);
    if (!board.isDrawnWhole) this.#turns.add(board, readMs);
  }

  /** Tells the state in words; `isDrawn`: the picture shows it, and not the HTML. */
  #tell(board: Board, isDrawn: boolean): void {
    const state = this.#engine.state(board);
    if (!state) return;
    const isShown = board.client.show(state, isDrawn);
    if (isShown && board.isVisible) this.#beginGpu(board);
    board.isRead = true;
    board.isShown = state.matches.length > 0;
  }

  #beginGpu({ window }: Board): void {
    this.#engine.gpu.begin((run) => this.#frames.requestFrame(run, window));
  }

  #canDraw({ client }: Board): boolean {
    return this.#engine.gpu.canDraw && client.picture !== null;
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
    const queue = this.#queueOf(board);
    if (!queue.has(board)) board.isMoving = true;
    queue.add(board);
  }

  /** A clock has moved on. Nobody sees the clocks of boards that are off screen. */
  #tick(board: Board): void {
    board.wakesAt = Number.POSITIVE_INFINITY;
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
