/**
 * `GET /competitions/{id}/schedule` with `time`, `limit` and `round` (doc: rest).
 */

import { jsonAnswer } from '../http/json.mjs';
import { invalidField } from './errors.mjs';
import { matchJson } from './shapes.mjs';
import { statusWord } from './status.mjs';

const upcoming = new Set(['scheduled', 'postponed']);
const live = new Set(['in_progress', 'interrupted']);

/**
 * @param {import('./options.mjs').Settings} settings
 * @param {import('../world.mjs').Match[]} matches of the competition
 * @param {URLSearchParams} query
 */
export function schedule(settings, matches, query) {
  const time = query.get('time') ?? 'upcoming';
  if (!['upcoming', 'past', 'all'].includes(time)) return invalidField('time');
  const limit = query.get('limit') ?? '50';
  if (!/^[1-9]\d{0,3}$/.test(limit)) return invalidField('limit');
  const round = query.get('round');
  if (round !== null && !/^\d+$/.test(round)) return invalidField('round');

  const found = matches
    .filter((match) => time === 'all' || isUpcoming(settings, match) === (time === 'upcoming'))
    .filter((match) => round === null || match.round === Number(round))
    .slice(0, Number(limit))
    .map((match) => matchJson(match, settings));
  return listAnswer(settings, found, query);
}

/**
 * Lists sit in `data`, or in `data.data` when paginated (doc: rest); the keys beside it and the
 * parameter `page` are Laravel's.
 * @param {import('./options.mjs').Settings} settings
 * @param {unknown[]} items
 * @param {URLSearchParams} query
 */
export function listAnswer(settings, items, query) {
  if (settings.lists === 'plain') return jsonAnswer(200, { data: items });
  const { pageSize } = settings;
  const number = Math.max(1, Number(query.get('page')) || 1);
  const last = Math.max(1, Math.ceil(items.length / pageSize));
  const page = {
    current_page: number,
    data: items.slice((number - 1) * pageSize, number * pageSize),
    last_page: last,
    per_page: pageSize,
    total: items.length,
    next_page_url: number < last ? `?page=${number + 1}` : null,
  };
  return jsonAnswer(200, { data: page });
}

/** Whether a match in progress is "upcoming" is unspecified. @param {import('./options.mjs').Settings} settings @param {import('../world.mjs').Match} match */
function isUpcoming(settings, match) {
  const word = statusWord(match);
  return upcoming.has(word) || (settings.liveIsUpcoming && live.has(word));
}
