/**
 * What a server was asked, for tests. Secrets never get in: query values of credentials are masked
 * and of the headers only harmless ones are kept.
 *
 * @typedef {object} LoggedRequest
 * @property {number} at milliseconds since the epoch
 * @property {string} method
 * @property {string} path path and query, credentials masked
 * @property {'header' | 'bearer' | 'query' | null} credential how a key or token came
 * @property {string | null} origin
 * @property {string | null} accept
 * @property {Record<string, string>} body harmless members of the body, e.g. `channel_name`
 * @property {number | null} status null while unanswered; 101 after an upgrade
 */

const secretParameters = new Set(['api_key', 'token', 'auth_key', 'auth_signature']);

export class RequestLog {
  /** @type {LoggedRequest[]} */
  entries = [];

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {number} at milliseconds since the epoch
   * @returns {LoggedRequest}
   */
  add(request, at) {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const entry = {
      at,
      method: request.method ?? 'GET',
      path: maskedPath(url),
      credential: credentialCarrier(request, url),
      origin: request.headers.origin ?? null,
      accept: request.headers.accept ?? null,
      body: {},
      status: null,
    };
    this.entries.push(entry);
    return entry;
  }

  /** @param {RegExp} path @returns {LoggedRequest[]} */
  of(path) {
    return this.entries.filter((entry) => path.test(entry.path));
  }

  clear() {
    this.entries = [];
  }
}

/** @param {URL} url */
function maskedPath(url) {
  for (const name of url.searchParams.keys()) {
    if (secretParameters.has(name)) url.searchParams.set(name, '***');
  }
  return url.pathname + url.search;
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {URL} url
 * @returns {LoggedRequest['credential']}
 */
function credentialCarrier(request, url) {
  if (request.headers['x-api-key'] !== undefined) return 'header';
  if (request.headers.authorization !== undefined) return 'bearer';
  return url.searchParams.has('api_key') ? 'query' : null;
}
