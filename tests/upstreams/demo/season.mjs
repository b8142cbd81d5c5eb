/**
 * A season that never ends: a few matches always run, one always waits, one is interrupted, one is
 * over. When a match has ended, the same two clubs meet again under another id.
 */

import { Player } from '../player.mjs';
import { randomBasketball, randomFootball } from '../scripts.mjs';
import { status } from '../world.mjs';

const minute = 60_000;
const pauseBetweenMatches = 10 * minute;

/** @typedef {{sport: import('../world/match.mjs').Sport, home: string, away: string, seed: number}} Fixture */

/** @type {Fixture[]} */
const running = [
  { sport: 'football', home: 'Atlético Madrid', away: 'Málaga CF', seed: 3 },
  { sport: 'football', home: '1. FC Köln', away: 'Beşiktaş', seed: 11 },
  { sport: 'basketball', home: 'Čačak 94', away: 'KK Šabac', seed: 7 },
  { sport: 'basketball', home: 'Žalgiris Kaunas', away: 'Ολυμπιακός', seed: 90 },
];

export class Season {
  #world;
  #clock;
  #speed;
  #isOver = false;
  /** @type {Map<Fixture, string>} the id of each fixture's latest match */
  #current = new Map();
  /** @type {Map<Fixture, Player>} */
  #players = new Map();
  /** @type {Set<() => void>} */
  #wakers = new Set();

  /**
   * @param {import('../world.mjs').World} world
   * @param {import('../clock.mjs').Clock} clock
   * @param {number} speed 60: a minute takes a second
   */
  constructor(world, clock, speed) {
    this.#world = world;
    this.#clock = clock;
    this.#speed = speed;
    this.#addStanding();
    for (const fixture of running) void this.#play(fixture);
  }

  /** What a page should show, the running ones first. */
  featured() {
    const ids = new Set([...this.#current.values(), 'waiting', 'interrupted', 'over', 'tip-off']);
    return [...ids].map((id) => this.#world.truth(id));
  }

  stop() {
    this.#isOver = true;
    for (const player of this.#players.values()) player.stop();
    for (const wake of this.#wakers) wake();
  }

  /** Matches that stand still. */
  #addStanding() {
    const world = this.#world;
    const now = this.#clock.now();
    world.add({
      id: 'waiting',
      sport: 'football',
      home: 'Śląsk Wrocław',
      away: 'Győri ETO',
      kickoff: now + 120 * minute,
    });
    world.add({ id: 'interrupted', sport: 'football', home: 'Bodø/Glimt', away: 'Þór Akureyri' });
    world.kickoff('interrupted');
    world.tick('interrupted', { minutes: 31 });
    world.goal('interrupted', 'away', 'Jónsson');
    world.status('interrupted', status.interrupted);
    world.add({ id: 'over', sport: 'basketball', home: 'Crvena zvezda', away: 'Budućnost' });
    this.#finish('over');
    world.add({
      id: 'tip-off',
      sport: 'basketball',
      home: 'Cedevita Olimpija',
      away: 'Igokea',
      kickoff: now + 45 * minute,
    });
  }

  /** @param {string} id */
  #finish(id) {
    for (const { step } of randomBasketball(21)) this.#world.apply(id, step);
  }

  /** @param {Fixture} fixture */
  async #play(fixture) {
    const makeScript = fixture.sport === 'football' ? randomFootball : randomBasketball;
    for (let meeting = 1; !this.#isOver; meeting += 1) {
      const id = `${fixture.sport}-${fixture.seed}-${meeting}`;
      const { sport, home, away } = fixture;
      this.#world.add({ id, sport, home, away, kickoff: this.#clock.now() });
      this.#current.set(fixture, id);
      const script = makeScript(fixture.seed + meeting - 1);
      const player = new Player(this.#world, id, script, {
        clock: this.#clock,
        speed: this.#speed,
      });
      this.#players.set(fixture, player);
      // The first meetings are under way when the page opens, each at another point.
      const skipped = meeting === 1 ? Math.floor((script.length * (fixture.seed % 5)) / 6) : 0;
      for (let step = 0; step < skipped && !this.#isOver; step += 1) await player.next();
      await player.start();
      await this.#pause();
      // The last meeting stays for those who look at it, the one before goes.
      this.#world.remove(`${fixture.sport}-${fixture.seed}-${meeting - 1}`);
    }
  }

  /** @returns {Promise<void>} */
  #pause() {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#clock.after(resolve, pauseBetweenMatches / this.#speed);
      this.#wakers.add(() => {
        cancel();
        resolve();
      });
    });
  }
}
