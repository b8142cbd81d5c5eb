/**
 * Who asks: the key may come in one of three carriers (doc: authentication). That the Bearer form
 * also works on the WebSocket handshake is not stated; it is accepted here.
 */

import { allScopes } from './options.mjs';

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {URL} url
 * @returns {string | null}
 */
function presentedKey(request, url) {
  const header = request.headers['x-api-key'];
  if (typeof header === 'string') return header;
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '');
  return bearer?.[1] ?? url.searchParams.get('api_key');
}

/**
 * @param {import('./options.mjs').Settings} settings
 * @param {import('node:http').IncomingMessage} request
 * @param {URL} url
 */
export function identify(settings, request, url) {
  const name = presentedKey(request, url);
  const key = name === null ? undefined : settings.keys[name];
  return name === null || !key ? null : { name, key };
}

/** @param {import('./options.mjs').Key} key @param {string} scope */
export function hasScope(key, scope) {
  return (key.scopes ?? allScopes).includes(scope);
}
