/** A page's socket, which writes down what it is told and when. */

import WebSocket from 'ws';
import { until } from '../../integration/lib/wait.mjs';

export class Reader {
  /** @type {{message: any, text: string, at: number}[]} */
  heard = [];
  /** @type {{code: number, reason: string} | undefined} */
  closed;
  /** The status that refused the handshake. @type {number | undefined} */
  refused;
  isOpen = false;

  /** @param {string} address @param {import('ws').ClientOptions} [options] */
  constructor(address, options = {}) {
    this.socket = new WebSocket(address, options);
    this.socket.on('open', () => {
      this.isOpen = true;
    });
    this.socket.on('message', (data) => {
      const text = String(data);
      this.heard.push({ message: JSON.parse(text), text, at: performance.now() });
    });
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
    this.socket.on('unexpected-response', (request, response) => {
      this.refused = response.statusCode;
      request.destroy();
    });
    this.socket.on('error', () => {});
  }

  /** The messages of one channel, or all. @param {string} [channel] @returns {any[]} */
  messages(channel) {
    const all = this.heard.map(({ message }) => message);
    return channel === undefined ? all : all.filter((message) => message.channel === channel);
  }

  /** @param {string} [channel] */
  newest(channel) {
    return this.messages(channel).at(-1);
  }

  /**
   * Waits for a message.
   * @param {(message: any) => unknown} isWanted
   * @param {string} what
   * @param {number} [deadline]
   */
  async hears(isWanted, what, deadline) {
    const last = () =>
      `${what}; last heard: ${JSON.stringify(this.newest())}, ${JSON.stringify(this.closed)}`;
    await until(() => this.messages().some(isWanted), last, deadline);
    return this.messages().find(isWanted);
  }

  async opens() {
    await until(() => this.isOpen, 'the socket opens');
    return this;
  }

  async isRefused() {
    await until(() => this.refused !== undefined, 'the handshake is refused');
    return this.refused;
  }

  async closes(deadline = 10_000) {
    await until(() => this.closed !== undefined, 'the close', deadline);
    return this.closed;
  }

  end() {
    this.socket.terminate();
  }
}

/**
 * @param {import('node:test').TestContext} t
 * @param {string} address
 * @param {import('ws').ClientOptions} [options]
 */
export function startReader(t, address, options) {
  const reader = new Reader(address, options);
  t.after(() => reader.end());
  return reader;
}
