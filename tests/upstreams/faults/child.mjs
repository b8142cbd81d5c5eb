/**
 * A stand-in in a process of its own, which can be stopped as `kill -STOP` stops a real server: the
 * kernel goes on to take connections and bytes for it, and the process says nothing. What the test tells
 * it meanwhile waits in the pipe and is done when it goes on, so that its messages come late.
 *
 * @typedef {import('../world/match.mjs').MatchInit} MatchInit
 * @typedef {import('../world/steps.mjs').Step} Step
 * @typedef {'scorelytics' | 'stats-api'} Provider
 */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('child-main.mjs', import.meta.url));

/**
 * @param {Provider} provider
 * @param {Record<string, unknown>} [options] of the server, as far as they are JSON
 */
export async function startChild(provider, options = {}) {
  const child = fork(main, [provider, JSON.stringify(options)], { stdio: 'inherit' });
  const gone = once(child, 'exit');
  const [{ url, wsUrl }] = await Promise.race([
    once(child, 'message'),
    gone.then(() => Promise.reject(new Error('the server did not start'))),
  ]);
  return {
    /** @type {string} */
    url,
    /** @type {string} */
    wsUrl,
    /** @param {MatchInit} match */
    add: (match) => child.send({ add: match }),
    /** @param {string | number} id @param {Step} step */
    apply: (id, step) => child.send({ apply: [id, step] }),
    /**
     * Its world does from now on what this one does, beginning with the matches that are there, as they are.
     * @param {import('../world.mjs').World} world
     */
    follow(world) {
      child.send({ matches: world.matches() });
      return world.onChange(({ after, step }) => child.send({ apply: [after.id, step] }));
    },
    stop: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),
    async close() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
