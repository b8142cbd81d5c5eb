/** A relay before a server that keeps every byte which a client sends. */

import { connect, createServer } from 'node:net';

/** @param {import('node:test').TestContext} t @param {string} url of the server */
export async function startTap(t, url) {
  const { port } = new URL(url);
  /** @type {Buffer[]} */
  const sent = [];
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  const server = createServer((client) => {
    const upstream = connect({ host: '127.0.0.1', port: Number(port) });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => sent.push(bytes));
    client.pipe(upstream);
    upstream.pipe(client);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  t.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    wsUrl: `ws://127.0.0.1:${address.port}`,
    text: () => Buffer.concat(sent).toString('latin1'),
  };
}
