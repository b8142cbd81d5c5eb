/**
 * A browser's clock, WebSocket and XMLHttpRequest without a network and without time: a message arrives
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

/** As much as Emscripten's fetch library uses. */
class StubRequest {
  readyState = 0;
  status = 0;
  statusText = '';
  responseURL = '';
  responseType = '';
  timeout = 0;
  withCredentials = false;
  /** @type {ArrayBuffer | null} */ response = null;
  /** @type {((event: object) => void) | null} */ onreadystatechange = null;
  /** @type {((event: object) => void) | null} */ onprogress = null;
  /** @type {((event: object) => void) | null} */ onload = null;
  /** @type {((event: object) => void) | null} */ onerror = null;
  /** @type {((event: object) => void) | null} */ ontimeout = null;
  /** @type {((event: object) => void) | null} */ onabort = null;
  #network;
  #method = 'GET';
  /** @type {Record<string, string>} */
  #headers = {};
  #isAborted = false;

  /** @param {StubNetwork} network */
  constructor(network) {
    this.#network = network;
  }

  /** @param {string} method @param {string} url */
  open(method, url) {
    this.#method = method;
    this.responseURL = url;
    this.readyState = 1;
  }

  /** @param {string} name @param {string} value */
  setRequestHeader(name, value) {
    this.#headers[name.toLowerCase()] = value;
  }

  overrideMimeType() {}
  getAllResponseHeaders = () => 'content-type: application/json\r\n';
  getResponseHeader = () => null;

  send() {
    const { clock, server } = this.#network;
    clock.after(() => {
      if (this.#isAborted) return;
      const { status, body } = server.answer(this.#method, this.responseURL, this.#headers);
      const bytes = new TextEncoder().encode(body);
      this.status = status;
      this.response = bytes.buffer.slice(0, bytes.byteLength);
      this.readyState = 4;
      this.onreadystatechange?.({});
      this.onload?.({ loaded: bytes.length, total: bytes.length });
    }, 20);
  }

  abort() {
    this.#isAborted = true;
    this.readyState = 0;
  }
}

export class StubNetwork {
  clock = new ManualClock();
  /** Open or opening. @type {Set<StubSocket>} */
  sockets = new Set();

  /** @param {Server} server */
  constructor(server) {
    this.server = server;
  }

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
      XMLHttpRequest: class extends StubRequest {
        constructor() {
          super(network);
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
