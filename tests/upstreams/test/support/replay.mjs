/**
 * Plays a recording's client side against our server and compares what comes back, entry by entry. An
 * entry that no rule knows is an error, so that nothing is left out in silence.
 */

import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { ManualClock } from '../../clock.mjs';
import { StatsApiServer } from '../../stats-api/server.mjs';
import { World } from '../../world.mjs';
import { RawClient, upgradeRequest } from './raw-client.mjs';

/**
 * @typedef {Record<string, any> & {t: number, dir: string, kind?: string, conn?: string}} Entry
 * @typedef {{case: string, recorded_at: string, config: Record<string, any>, ports?: Record<string, Record<string, any>>, log: Entry[]}} Recording
 *   ports: settings that differ from `config`, by the recorded port
 * @typedef {{status: number, httpVersion: string, headers: Record<string, string>, body: string}} HttpAnswer
 */

/** @param {string} name without `.json` @returns {Promise<Recording>} */
export async function loadRecording(name) {
  const text = await readFile(new URL(`../../recordings/${name}.json`, import.meta.url), 'utf8');
  return JSON.parse(text);
}

export class Replay {
  /** Entries that were compared or acted upon. */
  asserted = 0;
  #recording;
  #clock;
  #base;
  #start;
  /** A recording may know several servers, by port. @type {Map<string, StatsApiServer>} */
  #servers = new Map();
  /** @type {Map<string, number>} */
  #ports = new Map();
  /** @type {Map<string, RawClient>} */
  #clients = new Map();
  /** @type {Map<string, string>} accept header due, by connection */
  #accepts = new Map();
  /** null: there was none @type {(HttpAnswer | null)[]} */
  #answers = [];
  #lastPort = '';
  #nextSocketId = '1.1';
  #untold = 0;
  /** Connections whose bytes were compared, so that their frames need not be. @type {Set<string>} */
  #areRaw = new Set();

  /** @param {Recording} recording */
  constructor(recording) {
    this.#recording = recording;
    this.#base = Date.parse(recording.recorded_at);
    // Recording 12's first tick came 59.88 s after its start.
    this.#start = this.#base - 120;
    this.#clock = new ManualClock(this.#start);
  }

