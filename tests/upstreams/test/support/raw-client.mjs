/**
 * A WebSocket client that hides nothing: it keeps the response head as text, every frame with its
 * bits, and tells a FIN from a close frame.
 *
 * @typedef {{kind: 'text' | 'binary' | 'ws-ping' | 'ws-pong', payload: Buffer, text: string, fin: boolean, rsv: number, masked: boolean}} Received
 */

import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';

const kinds = /** @type {const} */ ({ 1: 'text', 2: 'binary', 9: 'ws-ping', 10: 'ws-pong' });

export class RawClient {
  /** Response head, once complete. @type {string | null} */
  head = null;
  /** What followed a head that was not 101. */
  body = '';
  /** Frames in the first TCP chunk that had the head's end. */
  framesWithHead = 0;
  /** @type {{code: number, reason: string} | null} */
  closeFrame = null;
  isFinished = false;
  /** @type {string | null} */
  errorCode = null;
  /** @type {Received[]} */
  #received = [];
  #bytes = Buffer.alloc(0);
  /** All that came and that `takeBytes` has not taken. */
  #came = Buffer.alloc(0);
  #socket;
  #autoPong;
  /** @type {Set<() => void>} */
  #waiters = new Set();

  /**
   * @param {number} port
   * @param {string} requestText
   * @param {{autoPong?: boolean}} [options]
   */
  constructor(port, requestText, { autoPong = true } = {}) {
    this.#autoPong = autoPong;
    this.#socket = connect({ port, host: '127.0.0.1', allowHalfOpen: false });
    this.#socket.on('connect', () => this.#socket.write(requestText));
    this.#socket.on('data', (bytes) => this.#take(bytes));
    this.#socket.on('end', () => {
      this.isFinished = true;
      this.#wake();
    });
    this.#socket.on('error', (/** @type {Error & {code?: string}} */ error) => {
      this.errorCode = error.code ?? error.message;
      this.#wake();
    });
  }

  /** The next frame that is not a close. @returns {Promise<Received>} */
  async next() {
    await this.until(() => this.#received.length > 0, 'a frame');
    return /** @type {Received} */ (this.#received.shift());
  }

  /** Frames that nobody asked for. */
  get pending() {
    return this.#received.map((frame) => frame.text);
  }

  /** @param {() => boolean} condition @param {string} what for the error text */
  async until(condition, what) {
    const end = Date.now() + 2000;
    while (!condition()) {
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, 100);
        this.#waiters.add(() => {
          clearTimeout(timer);
          resolve(null);
        });
      });
    }
  }

  /** @param {string} text */
  sendText(text) {
    this.sendFrame(0x81, Buffer.from(text));
  }

  /** @param {number} first FIN, RSV and opcode @param {Buffer} payload @param {{isMasked?: boolean}} [options] */
  sendFrame(first, payload, { isMasked = true } = {}) {
    const { length } = payload;
    const header =
      length < 126
        ? Buffer.from([first, length])
        : Buffer.from([first, 126, length >> 8, length & 0xff]);
    if (!isMasked) {
      this.#socket.write(Buffer.concat([header, payload]));
      return;
    }
    header[1] = 0x80 | /** @type {number} */ (header[1]);
    const mask = randomBytes(4);
    const masked = payload.map((byte, index) => byte ^ /** @type {number} */ (mask[index % 4]));
    this.#socket.write(Buffer.concat([header, mask, masked]));
  }

  /** @param {number} code @param {string} [reason] */
  sendClose(code, reason = '') {
    const payload = Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]);
    this.sendFrame(0x88, payload);
  }

  /** @param {Buffer} bytes as they are, for what no proper client sends */
  sendBytes(bytes) {
    this.#socket.write(bytes);
  }

  /** The next bytes that came, once there are so many of them. @param {number} count */
  async takeBytes(count) {
    await this.until(() => this.#came.length >= count, `${count} bytes`);
    const bytes = this.#came.subarray(0, count);
    this.#came = this.#came.subarray(count);
    return bytes;
  }

  /** The client's own end, politely or not. @param {'fin' | 'rst'} how */
  finish(how) {
    if (how === 'fin') this.#socket.end();
    else this.#socket.resetAndDestroy();
  }

  destroy() {
    this.#socket.destroy();
  }

  /** @param {Buffer} bytes */
  #take(bytes) {
    const hadHead = this.head !== null;
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    this.#came = Buffer.concat([this.#came, bytes]);
    if (!hadHead) this.#takeHead();
    if (this.head !== null && !this.head.startsWith('HTTP/1.1 101')) {
      this.body += this.#bytes.toString('latin1');
      this.#bytes = Buffer.alloc(0);
    } else if (this.head !== null) {
      while (this.#takeFrame()) if (!hadHead) this.framesWithHead += 1;
    }
    this.#wake();
  }

  #takeHead() {
    const end = this.#bytes.indexOf('\r\n\r\n');
    if (end < 0) return;
    this.head = this.#bytes.subarray(0, end + 4).toString('latin1');
    this.#bytes = this.#bytes.subarray(end + 4);
  }

  #takeFrame() {
    const [first, second] = this.#bytes;
    if (first === undefined || second === undefined) return false;
    const short = second & 0x7f;
    const size = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (this.#bytes.length < size) return false;
    const length =
      size === 2
        ? short
        : size === 4
          ? this.#bytes.readUInt16BE(2)
          : Number(this.#bytes.readBigUInt64BE(2));
    if (this.#bytes.length < size + length) return false;
    const payload = this.#bytes.subarray(size, size + length);
    this.#bytes = this.#bytes.subarray(size + length);
    this.#keep(first, second, payload);
    return true;
  }

  /** @param {number} first @param {number} second @param {Buffer} payload */
  #keep(first, second, payload) {
    const code = first & 0x0f;
    if (code === 8) {
      const reason = payload.subarray(2).toString();
      // 1005 stands for a close frame without a code, as in a browser.
      const closeCode = payload.length < 2 ? 1005 : payload.readUInt16BE(0);
      this.closeFrame = { code: closeCode, reason };
      return;
    }
    if (code === 9 && this.#autoPong) this.sendFrame(0x8a, payload);
    this.#received.push({
      kind: kinds[/** @type {1 | 2 | 9 | 10} */ (code)],
      payload: Buffer.from(payload),
      text: payload.toString('utf8'),
      fin: (first & 0x80) !== 0,
      rsv: (first & 0x70) >> 4,
      masked: (second & 0x80) !== 0,
    });
  }

  #wake() {
    for (const waiter of this.#waiters) waiter();
    this.#waiters.clear();
  }
}

/**
 * An upgrade request and the `Sec-WebSocket-Accept` that it deserves.
 * @param {string} path
 * @param {Record<string, string>} [headers]
 */
export function upgradeRequest(path, headers = {}) {
  const key = randomBytes(16).toString('base64');
  const lines = Object.entries({
    Host: '127.0.0.1',
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': key,
    'Sec-WebSocket-Version': '13',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return { text: `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, accept: acceptOf(key) };
}

/** @param {string} key */
function acceptOf(key) {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}
