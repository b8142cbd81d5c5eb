/**
 * Client frames, reassembled and checked as Ratchet's MessageBuffer does it, with its words in the
 * close reasons (reverb-observed: bad input). A library would close with reasons of its own.
 *
 * @typedef {{kind: 'message', payload: Buffer}} MessageInput
 * @typedef {{kind: 'ping' | 'pong', payload: Buffer}} ControlInput
 * @typedef {{kind: 'close', payload: Buffer}} CloseInput the close frame to answer with
 * @typedef {MessageInput | ControlInput | CloseInput} Input
 *
 * @typedef {object} Frame
 * @property {boolean} isFinal
 * @property {number} reserved
 * @property {number} code opcode
 * @property {boolean} isMasked
 * @property {Buffer} payload
 */

import { isUtf8 } from 'node:buffer';
import { opcode } from './frames.mjs';

export class RatchetBuffer {
  #maxMessageSize;
  /** @type {Buffer} */
  #bytes = Buffer.alloc(0);
  /** @type {Buffer[]} */
  #parts = [];
  #isBinary = false;
  #isClosed = false;

  /** @param {number} maxMessageSize bytes; Reverb's default is 10 000 */
  constructor(maxMessageSize) {
    this.#maxMessageSize = maxMessageSize;
  }

  /** @param {Buffer} bytes @returns {Input[]} */
  feed(bytes) {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    /** @type {Input[]} */
    const inputs = [];
    while (!this.#isClosed) {
      const input = this.#take();
      if (input === null) break;
      if (input === 'incomplete message') continue;
      inputs.push(input);
      this.#isClosed = input.kind === 'close';
    }
    return inputs;
  }

  /** @returns {Input | 'incomplete message' | null} null: more bytes are needed */
  #take() {
    const header = readHeader(this.#bytes);
    if (!header) return null;
    // The size is judged by the header, before the payload has come.
    const gathered = this.#parts.reduce((sum, part) => sum + part.length, 0);
    if (header.length + gathered > this.#maxMessageSize) {
      return closeWith(1009, 'Maximum message size exceeded');
    }
    const end = header.size + header.length;
    if (this.#bytes.length < end) return null;
    const payload = Buffer.from(this.#bytes.subarray(header.size, end));
    this.#bytes = this.#bytes.subarray(end);
    if (header.mask) unmask(payload, header.mask);
    return this.#judge({ ...header, isMasked: header.mask !== null, payload });
  }

  /** @param {Frame} frame @returns {Input | 'incomplete message'} */
  #judge(frame) {
    if (frame.reserved) return closeWith(1002, 'Ratchet detected an invalid reserve code');
    if (!frame.isMasked) return closeWith(1002, 'Ratchet detected an incorrect frame mask');
    if (frame.code > opcode.binary) return control(frame);
    return this.#data(frame);
  }

  /** @param {Frame} frame @returns {Input | 'incomplete message'} */
  #data({ code, isFinal, payload }) {
    const isContinuation = code === opcode.continuation;
    if (isContinuation && this.#parts.length === 0) {
      return closeWith(1002, 'Ratchet detected the first frame of a message was a continue');
    }
    if (!isContinuation && this.#parts.length > 0) {
      return closeWith(1002, 'Ratchet detected invalid OP code when expecting continue frame');
    }
    if (!isContinuation) this.#isBinary = code === opcode.binary;
    this.#parts.push(payload);
    if (!isFinal) return 'incomplete message';
    const message = Buffer.concat(this.#parts);
    this.#parts = [];
    if (!this.#isBinary && !isUtf8(message)) {
      return closeWith(1007, 'Ratchet detected an invalid UTF-8 payload');
    }
    return { kind: 'message', payload: message };
  }
}

/** @param {Frame} frame @returns {Input} */
function control({ code, isFinal, payload }) {
  if (payload.length > 125 || !isFinal) {
    return closeWith(
      1002,
      'Ratchet detected a mismatch between final bit and indicated payload length',
    );
  }
  if (code === opcode.ping) return { kind: 'ping', payload };
  if (code === opcode.pong) return { kind: 'pong', payload };
  if (code !== opcode.close) return closeWith(1002, 'Ratchet detected an invalid OP code');
  if (payload.length === 0) return closeWith(1000, '');
  if (payload.length === 1 || !isCloseCode(payload.readUInt16BE(0))) {
    return closeWith(1002, 'Ratchet detected an invalid close code');
  }
  if (!isUtf8(payload.subarray(2))) {
    return closeWith(1007, 'Ratchet detected an invalid UTF-8 payload in the close reason');
  }
  // The same code and reason go back (Reverb recording 01).
  return { kind: 'close', payload };
}

/** @param {number} code @param {string} reason @returns {CloseInput} */
function closeWith(code, reason) {
  const payload = Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]);
  return { kind: 'close', payload };
}

/** Codes that a peer may send; 1004 to 1006 are reserved. @param {number} code */
function isCloseCode(code) {
  if (code >= 3000 && code < 5000) return true;
  return code >= 1000 && code <= 1011 && ![1004, 1005, 1006].includes(code);
}

/** @param {Buffer} bytes */
function readHeader(bytes) {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  const short = second & 0x7f;
  const lengthSize = short === 126 ? 2 : short === 127 ? 8 : 0;
  const isMasked = (second & 0x80) !== 0;
  const size = 2 + lengthSize + (isMasked ? 4 : 0);
  if (bytes.length < size) return null;
  const length =
    lengthSize === 0
      ? short
      : lengthSize === 2
        ? bytes.readUInt16BE(2)
        : Number(bytes.readBigUInt64BE(2));
  return {
    isFinal: (first & 0x80) !== 0,
    reserved: first & 0x70,
    code: first & 0x0f,
    size,
    length,
    mask: isMasked ? bytes.subarray(size - 4, size) : null,
  };
}

/** @param {Buffer} payload changed in place @param {Buffer} mask */
function unmask(payload, mask) {
  for (let index = 0; index < payload.length; index += 1) {
    payload[index] =
      /** @type {number} */ (payload[index]) ^ /** @type {number} */ (mask[index % 4]);
  }
}
