/**
 * The Stats API on a page as Laravel's documentation has it: laravel-echo with pusher-js, `fetch` for the
 * snapshot, DOM. It shows the first snapshot at once, asks again when the channel is subscribed, and
 * applies once more what was told in between.
 */

import Echo from 'laravel-echo';
import Pusher from 'pusher-js';
import { DomBoard } from './dom-board.mjs';

/**
 * @typedef {object} Options
 * @property {string} restUrl
 * @property {string} wsUrl
 * @property {string} appKey
 * @property {string} authUrl
 * @property {Record<string, string>} authHeaders
 * @property {string[]} matches
 */

/** @param {Element} target @param {Options} options @returns {() => void} ends it */
export function follow(target, { restUrl, wsUrl, appKey, authUrl, authHeaders, matches }) {
  const { hostname, port } = new URL(wsUrl);
  const echo = new /** @type {any} */ (Echo)({
    broadcaster: 'reverb',
    Pusher,
    key: appKey,
    wsHost: hostname,
    wsPort: Number(port),
    wssPort: Number(port),
    forceTLS: wsUrl.startsWith('wss'),
    enabledTransports: ['ws', 'wss'],
    disableStats: true,
    authEndpoint: authUrl,
    auth: { headers: authHeaders },
  });
  const boards = matches.map((id) => followOne(target, id));
  return () => {
    echo.disconnect();
    for (const board of boards) board.element.remove();
  };

  /** @param {Element} target @param {string} id */
  function followOne(target, id) {
    const board = new DomBoard(target, id);
    /** @type {any} */
    let match = null;
    /** @type {any[] | null} while a snapshot is on its way */
    let told = null;

    const show = () =>
      board.show({
        home: match.home_team.name,
        away: match.away_team.name,
        homeScore: match.home_score,
        awayScore: match.away_score,
        text: textOf(match),
      });
    const ask = async () => {
      told = [];
      const answer = await fetch(`${restUrl}/matches/${id}`, {
        headers: { ...authHeaders, Accept: 'application/json' },
      });
      if (!answer.ok) throw new Error(`${id}: HTTP ${answer.status}`);
      match = (await answer.json()).data;
      for (const event of told ?? []) apply(match, event);
      told = null;
      show();
    };
    const hear = (/** @type {any} */ event) => {
      told?.push(event);
      if (!match) return;
      apply(match, event);
      show();
    };
    void ask();
    echo
      .private(`match.${id}`)
      .subscribed(ask)
      .listen('.event.received', hear)
      .listen('.status.changed', hear);
    return board;
  }
}

/** @param {any} match @param {any} event */
function apply(match, event) {
  match.status = event.status;
  match.home_score = event.home_score;
  match.away_score = event.away_score;
  if (event.current_period !== undefined) match.current_period = event.current_period;
  if (event.current_clock !== undefined) match.current_clock = event.current_clock;
}

/** @param {any} match */
function textOf(match) {
  if (match.status === 'scheduled') return new Date(match.scheduled_at).toLocaleTimeString();
  if (match.status !== 'in_progress') return 'FT';
  return `Q${match.current_period} ${match.current_clock}`;
}
