/**
 * The REST API.
 */

import { isPreflight } from '../http/cors.mjs';
import { jsonAnswer } from '../http/json.mjs';
import { events, lineups, stats } from './enrichment.mjs';
import { errorAnswer, insufficientScope, invalidKey, notFound, rateLimited } from './errors.mjs';
import { hasScope, identify } from './keys.mjs';
import { listMatches } from './list.mjs';
import { planOf } from './options.mjs';
import { matchDetail } from './shapes.mjs';

/**
 * @param {import('./options.mjs').Settings} settings
 * @param {import('../http/rate-limit.mjs').RateLimit} budget
 * @param {import('node:http').IncomingMessage} request
 * @param {URL} url
 * @returns {import('../http/host.mjs').Answer}
 */
export function restAnswer(settings, budget, request, url) {
  if (isPreflight(request)) return { status: 204 };
  // Not rate-limited and without a key (doc: rate-limits).
  if (url.pathname === '/health' || url.pathname === '/readyz') {
    return jsonAnswer(200, { status: 'ok' });
  }
  const caller = identify(settings, request, url);
  const plan = planOf(settings, caller?.key ?? {});
  const spent = budget.spend(caller?.name ?? 'nobody', plan.restPerMinute);
  const limits = {
    'x-ratelimit-limit': String(spent.limit),
    'x-ratelimit-remaining': String(spent.remaining),
    'x-ratelimit-reset': String(spent.reset),
  };
  const answer = authorizedAnswer(settings, caller, request, url, spent);
  return { ...answer, headers: { ...answer.headers, ...limits } };
}

/**
 * @param {import('./options.mjs').Settings} settings
 * @param {ReturnType<typeof identify>} caller
 * @param {import('node:http').IncomingMessage} request
 * @param {URL} url
 * @param {{isOver: boolean, retryAfter: number}} spent
 */
function authorizedAnswer(settings, caller, request, url, spent) {
  if (url.pathname.startsWith('/v1/ws/')) {
    return errorAnswer(426, 'This endpoint speaks WebSocket', undefined, { upgrade: 'websocket' });
  }
  if (!caller) return invalidKey();
  if (spent.isOver) return rateLimited(spent.retryAfter);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return errorAnswer(400, 'Only GET is answered here');
  }
  if (!hasScope(caller.key, 'read:matches')) return insufficientScope('read:matches');
  return matchesAnswer(settings, url);
}

/** @param {import('./options.mjs').Settings} settings @param {URL} url */
function matchesAnswer(settings, url) {
  const path = /^\/v1\/(football|basketball)\/matches(?:\/([^/]+)(?:\/([a-z0-9]+))?)?$/.exec(
    url.pathname,
  );
  const [, sport, id, part] = path ?? [];
  if (sport === undefined) return notFound();
  if (id === undefined) return listMatches(settings, sport, url.searchParams);
  const match = settings.world.find(decodeURIComponent(id));
  if (!match || match.sport !== sport) return notFound();
  switch (part) {
    case undefined:
      // A bare object, no wrapper (doc: single-match).
      return jsonAnswer(200, matchDetail(match, settings));
    case 'events':
      return jsonAnswer(200, events(match));
    case 'stats':
      return jsonAnswer(200, stats(match));
    case 'lineups':
      return jsonAnswer(200, lineups(match));
    default:
      return notFound();
  }
}
