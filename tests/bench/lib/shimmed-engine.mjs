/**
 * The shipped engine in Node.js without network and without time: messages are given to its socket one by
 * one, and a day passes as fast as its messages are read.
 */

import { createCore } from '../../integration/lib/glue.mjs';
import { ManualClock } from '../../upstreams/clock.mjs';
import { RateLimit } from '../../upstreams/http/rate-limit.mjs';
import { settingsFrom as scorelyticsSettings } from '../../upstreams/scorelytics/options.mjs';
import { restAnswer as scorelyticsAnswer } from '../../upstreams/scorelytics/rest.mjs';
import { streamMessages } from '../../upstreams/scorelytics/shapes.mjs';
import { broadcastsOf } from '../../upstreams/stats-api/broadcasts.mjs';
import { settingsFrom as statsApiSettings } from '../../upstreams/stats-api/options.mjs';
import { jsonEncode } from '../../upstreams/stats-api/reverb/php.mjs';
import { matchJson, playJson } from '../../upstreams/stats-api/shapes.mjs';
import { BusyWorld } from './busy-world.mjs';
import { StubNetwork } from './stub-network.mjs';

/** @typedef {import('./pages.mjs').ProviderName} ProviderName */
/** @typedef {import('../../upstreams/world.mjs').Match} Match */
/** @typedef {import('./stub-network.mjs').StubSocket} StubSocket */

const key = 'sk_test_demo';

export class ShimmedEngine {
  /** @type {BusyWorld} */
  world;
  /** Events that a page would have heard. */
  events = 0;
  #network;
  #host = this.#makeHost();
  /** @type {any} the core's exports */
  #core;
  #board = 0;
  /** @type {Match[]} */
  #matches;
  #next = 0;
  #text = '';
  /** @type {string[]} */
  #outgoing = [];

  /**
   * @param {ProviderName} provider
   * @param {{matches: number, folder?: URL}} options folder: of another build of the core
   */
  static async start(provider, { matches, folder }) {
    const engine = new ShimmedEngine(provider, matches);
    engine.#core = await createCore(engine.#network.globals(), engine.#host, folder);
    const options = engine.#options(provider);
    engine.#board = engine.#core._sl_board_create(engine.#write(JSON.stringify(options)));
    // Many matches take turns until each is proven: what a page may ask in a minute is bounded.
    for (let seconds = 0; seconds < 180; seconds += 1) {
      await engine.pass(1000);
      if (engine.state().connection.state === 'live') return engine;
    }
    const { state, reason } = engine.state().connection;
    throw new Error(`the engine is ${state}, ${reason ?? 'no reason'}`);
  }

