import type { Send } from '../core';

/** A timer that is due within so many ms counts as work: what follows on an answer is put off by that at most. */
const soonMs = 50;

/** A browser's is a number, Node.js has an object. */
type Timer = ReturnType<typeof setTimeout>;

/**
 * What an engine has under way: requests, timers and questions to the author's functions. Everything that
 * calls the engine back goes through here, so that all of it can be ended, and so that an exception in the
 * engine ends that engine and not the server.
 */
export class Work {
  readonly #send: Send;
  readonly #onIdle: () => void;
  readonly #onFailure: (cause: unknown) => void;
  readonly #stops = new Set<() => void>();
  readonly #timers = new Map<number, { timer: Timer; dueAt: number }>();
  #lastTimer = 0;
  #questions = 0;
  #look: Timer | undefined;
  #isStopped = false;

  /** `onIdle` is called each time when nothing is under way any more, and nothing will be soon. */
  constructor(send: Send, onIdle: () => void, onFailure: (cause: unknown) => void) {
    this.#send = send;
    this.#onIdle = onIdle;
    this.#onFailure = onFailure;
  }

  readonly send: Send = (request, done) => {
    const stop = this.#send(request, (answer) => {
      this.#stops.delete(stop);
      this.run(() => done(answer));
    });
    this.#stops.add(stop);
    return () => {
      this.#stops.delete(stop);
      stop();
    };
  };

  readonly setTimeout = (run: () => void, ms: number): number => {
    const id = ++this.#lastTimer;
    const timer = setTimeout(() => {
      this.#timers.delete(id);
      this.run(run);
    }, ms);
    this.#timers.set(id, { timer, dueAt: performance.now() + ms });
    return id;
  };

  readonly clearTimeout = (id: number): void => {
    const known = this.#timers.get(id);
    if (known) clearTimeout(known.timer);
    this.#timers.delete(id);
  };

  /** A question to one of the author's functions: work until it is answered. */
  async ask<Answer>(question: () => Answer | Promise<Answer>): Promise<Answer> {
    this.#questions += 1;
    try {
      return await question();
    } finally {
      this.#questions -= 1;
      this.#lookSoon();
    }
  }

  /** Runs what calls the engine. */
  run(step: () => void): void {
    if (this.#isStopped) return;
    try {
      step();
    } catch (cause) {
      this.stop();
      this.#onFailure(cause);
    }
    this.#lookSoon();
  }

  /** Ends everything; nothing calls the engine any more. */
  stop(): void {
    this.#isStopped = true;
    for (const stop of this.#stops) stop();
    for (const id of [...this.#timers.keys()]) this.clearTimeout(id);
    this.#stops.clear();
    clearTimeout(this.#look);
  }

  /** In another task, because what the engine asks of its page is asked in microtasks. */
  #lookSoon(): void {
    clearTimeout(this.#look);
    if (this.#isStopped) return;
    this.#look = setTimeout(() => {
      if (this.#isIdle()) this.#onIdle();
    });
  }

  #isIdle(): boolean {
    if (this.#stops.size || this.#questions) return false;
    const soon = performance.now() + soonMs;
    for (const { dueAt } of this.#timers.values()) if (dueAt <= soon) return false;
    return true;
  }
}
