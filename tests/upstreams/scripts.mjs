/**
 * Scripted matches, from kickoff to full time. `after_ms` is the match time since the step before.
 *
 * @typedef {import('./world/steps.mjs').Step} Step
 * @typedef {import('./world/match.mjs').Side} Side
 * @typedef {{after_ms: number, step: Step}[]} Script
 */

import { seededRandom } from './prng.mjs';
import { period, status } from './world/codes.mjs';

export { Player } from './player.mjs';

const second = 1_000;
const minute = 60 * second;

/** @param {number} after_ms @param {Step} step */
const at = (after_ms, step) => ({ after_ms, step });

/** @param {number} count @returns {Script} */
const minutes = (count) => Array.from({ length: count }, () => at(minute, { do: 'tick' }));

/** 2-1, with a goal taken back, 45+2 and a half-time. @type {Script} */
export const footballScript = [
  at(0, { do: 'kickoff' }),
  ...minutes(12),
  at(10 * second, { do: 'goal', side: 'home', player: 'Vinícius Júnior' }),
  ...minutes(21),
  at(10 * second, { do: 'goal', side: 'away', player: 'Lamine Yamal' }),
  at(90 * second, { do: 'correction', home: 1, away: 0 }),
  ...minutes(14),
  at(5 * second, { do: 'period', code: period.halfTime }),
  at(15 * minute, { do: 'period', code: period.secondHalf }),
  ...minutes(20),
  at(10 * second, { do: 'goal', side: 'away', player: 'Raphinha' }),
  at(10 * second, { do: 'incident', type: 'yellow_card', side: 'home', player: 'Tchouaméni' }),
  ...minutes(22),
  at(10 * second, { do: 'goal', side: 'home', player: 'Jude Bellingham' }),
  ...minutes(6),
  at(5 * second, { do: 'status', code: status.finished }),
];

/** @param {Side} side @param {string} type @param {number} seconds @returns {Script} */
const shot = (side, type, seconds) => [
  at(seconds * second, { do: 'tick', seconds }),
  at(0, { do: 'play', type, side, playerId: side === 'home' ? 88 : 41, x: 42.5, y: 18.2 }),
];

/** @returns {Script} */
const quarter = () => [
  ...shot('home', '3pt_made', 40),
  ...shot('away', '2pt_made', 35),
  ...shot('away', '2pt_missed', 30),
  ...shot('home', 'foul', 25),
  at(10 * second, { do: 'play', type: 'ft_made', side: 'away', playerId: 41 }),
  at(5 * second, { do: 'clockStart' }),
  ...shot('home', 'turnover', 60),
  ...shot('away', '3pt_made', 50),
  at(1 * second, { do: 'play', type: 'timeout', side: 'home' }),
  at(60 * second, { do: 'clockStart' }),
  ...shot('home', '2pt_made', 120),
  at(240 * second, { do: 'tick', seconds: 240 }),
  at(0, { do: 'clockStop' }),
];

/** Four quarters with a correction, a stopped clock and a lead by the away side. @type {Script} */
export const basketballScript = [
  at(0, { do: 'kickoff' }),
  ...quarter(),
  at(2 * minute, { do: 'period', code: period.quarter2 }),
  ...quarter(),
  at(2 * second, { do: 'correction', home: 9, away: 12 }),
  at(15 * minute, { do: 'period', code: period.quarter3 }),
  ...quarter(),
  at(2 * minute, { do: 'period', code: period.quarter4 }),
  ...quarter(),
  at(5 * second, { do: 'status', code: status.finished }),
];

/**
 * A football match out of a seed: same seed, same match. Some have an interruption, some a goal
 * taken back, some extra time.
 * @param {number} seed
 * @returns {Script}
 */
