/**
 * Who asks: `Authorization: Bearer <token>` (doc: authentication).
 */

/**
 * @param {import('./options.mjs').Settings} settings
 * @param {import('node:http').IncomingMessage} request
 */
export function identify(settings, request) {
  const name = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = name === undefined ? undefined : settings.tokens[name];
  return name === undefined || !token ? null : { name, token };
}

/** @param {import('./options.mjs').Token} token @param {number} competition */
export function mayRead(token, competition) {
  const competitions = token.competitions ?? 'all';
  return competitions === 'all' || competitions.includes(competition);
}
