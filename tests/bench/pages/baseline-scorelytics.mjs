/**
 * Scorelytics on a page without any library: `fetch` for the snapshot, a WebSocket for what comes after
 * it, DOM. As correct as a page can be without much ado: it shows the first snapshot at once, asks again
 * when the stream is open, and applies once more what the stream told in between.
 */

import { DomBoard } from './dom-board.mjs';

/**
 * @typedef {object} Options
 * @property {string} restUrl
 * @property {string} wsUrl
 * @property {string} apiKey
 * @property {'football' | 'basketball'} sport
 * @property {string[]} matches
 *
 * @typedef {{board: DomBoard, match: any, told: any[] | null, at: number}} Followed told: while a snapshot is
 *   on its way; at: when the clock was told
 */

const mostSockets = 5;

/** @param {Element} target @param {Options} options @returns {() => void} ends it */
export function follow(target, options) {
  const { restUrl, wsUrl, apiKey, sport, matches } = options;
  const boards = new Map(
    matches.map((id) => {
      /** @type {Followed} */
      const followed = { board: new DomBoard(target, id), match: null, told: null, at: 0 };
      return [id, followed];
    }),
  );
  let isOver = false;
  /** @type {Set<WebSocket>} */
  const sockets = new Set();

  /** @param {string} id */
  async function ask(id) {
    const followed = /** @type {Followed} */ (boards.get(id));
    followed.told = [];
    const answer = await fetch(`${restUrl}/v1/${sport}/matches/${id}`, {
      headers: { 'X-API-Key': apiKey },
    });
    if (!answer.ok) throw new Error(`${id}: HTTP ${answer.status}`);
    followed.match = await answer.json();
    followed.at = performance.now();
    for (const message of followed.told ?? []) apply(followed.match, message);
    followed.told = null;
    show(followed);
  }

  /** @param {string} path @param {string[]} ids @param {number} [failures] */
  function open(path, ids, failures = 0) {
    const socket = new WebSocket(`${wsUrl}/v1/ws/${path}?api_key=${encodeURIComponent(apiKey)}`);
    sockets.add(socket);
    socket.onopen = () => {
      failures = 0;
      for (const id of ids) void ask(id);
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      const followed = boards.get(message.match_id);
      if (!followed) return;
      followed.told?.push(message);
      if (!followed.match) return;
      apply(followed.match, message);
      followed.at = performance.now();
      show(followed);
    };
    socket.onclose = () => {
      sockets.delete(socket);
      if (isOver) return;
      const wait = Math.random() * Math.min(30_000, 1000 * 2 ** failures);
      setTimeout(() => open(path, ids, failures + 1), wait);
    };
  }

  for (const id of matches) void ask(id);
  if (matches.length > mostSockets) open('live', matches);
  else for (const id of matches) open(`match/${id}`, [id]);

  // A running clock goes on between messages; nobody looks at it in a hidden tab.
  const clock =
    sport === 'basketball'
      ? setInterval(() => {
          if (!document.hidden) for (const followed of boards.values()) show(followed);
        }, 1000)
      : undefined;
  return () => {
    isOver = true;
    clearInterval(clock);
    for (const socket of sockets) socket.close();
    for (const { board } of boards.values()) board.element.remove();
  };
}

/** @param {any} match @param {any} message */
function apply(match, { type, data }) {
  if (type === 'score_update') {
    match.home_score = data.home;
    match.away_score = data.away;
    if (data.minute !== undefined) match.minute = data.minute;
    if (data.period !== undefined) match.period = data.period;
    if (data.game_clock_secs !== undefined) match.game_clock_secs = data.game_clock_secs;
  } else if (type === 'status_change') {
    match.status_code = data.to;
  }
}

/** @param {Followed} followed */
function show({ board, match, at }) {
  if (!match) return;
  board.show({
    home: match.home_team,
    away: match.away_team,
    homeScore: match.home_score,
    awayScore: match.away_score,
    text: textOf(match, at),
  });
}

/** @param {any} match @param {number} at */
function textOf(match, at) {
  if (match.status_code === 1) return new Date(match.kickoff_ts * 1000).toLocaleTimeString();
  if (match.status_code !== 2) return 'FT';
  if (match.minute != null) return `${match.minute}'`;
  const clock = match.game_clock_secs ?? -1;
  if (clock < 0) return `Q${match.period - 21}`;
  const left = Math.max(0, clock - Math.floor((performance.now() - at) / 1000));
  return `Q${match.period - 21} ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
