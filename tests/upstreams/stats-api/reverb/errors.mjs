/**
 * `pusher:error` as Reverb writes it: `data` is a string and there is no `channel` (reverb-observed:
 * frames).
 */

import { jsonEncode } from './php.mjs';

export class PusherError extends Error {
  /** @param {number} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export const unauthorized = () => new PusherError(4009, 'Connection is unauthorized');

/** Whatever else goes wrong. @param {unknown} error */
export function errorText(error) {
  const { code, message } =
    error instanceof PusherError ? error : new PusherError(4200, 'Invalid message format');
  return jsonEncode({ event: 'pusher:error', data: jsonEncode({ code, message }) });
}