  /** @param {Record<string, string>} skipped reasons by `dir kind` */
  async run(skipped) {
    try {
      // The servers' timers count from before the first connection.
      const first = this.#recording.log.find(({ kind }) => kind === 'connect');
      if (first) await this.#server(new URL(first.url).port);
      for (const entry of this.#recording.log) {
        const name = entry.kind === undefined ? entry.dir : `${entry.dir} ${entry.kind}`;
        this.#clock.advance(Math.max(0, this.#base + entry.t - this.#clock.now()));
        if (skipped[name] !== undefined) continue;
        const rule = this.#rules[name];
        assert.ok(rule, `no rule for the recorded entry "${name}"`);
        await rule(entry);
        this.asserted += 1;
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
      for (const [name, client] of this.#clients) {
        if (this.#areRaw.has(name)) continue;
        assert.deepEqual(client.pending, [], `${name} got frames that were not recorded`);
      }
    } finally {
      for (const client of this.#clients.values()) client.destroy();
      for (const server of this.#servers.values()) await server.close();
    }
  }

  /** @type {Record<string, (entry: Entry) => unknown>} */
  #rules = {
    'event connect': (entry) => this.#connect(entry),
    'event open': (entry) => this.#waitForHead(entry),
    'in http-101': (entry) => this.#compareHead(entry),
    'in http-response': (entry) => this.#compareRefusal(entry),
    'in text': (entry) => this.#compareText(entry),
    'in ws-ping': (entry) => this.#compareControl(entry),
    'in ws-pong': (entry) => this.#compareControl(entry),
    'in binary': (entry) => this.#compareBinary(entry),
    'in raw': (entry) => this.#compareRaw(entry),
    'out text': (entry) => this.#sendData(entry, 0x1),
    'out binary': (entry) => this.#sendData(entry, 0x2),
    'out continuation': (entry) => this.#sendData(entry, 0x0),
    'out raw': (entry) => this.#sendRaw(entry),
    'out ws-ping': ({ payload, ...entry }) => this.#control(entry, 0x89, payload),
    'out ws-pong': ({ payload, ...entry }) => this.#control(entry, 0x8a, payload),
    'out ws-close': (entry) => this.#close(entry),
    'out tcp-fin': (entry) => this.#client(entry).finish('fin'),
    'out tcp-rst': (entry) => this.#client(entry).finish('rst'),
    'event tcp-fin': (entry) => this.#waitForFin(entry),
    'in tcp-fin': (entry) => this.#waitForFin(entry),
    'event tcp-accepted': (entry) => this.#dial(entry),
    'event client-tcp-close': (entry) => this.#waitForEnd(entry),
    'event tcp-close': (entry) => this.#waitForEnd(entry),
    'event tcp-error': (entry) => this.#compareError(entry),
    'event ws-error': (entry) => this.#compareError(entry),
    'event ws-close': (entry) => this.#compareClose(entry),
    'in ws-close': (entry) => this.#compareClose(entry),
    'out http': (entry) => this.#sendRaw(entry),
    'in http': (entry) => this.#compareRawHead(entry),
    'api-out': (entry) => this.#callApi(entry),
    'api-in': (entry) => this.#compareAnswer(entry),
    'auth-request': (entry) => this.#authorize(entry),
    'auth-response': (entry) => this.#compareAuth(entry),
    note: (entry) => this.#note(entry),
  };

  /** @param {Partial<Entry>} entry */
  #client({ conn = '' }) {
    const client = this.#clients.get(conn);
    assert.ok(client, `no connection ${conn}`);
    return client;
  }

  /** @param {string} recordedPort */
  async #server(recordedPort) {
    const known = this.#servers.get(recordedPort);
    if (known) return known;
    const config = { ...this.#recording.config, ...this.#recording.ports?.[recordedPort] };
    const limits = config.rate_limiting ?? { enabled: false };
    const world = new World({ clock: this.#clock });
    for (const number of [123, 124]) {
      world.add({ id: `b${number}`, sport: 'basketball', home: 'A', away: 'B', number });
    }
    const server = new StatsApiServer({
      world,
      clock: this.#clock,
      tokens: {
        good: { clientId: 7 },
        'test-bearer': {},
        other: { competitions: [] },
      },
      app: {
        key: config.key,
        secret: config.secret,
        id: config.app_id,
        allowedOrigins: config.allowed_origins,
        pingInterval: config.ping_interval,
        activityTimeout: config.activity_timeout,
        maxMessageSize: config.max_message_size,
        maxConnections: config.max_connections,
        acceptClientEventsFrom: config.accept_client_events_from,
        rateLimiting: {
          enabled: limits.enabled,
          maxAttempts: limits.max_attempts,
          decaySeconds: limits.decay_seconds,
          terminateOnLimit: limits.terminate_on_limit,
        },
      },
      maxRequestSize: config.server_max_request_size,
      // The recorded ids, so that recorded signatures hold and no byte has to be changed.
      newSocketId: () => this.#nextSocketId,
    });
    this.#servers.set(recordedPort, server);
    const { url } = await server.listen();
    this.#ports.set(recordedPort, Number(new URL(url).port));
    return server;
  }

  /** @param {Entry} entry */
  async #connect(entry) {
    const url = new URL(entry.url);
    this.#expectSocketId(entry);
    await this.#server(url.port);
    this.#lastPort = url.port;
    const { text, accept } = upgradeRequest(url.pathname + url.search, entry.headers);
    this.#accepts.set(entry.conn ?? '', accept);
    const autoPong = entry.conn !== 'ctlmute';
    const port = this.#ports.get(url.port) ?? 0;
    this.#clients.set(entry.conn ?? '', new RawClient(port, text, { autoPong }));
    const client = this.#client(entry);
    // So that connections are numbered in the recorded order.
    await client.until(() => client.head !== null || client.errorCode !== null, 'an answer');
  }

  /** A connection on which nothing is sent yet. @param {Entry} entry */
  async #dial(entry) {
    const recorded = String(entry.port ?? 'raw');
    await this.#server(recorded);
    this.#lastPort = recorded;
    const port = this.#ports.get(recorded) ?? 0;
    this.#clients.set(entry.conn ?? '', new RawClient(port, '', { autoPong: false }));
  }

  /** Bytes as they are: what no proper client sends, or a request with the recorded key. @param {Entry} entry */
  async #sendRaw(entry) {
    this.#expectSocketId(entry);
    if (!this.#clients.has(entry.conn ?? '')) await this.#dial(entry);
    this.#client(entry).sendBytes(bytesOf(entry));
  }

  /** The id that this connection was given, or one that nobody was told. @param {Entry} entry */
  #expectSocketId({ conn }) {
    const said = this.#recording.log
      .filter((other) => other.conn === conn && other.dir === 'in')
      .map((other) => bytesOf(other).toString('latin1').replaceAll('\\', ''))
      .map((text) => /"socket_id":"(\d+\.\d+)"/.exec(text)?.[1]);
    this.#untold += 1;
    this.#nextSocketId = said.find((id) => id !== undefined) ?? `${this.#untold}.1`;
  }

  /** @param {Entry} entry @param {number} opcode */
  #sendData(entry, opcode) {
    const { fin = true, rsv = 0, masked: isMasked = true } = entry;
    const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
    this.#client(entry).sendFrame(first, bytesOf(entry), { isMasked });
  }

