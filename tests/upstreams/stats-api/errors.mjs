/**
 * Error answers. Only the 429 body is documented; the others are Laravel's defaults.
 */

import { jsonAnswer } from '../http/json.mjs';

/** @param {number} status @param {string} message */
export const errorAnswer = (status, message) => jsonAnswer(status, { message });

/** `message` and `errors` by field, as Laravel's validator gives them. @param {string} field */
export function invalidField(field) {
  const message = `The selected ${field} is invalid.`;
  return jsonAnswer(422, { message, errors: { [field]: [message] } });
}

/** doc: authentication. @param {number} limit per minute @param {number} retryAfter seconds */
export function rateLimited(limit, retryAfter) {
  const body = {
    message: 'Rate limit exceeded',
    limit_per_minute: limit,
    retry_after_seconds: retryAfter,
  };
  return jsonAnswer(429, body, { 'retry-after': String(retryAfter) });
}
