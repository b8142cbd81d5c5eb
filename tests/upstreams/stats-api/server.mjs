/**
 * A server that behaves as the ds2 Stats API does, on loopback: REST, channel authorisation and a
 * Reverb server on one port.
 */

import { STATUS_CODES } from 'node:http';
import { Faults } from '../faults/faults.mjs';
import { readBody } from '../http/body.mjs';
import { corsHeaders } from '../http/cors.mjs';
import { Host } from '../http/host.mjs';
import { RateLimit } from '../http/rate-limit.mjs';
import { broadcastsOf } from './broadcasts.mjs';
import { errorAnswer, rateLimited } from './errors.mjs';
import { limitOf, settingsFrom } from './options.mjs';
import { restAnswer } from './rest.mjs';
import { dispatch, eventsApi } from './reverb/events-api.mjs';
import { jsonEncode } from './reverb/php.mjs';
import { ReverbProtocol } from './reverb/protocol.mjs';
import { requestSize } from './reverb/request-size.mjs';
import { methodNotAllowed, plainAnswer, ReverbSockets } from './reverb/sockets.mjs';

export class StatsApiServer {
  /** Reverb's settings; changes take effect at once. */
  app;
  /** Ways in which it is less kind than its documentation. */
  faults;
  #settings;
  #protocol;
  #sockets;
  #host;
  #budget;
  #stopListening;
  #port = 0;

  /** @param {import('./options.mjs').Options} options */
  constructor(options) {
    const settings = settingsFrom(options);
    const { clock, app } = settings;
    const budget = new RateLimit(clock);
    this.app = app;
    this.#settings = settings;
    this.#budget = budget;
    this.#protocol = new ReverbProtocol(app, clock.now, settings.newSocketId);
    const isReverbs = (/** @type {URL} */ url) => /^\/apps?\//.test(url.pathname);
    this.#host = new Host(
      clock,
      {
        rest: (request, url, entry) =>
          isReverbs(url)
            ? this.#reverbHttp(request, url, entry)
            : this.faults.answer(request, (world) =>
                restAnswer({ ...settings, world }, budget, request, url, entry),
              ),
        upgrade: (request, socket, _, entry) => {
          if (requestSize(request) > settings.maxRequestSize) socket.end(tooLarge);
          else this.#sockets.upgrade(request, socket, entry);
        },
        throttled: (retryAfter) => {
          const limit = limitOf(settings, {});
          const answer = rateLimited(limit, retryAfter);
          const limits = { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': '0' };
          return { ...answer, headers: { ...answer.headers, ...limits } };
        },
        headers: (request) => this.faults.cdn.exposing(corsHeaders(settings.cors, request)),
        ready: (what) => this.faults.freezer.pass(what),
        malformed: (error, socket) => {
          // A head above `max_request_size`, or no HTTP at all (reverb-observed: handshake).
          const isLong = error.code === 'HPE_HEADER_OVERFLOW';
          socket.end(isLong ? tooLarge : plainAnswer(400, 'Bad Request', 'Bad request.'));
        },
      },
      // Reverb itself judges a request without a Host.
      { maxHeaderSize: settings.maxRequestSize, requireHostHeader: false },
    );
    this.faults = new Faults({
      ...settings,
      host: this.#host,
      doors: {
        rest: /^\/api\/v1\/(?!broadcasting)/,
        authorisation: /broadcasting\/auth/,
        stream: /^\/app\//,
      },
      errorShape: (status) => errorAnswer(status, STATUS_CODES[status] ?? 'Unknown'),
    });
    const { freezer, broadcasts } = this.faults;
    this.#sockets = new ReverbSockets(this.#protocol, clock, freezer, settings.tickIntervalMs);
    this.#stopListening = settings.world.onChange((change) =>
      broadcasts.deliver(change, () => this.#tell(change)),
    );
  }