  /** @param {ProviderName} provider @param {number} matches */
  constructor(provider, matches) {
    // One time for the world, the providers and the page: a row that is old is not called live.
    const clock = new ManualClock();
    const world = new BusyWorld({ clock });
    this.world = world;
    this.#matches = world.fill(matches, provider === 'scorelytics' ? 'football' : 'basketball');
    const speak = provider === 'scorelytics' ? speakScorelytics : speakStatsApi;
    const { server, texts } = speak(world);
    this.#network = new StubNetwork(server, clock);
    world.onChange((change) => this.#outgoing.push(...texts(change)));
  }

  /** So many messages as the provider would send them, about all matches in turn. @param {number} count */
  messages(count) {
    while (this.#outgoing.length < count) {
      this.world.message(/** @type {Match} */ (this.#matches[this.#next % this.#matches.length]));
      this.#next += 1;
    }
    return this.#outgoing.splice(0, count);
  }

  /** A message arrives. @param {string} text */
  deliver(text) {
    const [socket] = this.#network.sockets;
    if (!socket) throw new Error('the engine has no socket');
    socket.deliver(text);
  }

  /** Time passes: timers run, requests are answered. @param {number} ms */
  async pass(ms) {
    this.#network.clock.advance(ms);
    await null;
  }

  /** @returns {import('../../../web/src/core.ts').BoardState} */
  state() {
    this.#core._sl_board_state(this.#board);
    return JSON.parse(this.#text);
  }

  /** Throws when the board does not show what is true, though it had the time to ask. */
  async check() {
    let wrong = '';
    // A score that begins anew takes back what was shown: an answer has to settle it.
    for (let seconds = 0; seconds < 120; seconds += 1) {
      await this.pass(1000);
      wrong = this.#wrong();
      if (!wrong) return;
    }
    throw new Error(wrong);
  }

  /** The first match that is not as it is in truth; empty: none. */
  #wrong() {
    const shown = new Map(
      this.state().matches.map(({ id, home, away }) => [id, `${home.score}:${away.score}`]),
    );
    for (const { number, id } of this.#matches) {
      const { homeScore, awayScore } = this.world.truth(number);
      const truth = `${homeScore}:${awayScore}`;
      const score = shown.get(id) ?? shown.get(String(number));
      if (score !== truth) return `match ${id}: ${score} instead of ${truth}`;
    }
    return '';
  }

  /** The wasm's memory, and how much of it is in use where the core was built to tell. */
  memory() {
    const { memoryInUse } = /** @type {{memoryInUse?: () => number}} */ (this.#host);
    return { total: this.#core.HEAPU8.length, inUse: memoryInUse?.() ?? Number.NaN };
  }

  /** @param {string} text */
  #write(text) {
    const bytes = new TextEncoder().encode(text);
    const target = this.#core._sl_scratch(bytes.length);
    this.#core.HEAPU8.set(bytes, target);
    return bytes.length;
  }

  /** @param {ProviderName} provider */
  #options(provider) {
    const isScorelytics = provider === 'scorelytics';
    return {
      provider,
      ...(isScorelytics ? { sport: 'football', apiKey: key } : { appKey: 'app' }),
      matches: this.#matches.map(({ id, number }) => (isScorelytics ? id : String(number))),
      restUrl: 'http://stub',
      wsUrl: 'ws://stub',
      authUrl: 'http://stub/broadcasting/auth',
    };
  }

  /** @returns {import('../../../web/src/core.ts').CoreHost} */
  #makeHost() {
    const nothing = () => {};
    return {
      boardChanged: nothing,
      boardEvent: (_, __, detail) => {
        this.events += Number(JSON.parse(detail) !== null);
      },
      wakeBoard: nothing,
      text: (text) => {
        this.#text = text;
      },
      askCredential: nothing,
      askAuthorisation: nothing,
      send: (...request) => this.#network.send(...request),
      takeEarly: () => false,
      mapMatch: (_, json) => json,
      kickoffText: () => '20:45',
      textMeasure: nothing,
      textPixels: () => 0,
      crestHas: () => 0,
      crestPixels: nothing,
      textureCreate: nothing,
      textureUpdate: nothing,
      textureDestroy: nothing,
      present: nothing,
    };
  }
}

/**
 * @typedef {object} Speaker
 * @property {import('./stub-network.mjs').Server} server
 * @property {(change: import('../../upstreams/world.mjs').Change) => string[]} texts of the stream
 */

/** @param {BusyWorld} world @returns {Speaker} */
function speakScorelytics(world) {
  const settings = scorelyticsSettings({ world, plan: { restPerMinute: 1e9, sockets: 5 } });
  const budget = new RateLimit(settings.clock);
  return {
    server: {
      opened() {},
      heard() {},
      answer(method, url, headers) {
        const request = /** @type {any} */ ({ method, url, headers });
        const { status, body = '' } = scorelyticsAnswer(settings, budget, request, new URL(url));
        return { status, body };
      },
    },
    texts: (change) => streamMessages(change, settings).map((message) => JSON.stringify(message)),
  };
}

/** @param {BusyWorld} world @returns {Speaker} */
function speakStatsApi(world) {
  const settings = statsApiSettings({ world });
  /** @type {Set<string>} */
  const subscribed = new Set();
  /** @param {StubSocket} socket @param {string} event @param {string} data @param {object} [more] */
  const say = (socket, event, data, more = {}) =>
    socket.deliver(jsonEncode({ event, data, ...more }));
  return {
    server: {
      opened: (socket) =>
        say(
          socket,
          'pusher:connection_established',
          jsonEncode({ socket_id: '1.1', activity_timeout: 30 }),
        ),
      heard(socket, text) {
        const { event, data } = JSON.parse(text);
        if (event === 'pusher:ping') say(socket, 'pusher:pong', '{}');
        if (event === 'pusher:subscribe') {
          subscribed.add(data.channel);
          say(socket, 'pusher_internal:subscription_succeeded', '{}', { channel: data.channel });
        }
      },
      answer(_, url) {
        if (url.endsWith('/auth')) return { status: 200, body: JSON.stringify({ auth: 'app:0' }) };
        if (/\/schedule/.test(url)) {
          const data = world.list.map((match) => matchJson(match, settings));
          return { status: 200, body: JSON.stringify({ data }) };
        }
        const [, id, part] = /matches\/(\d+)(\/play-by-play)?$/.exec(url) ?? [];
        const match = world.find(Number(id));
        if (!match) return { status: 404, body: '{}' };
        const data = part
          ? match.plays.map((play) => playJson(play, settings))
          : matchJson(match, settings);
        return { status: 200, body: JSON.stringify({ data }) };
      },
    },
    texts: (change) =>
      broadcastsOf(change, settings).map(({ channels, event, data }) => {
        const channel = channels.find((name) => subscribed.has(name));
        return jsonEncode({ event, data: jsonEncode(data), channel });
      }),
  };
}
