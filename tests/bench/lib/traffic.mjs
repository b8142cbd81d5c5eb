/** Messages at an even rate, spread over matches in turn. */

/** @typedef {import('./providers.mjs').Provider} Provider */

/**
 * @param {Provider} provider
 * @param {import('../../upstreams/world.mjs').Match[]} matches
 * @param {number} rate messages a second
 * @returns {{sent: number, stop(): void}}
 */
export function startTraffic({ world }, matches, rate) {
  const started = performance.now();
  const traffic = {
    sent: 0,
    stop: () => clearInterval(timer),
  };
  const timer = setInterval(
    () => {
      // By the clock: a late timer catches up.
      const due = Math.floor(((performance.now() - started) / 1000) * rate);
      for (; traffic.sent < due; traffic.sent += 1) {
        // In strides, so that each moment has some of those on the screen.
        const match = matches[(traffic.sent * 37) % matches.length];
        if (match) world.message(match);
      }
    },
    Math.max(2, 500 / rate),
  );
  return traffic;
}