  /** @param {import('../world.mjs').Change} change */
  #tell(change) {
    for (const { channels, event, data } of broadcastsOf(change, this.#settings)) {
      this.trigger(channels, event, data);
    }
  }

  /** Delays, holds, failures and 429s of REST answers and of the channel authorisation. */
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
    return this.#sockets.muted;
  }

  /** Half-open connections: they stay, but nothing is sent on them, no pongs either. */
  set muted(muted) {
    this.#sockets.muted = muted;
  }

  /**
   * Broadcasts an event. 'laravel' encodes the data as PHP does (so `\u` escapes come out doubled),
   * 'api' as JavaScript does; a string goes out as it is (Reverb recordings 05 and 05b).
   * @param {string | string[]} channel
   * @param {string} event verbatim, e.g. `event.received`
   * @param {unknown} data
   * @param {{as?: 'laravel' | 'api', exceptSocketId?: string}} [options]
   */
  trigger(channel, event, data, { as = 'laravel', exceptSocketId } = {}) {
    const encode = as === 'laravel' ? jsonEncode : JSON.stringify;
    const request = {
      name: event,
      data: typeof data === 'string' ? data : encode(data),
      channels: [channel].flat(),
      ...(exceptSocketId === undefined ? {} : { socket_id: exceptSocketId }),
    };
    this.#sockets.apply(dispatch(this.#protocol, request));
  }

  /** Open WebSockets, subscribed or not. */
  get socketCount() {
    return this.#sockets.count;
  }

  /** Subscriptions, all or those of one channel. @param {string} [channel] e.g. `private-match.123` */
  subscriptionCount(channel) {
    return this.#protocol.subscriptionCount(channel);
  }

  /** Ends all WebSockets without a close frame. @param {'fin' | 'rst'} [how] */
  dropSockets(how = 'fin') {
    this.#host.dropUpgraded(how);
  }

  /** Sends bytes as they are to every open WebSocket, e.g. `textFrame(...)`. @param {Buffer} bytes */
  sendRaw(bytes) {
    this.#sockets.sendRaw(bytes);
  }

  /** Gives every token a fresh request budget. */
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

  /** What SIGTERM does to Reverb: FIN to everybody, then connections are refused (recording 14). */
  stop() {
    this.#host.stopAccepting();
    this.#host.dropUpgraded('fin');
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
    this.#stopListening();
    this.faults.close();
    this.#sockets.close();
    await this.#host.close();
  }

  /**
   * Plain HTTP on Reverb's own paths, answered on the raw socket because it has no headers.
   * @param {import('node:http').IncomingMessage} request
   * @param {URL} url
   * @param {import('../http/request-log.mjs').LoggedRequest} entry
   */
  async #reverbHttp(request, url, entry) {
    const { socket, method = 'GET', headers } = request;
    const isApp = url.pathname.startsWith('/app/');
    const isGet = method === 'GET' || method === 'HEAD';
    // Node.js sees no upgrade without `Connection: Upgrade`, Reverb sees one.
    if (isApp && isGet && headers.upgrade) {
      this.#sockets.upgrade(request, socket, entry);
      return null;
    }
    const body = await readBody(request);
    const isTooLarge = requestSize(request, body) > this.#settings.maxRequestSize;
    if (!isApp) {
      const now = this.#settings.clock.now();
      const { raw, effects } = eventsApi(this.#protocol, method, url, body, isTooLarge, now);
      this.#sockets.apply(effects);
      socket.end(raw);
    } else if (isTooLarge) {
      socket.end(tooLarge);
    } else if (isGet) {
      // Reverb recording 02: a GET without an upgrade, whatever the key.
      socket.end(plainAnswer(500, 'Internal Server Error', 'Internal server error.'));
    } else {
      socket.end(methodNotAllowed('GET'));
    }
    return null;
  }
}

const tooLarge = plainAnswer(413, 'Request Entity Too Large', 'Payload too large.');
