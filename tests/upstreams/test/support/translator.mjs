/**
 * Recorded texts in terms of the running server: socket ids are replaced, and signatures that were
 * made for a recorded socket id are made anew for the actual one.
 */

import { createHmac } from 'node:crypto';

const hex = /[0-9a-fA-F]{64}/g;

export class Translator {
  #secret;
  #signedTexts;
  /** recorded socket id to actual one @type {Map<string, string>} */
  #ids = new Map();

  /** @param {string} secret @param {string} recordingText the whole file */
  constructor(secret, recordingText) {
    this.#secret = secret;
    this.#signedTexts = signedTexts(recordingText);
  }

  /** @param {string} recorded @param {string} actual frames with `connection_established` */
  learn(recorded, actual) {
    this.#ids.set(socketIdOf(recorded), socketIdOf(actual));
  }

  /** @param {string} text */
  translate(text) {
    const signed = text.replace(hex, (signature) => this.#signAgain(signature));
    return [...this.#ids].reduce((result, [from, to]) => result.replaceAll(from, to), signed);
  }

  /** @param {string} signature */
  #signAgain(signature) {
    // Of zeros: meant to be wrong.
    if (/^0+$/.test(signature)) return signature;
    const isUpper = /[A-F]/.test(signature);
    for (const [recorded, actual] of this.#ids) {
      for (const text of this.#signedTexts) {
        if (this.#sign(`${recorded}:${text}`) !== signature.toLowerCase()) continue;
        const again = this.#sign(`${actual}:${text}`);
        return isUpper ? again.toUpperCase() : again;
      }
    }
    throw new Error('a recorded signature that no recorded socket id and channel explains');
  }

  /** @param {string} text */
  #sign(text) {
    return createHmac('sha256', this.#secret).update(text).digest('hex');
  }
}

/** @param {string} frame `connection_established` */
function socketIdOf(frame) {
  return JSON.parse(JSON.parse(frame).data).socket_id;
}

/** All `channel` and `channel:channel_data` that a recording can have signed. @param {string} recording */
function signedTexts(recording) {
  const plain = recording.replaceAll('\\', '');
  const channels = new Set(plain.match(/(?:[a-z]+-)*[a-z]+\.\d+/g));
  // Recording 06 has a signature for this one, which is not named in it.
  channels.add('private-match.124');
  const datas = [...plain.matchAll(/"channel_data":"?(\{.*?\}|nojson)"?[,}]/g)].map(
    (match) => match[1],
  );
  // Nested objects end later than the first brace.
  const nested = [...plain.matchAll(/"channel_data":"(\{.*?\}\})"/g)].map((match) => match[1]);
  const suffixes = new Set(['', ...[...datas, ...nested].map((data) => `:${data}`)]);
  return [...channels].flatMap((channel) => [...suffixes].map((suffix) => channel + suffix));
}
