/**
 * A TCP proxy between the engine and a server that behaves as bad networks do. It knows nothing of
 * HTTP or WebSocket.
 *
 * @typedef {import('node:net').Socket} Socket
 * @typedef {{client: Socket, server: Socket, isSilent: boolean}} Line
 */

import { connect, createServer } from 'node:net';

export class FaultProxy {
  /** Later bytes arrive so many real milliseconds late. */
  delay = 0;
  /** Each byte travels alone. */
  isSplit = false;
  /** New connections are taken and then nothing comes. */
  isBlackHole = false;
  #target;
  #server;
  #port = 0;
  /** @type {Set<Line>} */
  #lines = new Set();

  /** @param {number} target port of the server */
  constructor(target) {
    this.#target = target;
    this.#server = createServer({ noDelay: true }, (client) => this.#join(client));
  }

  /** How many connections were made through it. */
  connections = 0;

  /** @returns {Promise<{url: string, wsUrl: string}>} */
  async listen() {
    await new Promise((resolve) => {
      this.#server.listen(this.#port, '127.0.0.1', () => resolve(null));
    });
    const address = this.#server.address();
    this.#port = address && typeof address === 'object' ? address.port : 0;
    return { url: `http://127.0.0.1:${this.#port}`, wsUrl: `ws://127.0.0.1:${this.#port}` };
  }

  /** Ends what is open: politely, or with a reset. @param {'fin' | 'rst'} how */
  cut(how) {
    for (const { client, server } of this.#lines) {
      if (how === 'rst') client.resetAndDestroy();
      else client.end(() => client.destroy());
      server.destroy();
    }
  }

  /** What is open stays so and is dead: no byte passes any more, not even an end. */
  silence() {
    for (const line of this.#lines) line.isSilent = true;
  }

  /** New connections are refused. */
  refuse() {
    this.#server.close();
  }

  async acceptAgain() {
    await this.listen();
  }

  async close() {
    const closed = new Promise((resolve) => this.#server.close(() => resolve(null)));
    for (const { client, server } of this.#lines) {
      client.destroy();
      server.destroy();
    }
    await closed;
  }

  /** @param {Socket} client */
  #join(client) {
    this.connections += 1;
    const server = connect({ port: this.#target, host: '127.0.0.1', noDelay: true });
    const line = { client, server, isSilent: this.isBlackHole };
    this.#lines.add(line);
    this.#pipe(line, client, server);
    this.#pipe(line, server, client);
  }

  /** @param {Line} line @param {Socket} from @param {Socket} to */
  #pipe(line, from, to) {
    from.on('error', () => {});
    from.on('data', (bytes) => {
      this.#later(() => {
        if (line.isSilent || to.destroyed) return;
        if (!this.isSplit) to.write(bytes);
        else for (const byte of bytes) to.write(Buffer.of(byte));
      });
    });
    from.on('close', () => {
      this.#lines.delete(line);
      this.#later(() => {
        if (!line.isSilent) to.destroySoon();
        // The test is over for a dead line when its client has gone.
        else if (from === line.client) to.destroy();
      });
    });
  }

  /** @param {() => void} run */
  #later(run) {
    if (this.delay > 0) setTimeout(run, this.delay);
    else run();
  }
}
