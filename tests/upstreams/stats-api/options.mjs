/**
 * @typedef {import('./reverb/protocol.mjs').App} App
 * @typedef {'nested' | 'flat' | 'score' | 'teams'} Shape
 *
 * @typedef {object} Token
 * @property {'all' | number[]} [competitions] default: all
 * @property {'free' | 'starter' | 'pro'} [plan] default: pro
 * @property {boolean} [isSuspended]
 * @property {boolean} [allowWebsocket] default: true
 * @property {number} [clientId] default: 12
 *
 * @typedef {object} Options
 * @property {import('../world.mjs').World} world
 * @property {import('../clock.mjs').Clock} [clock]
 * @property {Record<string, Token>} [tokens] default: `12|demo-token` with all competitions
 * @property {number} [requestsPerMinute] instead of the plan's
 * @property {Shape} [shape] how a match looks in JSON: the vendor does not say
 * @property {'plain' | 'paginated'} [lists] `data` as array, or `data.data`
 * @property {number} [pageSize] of paginated lists; default: 50
 * @property {boolean} [liveIsUpcoming] does `time=upcoming` show matches in progress? default: true
 * @property {'down' | 'up'} [clockDirection] the direction of MM:SS is unspecified; default: down
 * @property {'event' | 'silent'} [corrections] are score corrections told on the socket? default: event
 * @property {Partial<App>} [app] Reverb's settings
 * @property {number} [maxRequestSize] bytes of a request to Reverb, head and body; default 10 000
 * @property {() => string} [newSocketId]
 * @property {number} [tickIntervalMs] of Reverb's prune and ping timer; default 60 000
 * @property {import('../http/cors.mjs').CorsPolicy} [cors]
 *
 * @typedef {Required<Omit<Options, 'requestsPerMinute' | 'app'>> & {requestsPerMinute: number | null, app: App}} Settings
 */

import { randomInt } from 'node:crypto';
import { systemClock } from '../clock.mjs';

/** doc: getting-started. @type {Record<'free' | 'starter' | 'pro', number>} */
const requestsPerMinute = { free: 60, starter: 600, pro: 3000 };

/** Reverb's defaults; the key is the documented public one. @type {App} */
const defaultApp = {
  key: 'stats-admin-public-key',
  secret: 'test-secret',
  id: 'stats',
  allowedOrigins: ['*'],
  activityTimeout: 30,
  pingInterval: 60,
  maxMessageSize: 10_000,
  maxConnections: null,
  acceptClientEventsFrom: 'members',
  rateLimiting: { enabled: false, maxAttempts: 60, decaySeconds: 60, terminateOnLimit: false },
};

/** @param {Options} options @returns {Settings} */
export function settingsFrom(options) {
  return {
    clock: systemClock,
    tokens: { '12|demo-token': {} },
    requestsPerMinute: null,
    shape: 'nested',
    lists: 'plain',
    pageSize: 50,
    liveIsUpcoming: true,
    clockDirection: 'down',
    corrections: 'event',
    newSocketId: randomSocketId,
    tickIntervalMs: 60_000,
    maxRequestSize: 10_000,
    cors: {
      origins: '*',
      headers: ['Authorization', 'Accept', 'Content-Type', 'X-Requested-With', 'X-CSRF-TOKEN'],
    },
    ...options,
    app: { ...defaultApp, ...options.app },
  };
}

/** @param {Settings} settings @param {Token} token */
export function limitOf(settings, token) {
  return settings.requestsPerMinute ?? requestsPerMinute[token.plan ?? 'pro'];
}

/** `N.N`, each 1 to 1e9 (reverb-observed: handshake). */
function randomSocketId() {
  return `${randomInt(1, 1_000_000_001)}.${randomInt(1, 1_000_000_001)}`;
}
