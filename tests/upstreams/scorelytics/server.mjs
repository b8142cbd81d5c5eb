/**
 * A server that behaves as Scorelytics does, on loopback.
 */

import { STATUS_CODES } from 'node:http';
import { Faults } from '../faults/faults.mjs';
import { corsHeaders } from '../http/cors.mjs';
import { Host } from '../http/host.mjs';
import { RateLimit } from '../http/rate-limit.mjs';
import { errorAnswer, rateLimited } from './errors.mjs';
import { planOf, settingsFrom } from './options.mjs';
import { restAnswer } from './rest.mjs';
import { Streams } from './streams.mjs';

export class ScorelyticsServer {
  /** Ways in which it is less kind than its documentation. */
  faults;
  #host;
  #streams;
  #budget;
  #port = 0;

  /** @param {import('./options.mjs').Options} options */
  constructor(options) {
    const settings = settingsFrom(options);
    const budget = new RateLimit(settings.clock);
    this.#budget = budget;
    this.#host = new Host(settings.clock, {
      rest: (request, url) =>
        this.faults.answer(request, (world) =>
          restAnswer({ ...settings, world }, budget, request, url),
        ),
      upgrade: (...upgrade) => this.#streams.upgrade(...upgrade),
      throttled: (retryAfter) => spentAnswer(settings, retryAfter),
      headers: (request) => this.faults.cdn.exposing(corsHeaders(settings.cors, request)),
      ready: (what) => this.faults.freezer.pass(what),
    });
    this.faults = new Faults({
      ...settings,
      host: this.#host,
      doors: { rest: /^\/v1\/(football|basketball)/, stream: /^\/v1\/ws\// },
      errorShape: (status) => errorAnswer(status, STATUS_CODES[status] ?? 'Unknown'),
    });
    this.#streams = new Streams(settings, this.faults);
  }

  /** Delays, holds, failures and 429s of REST answers. */
  get rest() {
    return this.#host.rest;
  }

  /** The same for WebSocket upgrades. */
  get upgrades() {
    return this.#host.upgrades;
  }

  get requests() {
    return this.#host.log;
  }

  get muted() {
    return this.#streams.muted;
  }

  /** Half-open connections: they stay, but nothing is sent on them, no pongs either. */
  set muted(muted) {
    this.#streams.muted = muted;
  }

  /** Open WebSockets. @param {string} [matchId] only those of this match */
  socketCount(matchId) {
    return this.#streams.count(matchId);
  }

  /** Ends all WebSockets without a close frame. @param {'fin' | 'rst'} [how] */
  dropSockets(how = 'fin') {
    this.#host.dropUpgraded(how);
  }

  /** Ends all WebSockets with a close frame. @param {number} code @param {string} [reason] */
  closeSockets(code, reason = '') {
    this.#streams.closeAll(code, reason);
  }

  /** Sends a text as it is to every open WebSocket. @param {string} text */
  sendRaw(text) {
    this.#streams.sendRaw(text);
  }

  /** Gives every key a fresh request budget. */
  refillBudgets() {
    this.#budget.clear();
  }

  /** Refuses new TCP connections; open ones live on. */
  stopAccepting() {
    this.#host.stopAccepting();
  }

  /** Takes connections again on the same port. */
  async acceptAgain() {
    await this.#host.acceptAgain(this.#port);
  }

  /** @param {{port?: number}} [options] */
  async listen(options) {
    this.#port = await this.#host.listen(options);
    return {
      url: `http://127.0.0.1:${this.#port}`,
      wsUrl: `ws://127.0.0.1:${this.#port}`,
      close: () => this.close(),
    };
  }

  async close() {
    this.faults.close();
    this.#streams.close();
    await this.#host.close();
  }
}

/**
 * The 429 that a test forces, with the headers that every response carries (doc: rate-limits).
 * @param {import('./options.mjs').Settings} settings
 * @param {number} retryAfter seconds
 */
function spentAnswer(settings, retryAfter) {
  const answer = rateLimited(retryAfter);
  const limits = {
    'x-ratelimit-limit': String(planOf(settings, {}).restPerMinute),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(settings.clock.now() / 1000) + retryAfter),
  };
  return { ...answer, headers: { ...answer.headers, ...limits } };
}
