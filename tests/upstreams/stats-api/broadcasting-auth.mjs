/**
 * `/broadcasting/auth`, as Laravel's own endpoint answers (Reverb recording 26): form, JSON and GET.
 * It runs on the vendor's rules: a match and a competition need a subscription, `games` any account.
 */

import { laravelError, wantsJson } from './laravel-error.mjs';
import { jsonEncode } from './reverb/php.mjs';
import { channelSignature } from './reverb/signature.mjs';
import { mayRead } from './tokens.mjs';

/**
 * @param {import('./options.mjs').Settings} settings
 * @param {import('./options.mjs').Token} token
 * @param {import('node:http').IncomingMessage} request
 * @param {Record<string, string>} input socket_id and channel_name
 * @returns {import('../http/host.mjs').Answer}
 */
export function broadcastingAuth(settings, token, request, input) {
  const channel = input.channel_name ?? '';
  const socketId = input.socket_id ?? '';
  const isJson = wantsJson(request);
  // Access is judged before the socket id is looked at.
  if (!mayJoin(settings, token, plainName(channel))) {
    return laravelError(403, 'Forbidden', '', isJson);
  }
  // The signer throws on a socket id that is none; encrypted channels lack a master key.
  if (!/^\d+\.\d+$/.test(socketId) || channel.startsWith('private-encrypted-')) {
    return laravelError(500, 'Internal Server Error', 'Server Error', isJson);
  }
  const { key, secret } = settings.app;
  if (channel.startsWith('private')) {
    const auth = `${key}:${channelSignature(secret, socketId, channel)}`;
    return authAnswer({ auth });
  }
  // Everything else is signed like a presence channel, public names too.
  const channel_data = jsonEncode({ user_id: String(token.clientId ?? 12), user_info: true });
  const auth = `${key}:${channelSignature(secret, socketId, channel, channel_data)}`;
  return authAnswer({ auth, channel_data });
}

/** @param {Record<string, string>} value @returns {import('../http/host.mjs').Answer} */
function authAnswer(value) {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache, private' },
    body: jsonEncode(value),
  };
}

/** The name that the access rules see; `private-cache-x` becomes `cache-x`, for which no rule exists. @param {string} channel */
function plainName(channel) {
  return channel.replace(/^(private-encrypted-|private-|presence-)/, '');
}

/**
 * @param {import('./options.mjs').Settings} settings
 * @param {import('./options.mjs').Token} token
 * @param {string} name
 */
function mayJoin(settings, token, name) {
  if (token.allowWebsocket === false) return false;
  if (name === 'games') return true;
  const [, kind, id] = /^(match|competition)\.(\d+)$/.exec(name) ?? [];
  if (kind === 'competition') return mayRead(token, Number(id));
  const match = kind === 'match' ? settings.world.find(Number(id)) : null;
  return match !== null && mayRead(token, match.league.number);
}
