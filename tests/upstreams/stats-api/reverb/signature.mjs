/**
 * Channel signatures: hex HMAC-SHA256 of `socket_id:channel[:channel_data]` (Pusher protocol, channel
 * authorisation).
 */

import { createHmac, timingSafeEqual } from 'node:crypto';

/** @param {string} secret @param {string} text */
export function sign(secret, text) {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/**
 * @param {string} secret
 * @param {string} socketId
 * @param {string} channel
 * @param {string | null} [channelData]
 */
export function channelSignature(secret, socketId, channel, channelData = null) {
  const signed = channelData ? [socketId, channel, channelData] : [socketId, channel];
  return sign(secret, signed.join(':'));
}

/** `hash_equals`. @param {string} expected @param {string} given */
export function isSame(expected, given) {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
