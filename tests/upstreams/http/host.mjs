/**
 * What both fake providers share: a loopback HTTP server whose answers pass a gate, a log of what was
 * asked, and a grip on every TCP socket.
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Record<string, string>} [headers]
 * @property {string} [body]
 * @property {boolean} [hasDate] default: true, by the server's clock unless the headers have one
 *
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {import('./gate.mjs').Gate} GateOf
 *
 * @typedef {object} Routes
 * @property {(request: Request, url: URL, entry: import('./request-log.mjs').LoggedRequest) => Answer | null | Promise<Answer | null>} rest
 *   null: answered on the raw socket already
 * @property {(request: Request, socket: import('node:net').Socket, head: Buffer, entry: import('./request-log.mjs').LoggedRequest) => void} upgrade
 * @property {(retryAfter: number) => Answer} throttled the provider's 429
 * @property {(request: Request) => Record<string, string>} [headers] added to every REST answer
 * @property {(what: 'rest' | 'stream') => Promise<void>} [ready] waits while the server answers nothing
 * @property {(error: Error & {code?: string}, socket: import('node:net').Socket) => void} [malformed]
 */

import { createServer, STATUS_CODES } from 'node:http';
import { isPreflight } from './cors.mjs';
import { Gate } from './gate.mjs';
import { RequestLog } from './request-log.mjs';

export class Host {
  log = new RequestLog();
  #clock;
  #routes;
  #server;
  /** @type {Set<import('node:net').Socket>} */
  #sockets = new Set();
  /** @type {Set<import('node:net').Socket>} */
  #upgraded = new Set();

  /**
   * @param {import('../clock.mjs').Clock} clock
   * @param {Routes} routes
   * @param {import('node:http').ServerOptions} [serverOptions]
   */
  constructor(clock, routes, serverOptions = {}) {
    this.#clock = clock;
    this.#routes = routes;
    this.rest = new Gate(clock);
    this.upgrades = new Gate(clock);
    this.#server = createServer(serverOptions);
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      // A dropped socket makes its peer's writes fail; that is the test's intention, not an error.
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        this.#upgraded.delete(socket);
      });
    });
    this.#server.on('request', (request, response) => void this.#rest(request, response));
    this.#server.on('upgrade', (request, socket, head) => {
      void this.#upgrade(request, /** @type {import('node:net').Socket} */ (socket), head);
    });
    const { malformed } = routes;
    if (malformed) {
      this.#server.on('clientError', (error, socket) =>
        malformed(error, /** @type {import('node:net').Socket} */ (socket)),
      );
    }
  }

  /** @param {{port?: number}} [options] port 0: any free one */
  async listen({ port = 0 } = {}) {
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve(null);
      });
    });
    return this.port;
  }

  get port() {
    const address = this.#server.address();
    return address && typeof address === 'object' ? address.port : 0;
  }

  /** Open sockets that were upgraded to WebSocket. */
  get upgradedCount() {
    return this.#upgraded.size;
  }

  /** Ends upgraded sockets without a close frame: 'fin' politely, 'rst' not. @param {'fin' | 'rst'} how */
  dropUpgraded(how) {
    for (const socket of this.#upgraded) end(socket, how);
  }

  /** What comes on upgraded sockets waits. */
  pauseUpgraded() {
    for (const socket of this.#upgraded) socket.pause();
  }

  resumeUpgraded() {
    for (const socket of this.#upgraded) socket.resume();
  }

  /** Every socket, those of REST included. @param {'fin' | 'rst'} how */
  dropAll(how) {
    for (const socket of this.#sockets) end(socket, how);
  }

  /** New connections are refused; open ones live on. */
  stopAccepting() {
    this.#server.close();
  }

  /** Takes connections again, on the same port. @param {number} port */
  async acceptAgain(port) {
    await this.listen({ port });
  }

  async close() {
    this.rest.clear();
    this.upgrades.clear();
    const closed = new Promise((resolve) => this.#server.close(() => resolve(null)));
    this.#server.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** @param {Request} request @param {Response} response */
  async #rest(request, response) {
    const entry = this.log.add(request, this.#clock.now());
    await this.#routes.ready?.('rest');
    const path = request.url ?? '/';
    // A browser's question whether it may ask is not the request that a test means.
    const rule = isPreflight(request) ? null : this.rest.take(path);
    if (rule?.refusal?.status === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const answer = await this.#answer(request, entry, rule);
    if (!answer || response.destroyed) return;
    entry.status = answer.status;
    const added = isPreflight(request) ? {} : this.rest.headers;
    response.sendDate = false;
    const date = { date: new Date(this.#clock.now()).toUTCString() };
    response.writeHead(answer.status, {
      ...(answer.hasDate === false ? {} : date),
      ...answer.headers,
      ...this.#routes.headers?.(request),
      ...added,
    });
    response.end(request.method === 'HEAD' ? '' : (answer.body ?? ''));
  }

  /**
   * @param {Request} request
   * @param {import('./request-log.mjs').LoggedRequest} entry
   * @param {import('./gate.mjs').Rule | null} rule
   * @returns {Promise<Answer | null>}
   */
  async #answer(request, entry, rule) {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const route = () => this.#routes.rest(request, url, entry);
    if (!rule) return route();
    if (rule.throttle) return this.#routes.throttled(rule.throttle.retryAfter);
    if (rule.refusal) return refusalAnswer(rule.refusal);
    const early = rule.answerAt === 'release' ? null : await route();
    await this.rest.pass(rule);
    return early ?? route();
  }

  /** @param {Request} request @param {import('node:net').Socket} socket @param {Buffer} head */
  async #upgrade(request, socket, head) {
    const entry = this.log.add(request, this.#clock.now());
    await this.#routes.ready?.('stream');
    const rule = this.upgrades.take(request.url ?? '/');
    if (rule?.refusal?.status === 'reset') {
      socket.resetAndDestroy();
      return;
    }
    if (rule?.throttle || rule?.refusal) {
      const answer = rule.throttle
        ? this.#routes.throttled(rule.throttle.retryAfter)
        : refusalAnswer(/** @type {import('./gate.mjs').Refusal} */ (rule.refusal));
      entry.status = answer.status;
      refuseUpgrade(socket, answer);
      return;
    }
    if (rule) await this.upgrades.pass(rule);
    // Its client may have gone while it waited, and nobody would hear of it any more.
    if (socket.readableEnded) socket.destroy();
    if (socket.destroyed) return;
    this.#upgraded.add(socket);
    this.#routes.upgrade(request, socket, head, entry);
  }
}

/** Answers an upgrade request with plain HTTP and ends. @param {import('node:net').Socket} socket @param {Answer} answer */
export function refuseUpgrade(socket, answer) {
  const body = answer.body ?? '';
  const headers = {
    ...answer.headers,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const reason = STATUS_CODES[answer.status] ?? 'Unknown';
  socket.end(`HTTP/1.1 ${answer.status} ${reason}\r\n${lines.join('')}\r\n${body}`);
}

/** @param {import('./gate.mjs').Refusal} refusal @returns {Answer} */
function refusalAnswer(refusal) {
  return {
    status: refusal.status === 'reset' ? 500 : refusal.status,
    headers: refusal.headers ?? {},
    body: refusal.body ?? '',
  };
}

/** @param {import('node:net').Socket} socket @param {'fin' | 'rst'} how */
function end(socket, how) {
  if (how === 'rst') {
    socket.resetAndDestroy();
    return;
  }
  // The peer answers the FIN with its own; a client that does not must not keep the test running.
  socket.end();
  socket.once('end', () => socket.destroy());
  socket.resume();
}
