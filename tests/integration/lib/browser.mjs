/**
 * As much of a browser as one engine needs: network, clock and console. It knows what is under way,
 * so that a test can see that nothing is left.
 */

import { load } from '../../web/load.mjs';
import { NodeWebSocket } from './browser_shims.mjs';

const { sender } = await load('request.ts');

export class Browser {
  /** What the engine wrote to the console. @type {string[]} */
  complaints = [];
  /** Every socket that there ever was, for as long as something keeps it. @type {WeakRef<object>[]} */
  opened = [];
  #clock;
  #origin;
  /** @type {Set<NodeWebSocket>} */
  #sockets = new Set();
  /** @type {Set<object>} */
  #requests = new Set();
  /** @type {import('../../../web/src/core.ts').Send} */
  #send;
  /** @type {Set<number>} */
  #timers = new Set();

  /**
   * @param {Pick<import('./clock.mjs').FastClock, 'browserGlobals'>} clock
   * @param {{origin?: string}} [options] origin: of the page; default: none is sent
   */
  constructor(clock, { origin } = {}) {
    this.#clock = clock.browserGlobals();
    this.#origin = origin;
    // Of no page's origin: no server of a test is.
    this.#send = sender({
      fetch,
      origin: '',
      setTimer: this.#setTimeout,
      clearTimer: this.#clearTimeout,
    });
  }

  /** How many timers were ever set. */
  timersSet = 0;

  /** What has not come to its end: a socket that is closing has. */
  get pending() {
    const { CONNECTING, OPEN } = NodeWebSocket;
    const sockets = [...this.#sockets].filter(
      ({ readyState }) => readyState === CONNECTING || readyState === OPEN,
    ).length;
    return { requests: this.#requests.size, sockets, timers: this.#timers.size };
  }

  /** Sockets whose close frame nobody answers would keep the process for half a minute. */
  close() {
    for (const socket of this.#sockets) socket.terminate();
  }

  /**
   * A page's requests: by its own function, with Node's fetch and this clock.
   * @type {import('../../../web/src/core.ts').Send}
   */
  send = (request, done) => {
    this.#requests.add(request);
    const stop = this.#send(request, (answer) => {
      this.#requests.delete(request);
      done(answer);
    });
    return () => {
      this.#requests.delete(request);
      stop();
    };
  };

  /** @param {() => void} run @param {number} ms */
  #setTimeout = (run, ms) => {
    this.timersSet += 1;
    const id = this.#clock.setTimeout(() => {
      this.#timers.delete(id);
      run();
    }, ms);
    this.#timers.add(id);
    return id;
  };

  /** @param {number} id */
  #clearTimeout = (id) => {
    this.#timers.delete(id);
    this.#clock.clearTimeout(id);
  };

  globals() {
    const sockets = this.#sockets;
    const opened = this.opened;
    const options = this.#origin === undefined ? {} : { origin: this.#origin };
    /** @param {unknown[]} words */
    const complain = (...words) => this.complaints.push(words.map(String).join(' '));
    return {
      ...this.#clock,
      setTimeout: this.#setTimeout,
      clearTimeout: this.#clearTimeout,
      console: { log: complain, warn: complain, error: complain, info: complain, debug: complain },
      WebSocket: class extends NodeWebSocket {
        /** @param {string} url */
        constructor(url) {
          super(url, options);
          sockets.add(this);
          opened.push(new WeakRef(this));
          this.on('close', () => sockets.delete(this));
        }
      },
    };
  }
}