export function randomFootball(seed) {
  const random = seededRandom(seed);
  const score = { home: 0, away: 0 };
  const interruptedAt = random() < 0.3 ? 5 + Math.floor(random() * 80) : -1;
  /** @type {Script} */
  const script = [at(0, { do: 'kickoff' })];

  /** @param {number} count @param {number} from */
  const half = (count, from) => {
    for (let played = 1; played <= count; played += 1) {
      script.push(at(minute, { do: 'tick' }));
      if (from + played === interruptedAt) {
        script.push(at(second, { do: 'status', code: status.interrupted }));
        script.push(at(10 * minute, { do: 'status', code: status.live }));
      }
      if (random() >= 0.035) continue;
      const side = random() < 0.55 ? 'home' : 'away';
      script.push(
        at(second, { do: 'goal', side, player: `Player ${1 + Math.floor(random() * 23)}` }),
      );
      score[side] += 1;
      if (random() >= 0.12) continue;
      score[side] -= 1;
      script.push(at(80 * second, { do: 'correction', ...score }));
    }
  };

  half(45 + Math.floor(random() * 4), 0);
  script.push(at(second, { do: 'period', code: period.halfTime }));
  script.push(at(15 * minute, { do: 'period', code: period.secondHalf }));
  half(45 + Math.floor(random() * 6), 45);
  if (score.home === score.away && random() < 0.3) {
    script.push(at(5 * minute, { do: 'extraTime' }));
    half(30, 90);
    const level = score.home === score.away;
    const code = level ? status.afterPenalties : status.afterExtraTime;
    script.push(at(second, { do: 'status', code }));
  } else {
    script.push(at(second, { do: 'status', code: status.finished }));
  }
  return script;
}

const plays = ['2pt_made', '2pt_missed', '3pt_made', '3pt_missed', 'turnover', 'rebound', 'foul'];

/**
 * A basketball match out of a seed, with overtimes while it is level.
 * @param {number} seed
 * @returns {Script}
 */
export function randomBasketball(seed) {
  const random = seededRandom(seed);
  const score = { home: 0, away: 0 };
  const interruptedIn = random() < 0.2 ? 1 + Math.floor(random() * 3) : -1;
  /** @type {Script} */
  const script = [at(0, { do: 'kickoff' })];

  /** @param {Side} side @param {string} type */
  const play = (side, type) => {
    const shotAt = type.includes('pt_')
      ? { x: Math.round(random() * 1000) / 10, y: Math.round(random() * 500) / 10 }
      : {};
    const playerId = 10 + Math.floor(random() * 80);
    script.push(at(0, { do: 'play', type, side, playerId, ...shotAt }));
    score[side] += { '2pt_made': 2, '3pt_made': 3, ft_made: 1 }[type] ?? 0;
  };

  /** @param {number} length seconds */
  const playPeriod = (length) => {
    for (let left = length; left > 0; ) {
      const seconds = Math.min(left, 8 + Math.floor(random() * 17));
      left -= seconds;
      script.push(at(seconds * second, { do: 'tick', seconds }));
      const side = random() < 0.5 ? 'home' : 'away';
      const type = plays[Math.floor(random() * plays.length)] ?? 'turnover';
      play(side, type);
      if (type === 'foul') {
        const shooter = side === 'home' ? 'away' : 'home';
        for (let shots = 0; shots < 2; shots += 1) {
          play(shooter, random() < 0.75 ? 'ft_made' : 'ft_missed');
        }
        script.push(at(4 * second, { do: 'clockStart' }));
      }
      if (random() < 0.01 && score[side] >= 2) {
        score[side] -= 2;
        script.push(at(15 * second, { do: 'correction', ...score }));
      }
    }
    script.push(at(0, { do: 'clockStop' }));
  };

  for (let quarterNumber = 0; quarterNumber < 4; quarterNumber += 1) {
    if (quarterNumber > 0) {
      script.push(at(2 * minute, { do: 'period', code: period.quarter1 + quarterNumber }));
    }
    if (quarterNumber === interruptedIn) {
      script.push(at(second, { do: 'status', code: status.interrupted }));
      script.push(at(8 * minute, { do: 'status', code: status.live }));
      script.push(at(0, { do: 'clockStart' }));
    }
    playPeriod(600);
  }
  for (let code = period.overtime1; score.home === score.away; code += 1) {
    script.push(at(2 * minute, { do: 'period', code }));
    playPeriod(300);
  }
  script.push(at(second, { do: 'status', code: status.finished }));
  return script;
}
