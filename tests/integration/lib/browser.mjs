/**
 * As much of a browser as one engine needs: network, clock and console. It knows what is under way,
 * so that a test can see that nothing is left.
 */

import { NodeWebSocket, NodeXMLHttpRequest } from './browser_shims.mjs';

export class Browser {
  /** What the engine wrote to the console. @type {string[]} */
  complaints = [];
  /** Every socket that there ever was, for as long as something keeps it. @type {WeakRef<object>[]} */
  opened = [];
  #clock;
  #origin;
  /** @type {Set<NodeWebSocket>} */
  #sockets = new Set();
  /** @type {Set<NodeXMLHttpRequest>} */
  #requests = new Set();
  /** @type {Set<number>} */
  #timers = new Set();

  /**
   * @param {Pick<import('./clock.mjs').FastClock, 'browserGlobals'>} clock
   * @param {{origin?: string}} [options] origin: of the page; default: none is sent
   */
  constructor(clock, { origin } = {}) {
    this.#clock = clock;
    this.#origin = origin;
  }

  /** What has not come to its end: a socket that is closing has. */
  get pending() {
    const requests = [...this.#requests].filter((request) => request.isPending).length;
    const { CONNECTING, OPEN } = NodeWebSocket;
    const sockets = [...this.#sockets].filter(
      ({ readyState }) => readyState === CONNECTING || readyState === OPEN,
    ).length;
    return { requests, sockets, timers: this.#timers.size };
  }

  /** Sockets whose close frame nobody answers would keep the process for half a minute. */
  close() {
    for (const socket of this.#sockets) socket.terminate();
  }

  globals() {
    const clock = this.#clock.browserGlobals();
    const sockets = this.#sockets;
    const requests = this.#requests;
    const timers = this.#timers;
    const opened = this.opened;
    const options = this.#origin === undefined ? {} : { origin: this.#origin };
    /** @param {unknown[]} words */
    const complain = (...words) => this.complaints.push(words.map(String).join(' '));
    /** @param {() => void} run @param {number} ms */
    const setTimeout = (run, ms) => {
      const id = clock.setTimeout(() => {
        timers.delete(id);
        run();
      }, ms);
      timers.add(id);
      return id;
    };
    /** @param {number} id */
    const clearTimeout = (id) => {
      timers.delete(id);
      clock.clearTimeout(id);
    };
    return {
      ...clock,
      setTimeout,
      clearTimeout,
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
      XMLHttpRequest: class extends NodeXMLHttpRequest {
        constructor() {
          super({ setTimeout, clearTimeout });
          requests.add(this);
        }
      },
    };
  }
}
