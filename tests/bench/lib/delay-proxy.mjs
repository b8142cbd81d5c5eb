/**
 * A distance before a server: every byte arrives so many ms later, both ways, and a connection costs a
 * round trip before its first byte. (Chromium's own throttling does not hold WebSockets back.) There is
 * no limit of bandwidth, and no TLS, which would cost one round trip more.
 */

import { connect, createServer } from 'node:net';

/** @typedef {Awaited<ReturnType<typeof startDelayProxy>>} DelayProxy */

/** @param {number} targetPort on loopback @param {number} roundTripMs */
export async function startDelayProxy(targetPort, roundTripMs) {
  const half = roundTripMs / 2;
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const far = connect({
      port: targetPort,
      host: '127.0.0.1',
      noDelay: true,
      allowHalfOpen: true,
    });
    // Loopback connects at once; over a distance the first byte leaves a round trip later.
    const ready = performance.now() + roundTripMs;
    carry(near, far, half, ready);
    carry(far, near, half, ready);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => {
        near.destroy();
        far.destroy();
      });
      socket.on('close', () => open.delete(socket));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port,
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

/**
 * @param {import('node:net').Socket} from
 * @param {import('node:net').Socket} to
 * @param {number} ms
 * @param {number} ready no byte leaves before
 */
function carry(from, to, ms, ready) {
  const late = (/** @type {() => void} */ run) => {
    const wait = Math.max(performance.now(), ready) + ms - performance.now();
    // Timers of the same length run in order, so bytes do too. None is shorter than 1 ms.
    if (wait < 1) run();
    else setTimeout(run, wait);
  };
  from.on('data', (bytes) => late(() => to.writable && to.write(bytes)));
  from.on('end', () => late(() => to.end()));
}