  /** @param {Entry} entry */
  async #compareRaw(entry) {
    const expected = bytesOf(entry);
    const came = await this.#client(entry).takeBytes(expected.length);
    assert.equal(came.toString('latin1'), expected.toString('latin1'));
    this.#areRaw.add(entry.conn ?? '');
  }

  /** @param {Entry} entry */
  async #compareBinary(entry) {
    const frame = await this.#client(entry).next();
    assert.deepEqual([frame.kind, frame.payload], ['binary', bytesOf(entry)]);
  }

  /** A close by the client, which needs no code. @param {Entry} entry */
  #close(entry) {
    const hasCode = typeof entry.code === 'number' && entry.code !== 1005;
    if (hasCode) this.#client(entry).sendClose(entry.code, entry.reason);
    else this.#client(entry).sendFrame(0x88, Buffer.alloc(0));
  }

  /** @param {Entry} entry */
  async #waitForHead(entry) {
    const client = this.#client(entry);
    await client.until(() => client.head !== null, 'the response head');
  }

  /** @param {Entry} entry */
  async #compareHead(entry) {
    await this.#waitForHead(entry);
    const client = this.#client(entry);
    const [status, ...lines] = (client.head ?? '').trimEnd().split('\r\n');
    assert.equal(status, `HTTP/1.1 ${entry.status} ${entry.statusMessage}`);
    const expected = [...entry.rawHeaders];
    expected[expected.indexOf('Sec-WebSocket-Accept') + 1] = this.#accepts.get(entry.conn ?? '');
    assert.deepEqual(
      lines.flatMap((line) => line.split(': ')),
      expected,
    );
    assert.equal(client.framesWithHead, 1, 'the first frame shares a segment with the head');
  }

  /** @param {Entry} entry */
  async #compareRawHead(entry) {
    await this.#waitForHead(entry);
    // The request carried the recorded key, so the accept header has to be the recorded one too.
    assert.equal(this.#client(entry).head, entry.text);
  }

  /** @param {Entry} entry */
  async #compareRefusal(entry) {
    const client = this.#client(entry);
    await this.#waitForFin(entry);
    assert.match(client.head ?? '', new RegExp(`^HTTP/1.1 ${entry.status} `));
    assert.deepEqual(entry.headers, {});
    assert.equal((client.head ?? '').trimEnd().split('\r\n').length, 1, 'no headers');
    assert.equal(client.body, entry.body);
  }

  /** @param {Entry} entry */
  async #compareText(entry) {
    const frame = await this.#client(entry).next();
    assert.equal(frame.kind, 'text');
    assert.equal(frame.text, entry.text);
    const { fin = true, rsv = 0, masked = false } = entry;
    assert.deepEqual([frame.fin, frame.rsv, frame.masked], [fin, rsv, masked]);
  }

  /** @param {Entry} entry */
  async #compareControl(entry) {
    const frame = await this.#client(entry).next();
    assert.deepEqual([frame.kind, frame.text], [entry.kind, entry.payload]);
    // The client's automatic pong has to arrive before the clock moves on.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** @param {Partial<Entry>} entry @param {number} first @param {string} payload */
  async #control(entry, first, payload) {
    this.#client(entry).sendFrame(first, Buffer.from(payload));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** @param {Entry} entry */
  async #waitForFin(entry) {
    const client = this.#client(entry);
    await client.until(() => client.isFinished, 'a FIN');
    assert.equal(client.errorCode, null);
  }

  /** @param {Entry} entry */
  async #waitForEnd(entry) {
    const client = this.#client(entry);
    await client.until(() => client.isFinished || client.errorCode !== null, 'the end');
  }

  /** @param {Entry} entry */
  async #compareError(entry) {
    await this.#waitForEnd(entry);
    assert.equal(this.#client(entry).errorCode, entry.code);
  }

  /** 1006 stands for "no close frame". @param {Entry} entry */
  async #compareClose(entry) {
    const client = this.#client(entry);
    await this.#waitForEnd(entry);
    const { code, reason } = client.closeFrame ?? { code: 1006, reason: '' };
    assert.deepEqual([code, reason], [entry.code, entry.reason]);
  }

  /** @param {Entry} entry */
  async #callApi(entry) {
    if (entry.event !== undefined) return this.#triggerOverHttp(entry);
    if (entry.request !== undefined) return this.#callApiRaw(entry);
    const headers = { ...entry.headers };
    const body = entry.body ?? '';
    if (headers['Content-Length'] !== undefined)
      headers['Content-Length'] = String(Buffer.byteLength(body));
    this.#answers.push(await this.#http(entry.method, entry.path, headers, body));
  }

  /** What `trigger()` of the npm package `pusher` sends. @param {Entry} entry */
  async #triggerOverHttp(entry) {
    const socketId = entry.params?.socket_id;
    const body = JSON.stringify({
      name: entry.event,
      data: JSON.stringify(entry.data),
      channels: [entry.channel].flat(),
      ...(socketId === undefined ? {} : { socket_id: socketId }),
    });
    const { app_id, key, secret } = this.#recording.config;
    const path = `/apps/${app_id}/events`;
    const md5 = createHash('md5').update(body).digest('hex');
    const query = `auth_key=${key}&auth_timestamp=1&auth_version=1.0&body_md5=${md5}`;
    const signed = ['POST', path, query].join('\n');
    const signature = createHmac('sha256', secret).update(signed).digest('hex');
    const target = `${path}?${query}&auth_signature=${signature}`;
    this.#answers.push(await this.#http('POST', target, {}, body));
  }

  /** @param {Entry} entry the request as Laravel sent it */
  async #callApiRaw(entry) {
    const [head = '', body = ''] = entry.request.split('\r\n\r\n');
    const [, method, path] = /^(\S+) (\S+) /.exec(head) ?? [];
    this.#answers.push(await this.#http(method ?? '', path ?? '', {}, body));
  }

  /** @param {string} method @param {string} path @param {Record<string, string>} headers @param {string} body @returns {Promise<HttpAnswer>} */
  #http(method, path, headers, body) {
    const port = this.#ports.get(this.#lastPort) ?? 0;
    return new Promise((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', method, path, headers }, async (response) => {
        const chunks = [];
        for await (const chunk of response) chunks.push(chunk);
        resolve({
          status: response.statusCode ?? 0,
          httpVersion: response.httpVersion,
          headers: /** @type {Record<string, string>} */ (response.headers),
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** @param {Entry} entry */
  #compareAnswer(entry) {
    const answer = this.#answers.shift();
    assert.ok(answer);
    const expected = entry.response === undefined ? entry : parsedAnswer(entry.response);
    assert.equal(answer.status, expected.status);
    assert.equal(answer.body, expected.body);
    if (expected.httpVersion !== undefined) assert.equal(answer.httpVersion, expected.httpVersion);
    for (const [name, value] of Object.entries(expected.headers)) {
      if (varying.has(name) || (name === 'content-type' && answer.body === '')) continue;
      assert.equal(answer.headers[name], value, name);
    }
  }

  /** @param {Entry} entry a request of pusher-js to an endpoint of the recording's own */
  async #authorize(entry) {
    this.#standIn(entry);
    const names = entry.rawHeaders.filter(
      (/** @type {string} */ _, /** @type {number} */ i) => i % 2 === 0,
    );
    const headers = Object.fromEntries(
      names.map((/** @type {string} */ name, /** @type {number} */ i) => [
        name,
        entry.rawHeaders[2 * i + 1],
      ]),
    );
    const { body } = entry;
    const sent = {
      ...headers,
      'Content-Length': String(Buffer.byteLength(body)),
      Authorization: 'Bearer good',
    };
    const answer = this.#http(entry.method, entry.url, sent, body);
    this.#answers.push(await answer.catch(() => null));
  }

  /**
   * The endpoint of recording 22 is a stub with faults, told by `mode`: here our controls have to be able
   * to make each of them.
   * @param {Entry} entry
   */
  #standIn(entry) {
    if (entry.mode === undefined || entry.mode === 'ok') return;
    const { log } = this.#recording;
    const answer = log.slice(log.indexOf(entry)).find(({ dir }) => dir === 'auth-response');
    assert.ok(answer, 'no answer was recorded');
    const { status = 'reset', body, content_type } = answer;
    const headers = { 'content-type': content_type };
    this.#servers.get(this.#lastPort)?.rest.fail(/broadcasting/, status, { body, headers });
  }

  /** @param {Entry} entry */
  #compareAuth(entry) {
    const answer = this.#answers.shift();
    if (entry.status === undefined) {
      assert.equal(answer, null, entry.note);
      return;
    }
    assert.ok(answer);
    assert.equal(answer.status, entry.status);
    assert.equal(answer.headers['content-type'], entry.content_type);
    assert.equal(answer.body, entry.body);
  }

  /** Notes are remarks, but for those that tell of a signal to the server. @param {Entry} entry */
  async #note({ note }) {
    const isStop = /^now \w+ to the server$|^SIG(TERM|KILL)$/.test(note);
    const server = this.#servers.get(this.#lastPort);
    if (isStop) server?.stop();
    if (note === 'server back') await server?.acceptAgain();
    // The end of the sockets has to be through before the next connection comes.
    if (isStop) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Headers of the moment, and those of PHP's built-in web server, which was only the recording's stage. */
const varying = new Set(['date', 'host', 'connection', 'x-powered-by', 'cache-control']);

/** A payload or a piece of TCP: text, or bytes as base64 or hex. @param {Partial<Entry>} entry */
function bytesOf({ text, base64, raw, hex }) {
  if (hex !== undefined) return Buffer.from(hex, 'hex');
  const encoded = base64 ?? raw;
  return encoded === undefined ? Buffer.from(text ?? '') : Buffer.from(encoded, 'base64');
}

/** @param {string} text @returns {HttpAnswer} */
function parsedAnswer(text) {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [status = '', ...lines] = head.split('\r\n');
  const [, httpVersion = '', code] = /^HTTP\/(\S+) (\d+)/.exec(status) ?? [];
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', value = ''] = line.split(/: +/);
      return [name.toLowerCase(), value];
    }),
  );
  return { status: Number(code), httpVersion, headers, body };
}
