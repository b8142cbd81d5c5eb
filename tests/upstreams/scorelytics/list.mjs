/**
 * `GET /v1/{sport}/matches`: filters and pages (doc: api-reference, pagination).
 */

import { jsonAnswer } from '../http/json.mjs';
import { decided, status } from '../world.mjs';
import { errorAnswer } from './errors.mjs';
import { compactMatch } from './shapes.mjs';

/** Codes 4 to 8 appear only in an unfiltered list (doc: status-codes). @type {Record<string, readonly number[]>} */
const statusFilters = {
  live: [status.live],
  scheduled: [status.scheduled],
  finished: decided,
};

/**
 * @param {import('./options.mjs').Settings} settings
 * @param {string} sport
 * @param {URLSearchParams} query
 */
export function listMatches(settings, sport, query) {
  const wanted = query.get('status');
  const codes = wanted === null ? null : statusFilters[wanted];
  if (codes === undefined) return errorAnswer(400, 'status must be live, scheduled or finished');
  const date = query.get('date');
  if (date !== null && !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    return errorAnswer(400, 'date must be YYYY-MM-DD');
  }
  const after = integer(query.get('after'), 0);
  const limit = integer(query.get('limit'), 50);
  if (after === null || limit === null || limit < 1) {
    return errorAnswer(400, 'after and limit must be positive integers');
  }
  const league = query.get('league_id');

  const found = settings.world
    .matches()
    .filter((match) => match.sport === sport)
    .filter((match) => codes === null || codes.includes(match.statusCode))
    .filter((match) => league === null || match.league.id === league)
    // The date is that of the kickoff in UTC.
    .filter((match) => date === null || new Date(match.kickoff).toISOString().startsWith(date));
  const rest = found.filter((match) => cursorOf(match) > after);
  // More than 200 is clamped without a word (doc: pagination).
  const size = Math.min(limit, 200);
  const page = rest.slice(0, size);
  const last = page[page.length - 1];
  const cursor = last && rest.length > page.length ? cursorOf(last) : null;
  return jsonAnswer(200, {
    data: page.map((match) => compactMatch(match, settings)),
    total: found.length,
    limit: size,
    ...(cursor === null && settings.lastCursor === 'missing' ? {} : { next_cursor: cursor }),
  });
}

/**
 * A place in the order rather than a count, so that cursors are stable under inserts.
 * @param {import('../world.mjs').Match} match
 */
function cursorOf(match) {
  return Math.floor(match.kickoff / 1000) * 100_000 + match.number;
}

/** @param {string | null} text @param {number} byDefault @returns {number | null} */
function integer(text, byDefault) {
  if (text === null) return byDefault;
  return /^\d{1,16}$/.test(text) ? Number(text) : null;
}
