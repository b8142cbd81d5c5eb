// What the wasm's glue takes from a browser and Node.js does not have: WebSocket.

import WebSocket from 'ws';

/** A browser's WebSocket reports failures by its close event alone; here they would end the process. */
export class NodeWebSocket extends WebSocket {
  /** @param {string} url @param {import('ws').ClientOptions} [options] */
  constructor(url, options) {
    super(url, options);
    this.on('error', () => {});
  }
}
