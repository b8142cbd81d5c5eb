import {
  createServer as createHttp,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { addressOf, type Places } from './addresses';
import { askedChannels, channelsPath } from './asked-channels';
import type { Wanted } from './desk';
import type { Hub } from './hub';
import type { Message } from './message';
import { corsHeaders, isAllowedOrigin, type Origins } from './origins';
import { fileHeaders, type StaticFiles } from './static-files';
import type { Store } from './store';

export interface HubServerOptions {
  origins: Origins;
  isBehindProxy: boolean;
  places: Places;
  tls: { cert: Buffer; key: Buffer } | undefined;
  hub: Hub;
  store: Store;
  files: StaticFiles;
  /** Undefined: this gateway serves nobody now, because another one does, or because it ends. */
  want(channel: string): Wanted | undefined;
  health(): { isHealthy: boolean; details: Record<string, unknown> };
  metrics(): string;
}

/** A message that is older is not handed out: a dead gateway must not look alive. */
const newestMs = 10_000;
/** No browser's head is longer, and a reader sends nothing else. */
const mostHeadBytes = 16_384;
const mostReaderBytes = 4096;

/** The addresses of the embedded hub. */
export class HubServer {
  readonly server: Server;
  readonly #options: HubServerOptions;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: mostReaderBytes,
    clientTracking: false,
  });

  constructor(options: HubServerOptions) {
    this.#options = options;
    const limits = { maxHeaderSize: mostHeadBytes, headersTimeout: 10_000, requestTimeout: 15_000 };
    this.server = options.tls ? createHttps({ ...limits, ...options.tls }) : createHttp(limits);
    this.server.on('request', (request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
    this.server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.server.on('clientError', (_, socket) => socket.destroy());
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/' } = request;
    const path = pathOf(url);
    request.resume();
    if (method === 'OPTIONS' && path === channelsPath) {
      const cors = corsHeaders(request.headers.origin, this.#options.origins);
      reply(response, 204, { ...cors, 'Access-Control-Allow-Methods': 'GET' });
    } else if (method !== 'GET' && method !== 'HEAD') {
      reply(response, 405, { Allow: 'GET' });
    } else if (path === channelsPath) {
      this.#newest(request, response);
    } else if (path === '/healthz') {
      const { isHealthy, details } = this.#options.health();
      reply(response, isHealthy ? 200 : 503, json, JSON.stringify(details));
    } else if (path === '/metrics') {
      const type = 'text/plain; version=0.0.4; charset=utf-8';
      reply(response, 200, { 'Content-Type': type }, this.#options.metrics());
    } else if (path.startsWith('/scoreline/')) {
      await this.#file(path.slice('/scoreline/'.length), request, response);
    } else {
      reply(response, 404);
    }
  }

  /** `GET` of one channel: for readers that can have no socket. */
  #newest({ url = '', headers: { origin } }: IncomingMessage, response: ServerResponse): void {
    const { origins } = this.#options;
    const cors = corsHeaders(origin, origins);
    const [channel, ...others] = askedChannels(url) ?? [];
    const isOne = channel !== undefined && !others.length;
    const found = isOne ? this.#find(channel) : 400;
    if (!isAllowedOrigin(origin, origins)) reply(response, 403, cors);
    else if (typeof found === 'number') reply(response, found, cors);
    else reply(response, 200, { ...cors, ...json }, found.body);
  }

  /** The newest message of a channel, or the status that says why there is none. */
  #find(channel: string): Message | number {
    const { store, want } = this.#options;
    const wanted = want(channel);
    if (wanted === 'refused') return 404;
    const message = wanted === 'followed' ? store.newest(channel) : undefined;
    return message && performance.now() - message.madeAt <= newestMs ? message : 503;
  }

  async #file(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = await this.#options.files.find(name);
    if (!file) {
      reply(response, 404);
      return;
    }
    const isBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const etag = isBrotli ? file.etag.replace(/"$/, '-br"') : file.etag;
    const headers = { ...fileHeaders, ETag: etag, Vary: 'Accept-Encoding' };
    if (request.headers['if-none-match']?.includes(etag)) {
      reply(response, 304, headers);
      return;
    }
    const encoding = isBrotli ? { 'Content-Encoding': 'br' } : {};
    const body = isBrotli ? file.brotli : file.body;
    reply(response, 200, { ...headers, ...encoding, 'Content-Type': file.type }, body);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => {});
    const { places, isBehindProxy, hub } = this.#options;
    const channels = this.#askedOf(request);
    if (typeof channels === 'number') {
      refuse(socket, channels);
      return;
    }
    const giveBack = places.take(addressOf(request, isBehindProxy));
    if (!giveBack) {
      refuse(socket, 503);
      return;
    }
    socket.once('close', giveBack);
    const wanted = this.#want(channels);
    if (wanted !== 'followed') {
      refuse(socket, wanted === 'refused' ? 404 : 503);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) =>
      hub.add(webSocket, socket, channels),
    );
  }

  /** What a handshake asks for, or the status that refuses it. */
  #askedOf({ url = '', headers }: IncomingMessage): string[] | number {
    if (pathOf(url) !== channelsPath) return 404;
    if (!isAllowedOrigin(headers.origin, this.#options.origins)) return 403;
    return askedChannels(url) ?? 400;
  }

  /** All of them or none: the first that is not followed decides. */
  #want(channels: readonly string[]): Wanted | undefined {
    for (const channel of channels) {
      const wanted = this.#options.want(channel);
      if (wanted !== 'followed') return wanted;
    }
    return 'followed';
  }
}

const pathOf = (url: string): string => url.replace(/[?#].*$/s, '');

const json = { 'Content-Type': 'application/json; charset=utf-8' };
const reasons: Record<number, string> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
};

function reply(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): void {
  const length =
    status === 204 || status === 304 ? {} : { 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, { 'Cache-Control': 'no-store', ...length, ...headers });
  response.end(body);
}

function refuse(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
