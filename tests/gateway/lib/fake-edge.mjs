/** A server that takes what is published, and can refuse it or be slow. */

import { createServer } from 'node:http';

/** @param {import('node:test').TestContext} t */
export async function startFakeEdge(t) {
  /** @type {{channel: string, isBatch: boolean, message: any, head: string, at: number}[]} */
  const taken = [];
  const edge = { status: 201, delayMs: 0, taken, url: '', tries: 0 };
  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      edge.tries += 1;
      const { status } = edge;
      const url = new URL(request.url ?? '', 'http://edge');
      if (status < 300) {
        taken.push({
          channel: /id=(.*)$/.exec(request.url ?? '')?.[1] ?? '',
          isBatch: url.pathname.endsWith('/batches'),
          message: JSON.parse(Buffer.concat(parts).toString()),
          head: JSON.stringify(request.rawHeaders),
          at: performance.now(),
        });
      }
      setTimeout(() => response.writeHead(status).end(), edge.delayMs);
    });
  });
  // As nginx has it: a connection is not closed just when somebody wants it again.
  server.keepAliveTimeout = 75_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  edge.url = `http://127.0.0.1:${port}`;
  return edge;
}
