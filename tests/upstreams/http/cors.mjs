/**
 * CORS headers. Neither provider documents its policy, so a test chooses one.
 *
 * @typedef {false | {origins: '*' | string[], headers: string[]}} CorsPolicy false: no headers at all
 */

/**
 * @param {CorsPolicy} policy
 * @param {import('node:http').IncomingMessage} request
 * @returns {Record<string, string>}
 */
export function corsHeaders(policy, request) {
  const { origin } = request.headers;
  if (!policy || !origin) return {};
  if (policy.origins !== '*' && !policy.origins.includes(origin)) return {};
  /** @type {Record<string, string>} */
  const headers = {
    'access-control-allow-origin': policy.origins === '*' ? '*' : origin,
    'access-control-expose-headers':
      'X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After',
  };
  if (policy.origins !== '*') headers.vary = 'Origin';
  if (isPreflight(request)) {
    headers['access-control-allow-methods'] = 'GET, POST, OPTIONS';
    headers['access-control-allow-headers'] = policy.headers.join(', ');
    headers['access-control-max-age'] = '600';
  }
  return headers;
}

/** @param {import('node:http').IncomingMessage} request */
export function isPreflight(request) {
  return (
    request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined
  );
}
