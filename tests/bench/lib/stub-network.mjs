/**
 * A browser's clock, WebSocket and requests without a network and without time: a message arrives
 * when it is delivered, an answer a moment after the request, and the clock moves when it is told to.
 */

import { ManualClock } from '../../upstreams/clock.mjs';

/**
 * @typedef {object} Server
 * @property {(socket: StubSocket) => void} opened
 * @property {(socket: StubSocket, text: string) => void} heard
 * @property {(method: string, url: string, headers: Record<string, string>) => {status: number, body: string}} answer
 */

export class StubSocket {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSING = 2;
  static CLOSED = 3;
  readyState = StubSocket.CONNECTING;
  bufferedAmount = 0;
  extensions = '';
  protocol = '';
  binaryType = 'blob';
  /** @type {((event: object) => void) | null} */ onopen = null;
  /** @type {((event: {data: string}) => void) | null} */ onmessage = null;
  /** @type {((event: object) => void) | null} */ onclose = null;
  /** @type {((event: object) => void) | null} */ onerror = null;
  #server;

  /** @param {string} url @param {StubNetwork} network */
  constructor(url, network) {
    this.url = url;
    this.#server = network.server;
    network.sockets.add(this);
    network.clock.after(() => {
      this.readyState = StubSocket.OPEN;
      this.onopen?.({});
      this.#server.opened(this);
    }, 1);
    this.close = () => {
      this.readyState = StubSocket.CLOSED;
      network.sockets.delete(this);
    };
  }

  /** @param {string} text */
  send(text) {
    this.#server.heard(this, text);
  }

  /** A message arrives. @param {string} text */
  deliver(text) {
    this.onmessage?.({ data: text });
  }
}

export class StubNetwork {
  /** Open or opening. @type {Set<StubSocket>} */
  sockets = new Set();

  /** @param {Server} server @param {ManualClock} clock */
  constructor(server, clock) {
    this.server = server;
    this.clock = clock;
  }

  /** @type {import('../../../web/src/core.ts').Send} */
  send = ({ url, method = 'GET', headers }, done) =>
    this.clock.after(() => {
      const lowered = headers.map(([name, value]) => [name.toLowerCase(), value]);
      const { status, body } = this.server.answer(method, url, Object.fromEntries(lowered));
      const bytes = new TextEncoder().encode(body);
      const date = new Date(this.clock.now()).toUTCString();
      done({ status, headers: `content-type: application/json\ndate: ${date}\n`, body: bytes });
    }, 20);

  /** What the glue takes from a browser, by name. */
  globals() {
    const { clock } = this;
    const network = this;
    const start = clock.now();
    let last = 0;
    /** @type {Map<number, () => void>} */
    const timers = new Map();
    /** @param {unknown[]} words */
    const complain = (...words) => {
      throw new Error(`the engine says: ${words.join(' ')}`);
    };
    return {
      WebSocket: class extends StubSocket {
        /** @param {string} url */
        constructor(url) {
          super(url, network);
        }
      },
      performance: { now: () => clock.now() - start },
      Date: { now: clock.now },
      /** @param {() => void} run @param {number} ms */
      setTimeout(run, ms = 0) {
        last += 1;
        const id = last;
        const cancel = clock.after(() => {
          timers.delete(id);
          run();
        }, ms);
        timers.set(id, cancel);
        return id;
      },
      /** @param {number} id */
      clearTimeout(id) {
        timers.get(id)?.();
        timers.delete(id);
      },
      console: { log: complain, warn: complain, error: complain, info: complain, debug: complain },
    };
  }
}
