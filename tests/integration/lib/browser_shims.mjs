// What the wasm's glue takes from a browser and Node.js does not have: WebSocket and XMLHttpRequest.

import WebSocket from 'ws';

/** A browser's WebSocket reports failures by its close event alone; here they would end the process. */
export class NodeWebSocket extends WebSocket {
  /** @param {string} url @param {import('ws').ClientOptions} [options] */
  constructor(url, options) {
    super(url, options);
    this.on('error', () => {});
  }
}

/**
 * As much of XMLHttpRequest as Emscripten's fetch library uses: asynchronous, the body as an
 * ArrayBuffer, no progress events while the body arrives. There is no same-origin policy.
 */
export class NodeXMLHttpRequest {
  readyState = 0;
  status = 0;
  statusText = '';
  responseURL = '';
  responseType = '';
  timeout = 0;
  withCredentials = false;
  /** @type {ArrayBuffer | null} */
  response = null;
  /** @type {((event: object) => void) | null} */
  onreadystatechange = null;
  /** @type {((event: object) => void) | null} */
  onprogress = null;
  /** @type {((event: object) => void) | null} */
  onload = null;
  /** @type {((event: object) => void) | null} */
  onerror = null;
  /** @type {((event: object) => void) | null} */
  ontimeout = null;
  /** @type {((event: object) => void) | null} */
  onabort = null;

  #timers;
  /** @type {any} */
  #timer;
  #isSent = false;
  #method = 'GET';
  #url = '';
  #requestHeaders = new Headers();
  #responseHeaders = new Headers();
  #abort = new AbortController();

  /** @param {{setTimeout: (run: () => void, ms: number) => any, clearTimeout: (timer: any) => void}} [timers] */
  constructor(timers = globalThis) {
    this.#timers = timers;
  }

  /** Sent and not over. */
  get isPending() {
    return this.readyState > 0 && this.readyState < 4 && this.#isSent;
  }

  /**
   * @param {string} method
   * @param {string} url
   * @param {boolean} [asynchronous]
   */
  open(method, url, asynchronous = true) {
    if (!asynchronous) throw new Error('a synchronous request is not supported here');
    this.#method = method;
    this.#url = url;
    this.#requestHeaders = new Headers();
    this.#abort = new AbortController();
    this.#advance(1);
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  setRequestHeader(name, value) {
    this.#requestHeaders.append(name, value);
  }

  /** The charset is of no matter to a body that is taken as bytes. */
  overrideMimeType() {}

  getAllResponseHeaders() {
    return [...this.#responseHeaders].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }

  /** @param {string} name */
  getResponseHeader(name) {
    return this.#responseHeaders.get(name);
  }

  /** @param {string | Uint8Array<ArrayBuffer> | null} [body] */
  send(body = null) {
    this.#isSent = true;
    // The glue passes a view of the wasm's memory, which may change before it is sent.
    const bytes = typeof body === 'string' || body === null ? body : body.slice();
    void this.#run(bytes, this.#abort);
  }

  abort() {
    const wasUnderWay = this.readyState > 0 && this.readyState < 4;
    this.#abort.abort();
    this.#timers.clearTimeout(this.#timer);
    this.#forget();
    if (wasUnderWay) {
      this.#advance(4);
      this.onabort?.({});
    }
    this.readyState = 0;
  }

  /**
   * @param {string | Uint8Array<ArrayBuffer> | null} body
   * @param {AbortController} abort
   */
  async #run(body, abort) {
    let timedOut = false;
    this.#timer =
      this.timeout > 0
        ? this.#timers.setTimeout(() => {
            timedOut = true;
            abort.abort();
          }, this.timeout)
        : undefined;
    try {
      const answer = await fetch(this.#url, {
        method: this.#method,
        headers: this.#requestHeaders,
        body,
        signal: abort.signal,
      });
      this.status = answer.status;
      this.statusText = answer.statusText;
      this.responseURL = answer.url;
      this.#responseHeaders = answer.headers;
      this.#advance(2);
      this.response = await answer.arrayBuffer();
    } catch {
      if (abort.signal.aborted && !timedOut) return; // abort() has said so already
      this.#forget();
      this.#advance(4);
      if (timedOut) this.ontimeout?.({});
      else this.onerror?.({});
      return;
    } finally {
      this.#timers.clearTimeout(this.#timer);
    }
    this.#advance(4);
    this.onload?.({ loaded: this.response.byteLength, total: this.response.byteLength });
  }

  #forget() {
    this.status = 0;
    this.statusText = '';
    this.response = null;
    this.#responseHeaders = new Headers();
  }

  /** @param {number} state */
  #advance(state) {
    this.readyState = state;
    this.onreadystatechange?.({});
  }
}
