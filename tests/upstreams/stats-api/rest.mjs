/**
 * The REST API under `/api/v1`, and the channel authorisation.
 */

import { readBody } from '../http/body.mjs';
import { isPreflight } from '../http/cors.mjs';
import { jsonAnswer } from '../http/json.mjs';
import { boxScore } from './box-score.mjs';
import { broadcastingAuth } from './broadcasting-auth.mjs';
import { competitionsOf, standingsOf, teamsOf } from './competitions.mjs';
import { errorAnswer, rateLimited } from './errors.mjs';
import { limitOf } from './options.mjs';
import { listAnswer, schedule } from './schedule.mjs';
import { matchJson, playJson } from './shapes.mjs';
import { identify, mayRead } from './tokens.mjs';

/**
 * @typedef {import('./options.mjs').Settings} Settings
 * @typedef {import('./options.mjs').Token} Token
 */

const notFound = () => errorAnswer(404, 'Not Found.');
const notSubscribed = () => errorAnswer(403, 'Competition not in subscription');

/**
 * @param {Settings} settings
 * @param {import('../http/rate-limit.mjs').RateLimit} budget
 * @param {import('node:http').IncomingMessage} request
 * @param {URL} url
 * @param {import('../http/request-log.mjs').LoggedRequest} entry
 * @returns {Promise<import('../http/host.mjs').Answer>}
 */
export async function restAnswer(settings, budget, request, url, entry) {
  if (isPreflight(request)) return { status: 204 };
  const isAuth = /^(\/api\/v1)?\/broadcasting\/auth$/.test(url.pathname);
  if (isAuth && request.method === 'OPTIONS') {
    return { status: 200, headers: { allow: 'GET,HEAD,POST' } };
  }
  const input = isAuth ? await authInput(request, url) : {};
  Object.assign(entry.body, input);
  const caller = identify(settings, request);
  if (!caller) return errorAnswer(401, 'Unauthenticated.');
  const limit = limitOf(settings, caller.token);
  const spent = budget.spend(caller.name, limit);
  const answer = spent.isOver
    ? rateLimited(limit, spent.retryAfter)
    : authorizedAnswer(settings, caller.token, request, url, isAuth ? input : null);
  const limits = {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(spent.remaining),
  };
  return { ...answer, headers: { ...answer.headers, ...limits } };
}

/**
 * @param {Settings} settings
 * @param {Token} token
 * @param {import('node:http').IncomingMessage} request
 * @param {URL} url
 * @param {Record<string, string> | null} authInput
 */
function authorizedAnswer(settings, token, request, url, authInput) {
  if (token.isSuspended) return errorAnswer(402, 'Account suspended or expired');
  if (authInput) return broadcastingAuth(settings, token, request, authInput);
  const [, base, id, part] =
    /^\/api\/v1\/(me|competitions|matches)(?:\/(\d+)(?:\/([a-z-]+))?)?$/.exec(url.pathname) ?? [];
  const matches = settings.world.matches().filter((match) => match.sport === 'basketball');
  if (base === 'me' && id === undefined) return jsonAnswer(200, { data: me(settings, token) });
  if (base === 'competitions' && id === undefined) {
    const mine = matches.filter((match) => mayRead(token, match.league.number));
    return listAnswer(settings, competitionsOf(mine), url.searchParams);
  }
  if (base === 'competitions') {
    return competitionAnswer(settings, token, matches, Number(id), part, url.searchParams);
  }
  const match = matches.find((candidate) => candidate.number === Number(id));
  if (base !== 'matches' || !match) return notFound();
  return matchAnswer(settings, token, match, part, url.searchParams);
}

/**
 * @param {Settings} settings
 * @param {Token} token
 * @param {import('../world.mjs').Match[]} all
 * @param {number} id
 * @param {string | undefined} part
 * @param {URLSearchParams} query
 */
function competitionAnswer(settings, token, all, id, part, query) {
  const matches = all.filter((match) => match.league.number === id);
  if (matches.length === 0) return notFound();
  if (!mayRead(token, id)) return notSubscribed();
  switch (part) {
    case 'schedule':
      return schedule(settings, matches, query);
    case 'standings':
      return jsonAnswer(200, { data: standingsOf(matches) });
    case 'teams':
      return listAnswer(settings, teamsOf(matches), query);
    default:
      return notFound();
  }
}

/**
 * @param {Settings} settings
 * @param {Token} token
 * @param {import('../world.mjs').Match} match
 * @param {string | undefined} part
 * @param {URLSearchParams} query
 */
function matchAnswer(settings, token, match, part, query) {
  if (!mayRead(token, match.league.number)) return notSubscribed();
  switch (part) {
    case undefined:
      return jsonAnswer(200, { data: matchJson(match, settings) });
    case 'play-by-play':
      return listAnswer(
        settings,
        match.plays.map((play) => playJson(play, settings)),
        query,
      );
    case 'box-score':
      return jsonAnswer(200, { data: boxScore(match) });
    default:
      return notFound();
  }
}

/** doc: rest, sample of `/me`. @param {Settings} settings @param {Token} token */
function me(settings, token) {
  const competitions = token.competitions ?? 'all';
  const ids = competitions === 'all' ? [] : competitions;
  return {
    client: {
      id: token.clientId ?? 12,
      name: 'Scoreboard demo',
      plan: token.plan ?? 'pro',
      rate_limit_per_minute: limitOf(settings, token),
      allow_websocket: token.allowWebsocket ?? true,
    },
    access: {
      all_competitions: competitions === 'all',
      competition_ids: ids,
      competition_count: ids.length,
    },
  };
}

/**
 * `socket_id` and `channel_name` from a form, from JSON or from the query (Reverb recording 26).
 * @param {import('node:http').IncomingMessage} request
 * @param {URL} url
 * @returns {Promise<Record<string, string>>}
 */
async function authInput(request, url) {
  const body = await readBody(request);
  const isJson = /json/.test(request.headers['content-type'] ?? '');
  const sent = isJson ? parsedObject(body) : Object.fromEntries(new URLSearchParams(body));
  const input = { ...Object.fromEntries(url.searchParams), ...sent };
  const entries = Object.entries(input).filter(([name]) => /^(socket_id|channel_name)$/.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** @param {string} text @returns {Record<string, unknown>} */
function parsedObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
