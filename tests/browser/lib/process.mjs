/**
 * Programs that a test starts: they say when they are ready, and end with the test whatever happens.
 */

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts a program and waits until what it prints has this in it; without `until`, until it runs.
 * @param {string} program
 * @param {string[]} options
 * @param {object} how
 * @param {RegExp} [how.until]
 * @param {NodeJS.ProcessEnv} [how.env]
 * @param {'pipe' | 'ignore'} [how.fd3] a pipe that the program writes to, read like its output
 * @param {number} [how.deadlineMs]
 */
export async function start(program, options, { until, env, fd3 = 'ignore', deadlineMs = 60_000 }) {
  const child = spawn(program, options, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', fd3],
  });
  running.add(child);
  let printed = '';
  const found = await new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => reject(new Error(`${program}: ${why}\n${printed}`));
    const timer = setTimeout(() => fail(`not ready in ${deadlineMs / 1000} s`), deadlineMs);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
    if (!until) {
      child.once('spawn', () => {
        clearTimeout(timer);
        resolve(null);
      });
    }
    for (const stream of child.stdio.slice(1)) {
      stream?.on('data', (data) => {
        // Nothing of it is wanted afterwards, but a pipe that nobody empties would stop the program.
        if (printed.length > 100_000) return;
        printed += data;
        const match = until?.exec(printed);
        if (!match) return;
        clearTimeout(timer);
        resolve(match);
      });
    }
  }).catch(async (error) => {
    await stop(child);
    throw error;
  });
  return { found: /** @type {RegExpExecArray | null} */ (found), stop: () => stop(child) };
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  running.delete(child);
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(impatience);
}

/** A port that was free a moment ago, for programs that cannot choose one themselves. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * A screen that nobody sees, for browsers that have WebGL only where there is one. It is as high as a whole
 * page: WebKitGTK’s windows are no larger than the screen, and it takes pictures of windows.
 */
export async function startScreen() {
  const screen = ['-screen', '0', '1280x4096x24', '-nolisten', 'tcp', '-noreset'];
  const { found, stop } = await start('Xvfb', ['-displayfd', '3', ...screen], {
    until: /^(\d+)\n/m,
    fd3: 'pipe',
  });
  return { env: { DISPLAY: `:${found?.[1]}`, LIBGL_ALWAYS_SOFTWARE: '1' }, stop };
}
