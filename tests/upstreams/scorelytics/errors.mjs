/**
 * Error bodies: `{error, code?, request_id}` (doc: errors).
 */

import { jsonAnswer } from '../http/json.mjs';

let lastRequest = 0;

/**
 * @param {number} status
 * @param {string} error for people
 * @param {string} [code]
 * @param {Record<string, string>} [headers]
 */
export function errorAnswer(status, error, code, headers = {}) {
  lastRequest += 1;
  const request_id = `req_${lastRequest.toString(36).padStart(6, '0')}`;
  const body = code === undefined ? { error, request_id } : { error, code, request_id };
  return jsonAnswer(status, body, headers);
}

export const invalidKey = () =>
  errorAnswer(401, 'API key missing, malformed or revoked', 'invalid_api_key');

/** @param {string} scope */
export const insufficientScope = (scope) =>
  errorAnswer(403, `This key lacks the scope ${scope}`, 'insufficient_scope');

export const notFound = () => errorAnswer(404, 'No such resource', 'not_found');

/** @param {number} retryAfter seconds */
export const rateLimited = (retryAfter) =>
  errorAnswer(429, 'Request budget spent', 'rate_limited', { 'retry-after': String(retryAfter) });
