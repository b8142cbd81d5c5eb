/**
 * @typedef {'trial' | 'starter' | 'growth'} PlanName
 * @typedef {{restPerMinute: number, sockets: number}} Plan
 *
 * @typedef {object} Key
 * @property {PlanName | Plan} [plan] default: the server's plan
 * @property {string[]} [scopes] default: all of them
 *
 * @typedef {object} Options
 * @property {import('../world.mjs').World} world
 * @property {import('../clock.mjs').Clock} [clock]
 * @property {Record<string, Key>} [keys] default: `sk_test_demo` with all scopes
 * @property {PlanName | Plan} [plan] default: starter
 * @property {number} [pingIntervalMs] default 30 000 (doc: ws overview)
 * @property {'seconds' | 'minutes'} [gameClockUnit] the docs say minutes, their sample is seconds
 * @property {'always' | 'never'} [footballMinute] `minute` is optional in a football score_update
 * @property {0 | null} [scoreBeforeStart] not documented
 * @property {'null' | 'missing'} [lastCursor] both mean "last page" (doc: pagination)
 * @property {import('../http/cors.mjs').CorsPolicy} [cors]
 *
 * @typedef {Required<Options>} Settings
 */

import { systemClock } from '../clock.mjs';

/** doc: rate-limits. @type {Record<PlanName, Plan>} */
const plans = {
  trial: { restPerMinute: 60, sockets: 2 },
  starter: { restPerMinute: 300, sockets: 5 },
  growth: { restPerMinute: 1200, sockets: 20 },
};

export const allScopes = ['read:matches', 'read:leagues', 'stream:websocket', 'mcp:invoke'];

/** @param {Options} options @returns {Settings} */
export function settingsFrom(options) {
  return {
    clock: systemClock,
    keys: { sk_test_demo: {} },
    plan: 'starter',
    pingIntervalMs: 30_000,
    gameClockUnit: 'seconds',
    footballMinute: 'always',
    scoreBeforeStart: 0,
    lastCursor: 'null',
    cors: { origins: '*', headers: ['X-API-Key', 'Authorization', 'Accept'] },
    ...options,
  };
}

/** @param {Settings} settings @param {Key} key @returns {Plan} */
export function planOf(settings, key) {
  const plan = key.plan ?? settings.plan;
  return typeof plan === 'string' ? plans[plan] : plan;
}
