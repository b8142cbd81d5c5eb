/**
 * The gateway's program in a process of its own, as an owner starts it.
 *
 * @typedef {Awaited<ReturnType<typeof startGateway>>} Gateway
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from '../../integration/lib/wait.mjs';

const main = fileURLToPath(new URL('../../../dist/gateway/main.js', import.meta.url));

/** Nothing of the tester's own environment decides a test. */
const environment = { PATH: process.env.PATH };

/**
 * @param {string[]} words
 * @param {Record<string, string>} [env]
 */
export function spawnGateway(words, env = {}) {
  const child = spawn(process.execPath, [main, ...words], { env: { ...environment, ...env } });
  const said = { out: '', error: '' };
  child.stdout.on('data', (text) => {
    said.out += text;
  });
  child.stderr.on('data', (text) => {
    said.error += text;
  });
  /** @type {Promise<[number | null, string | null]>} */
  const ended = /** @type {any} */ (once(child, 'exit'));
  return { child, said, ended };
}

/** Runs until it ends by itself. @param {string[]} words @param {Record<string, string>} [env] */
export async function runGateway(words, env = {}) {
  const { said, ended, child } = spawnGateway(words, env);
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const [code] = await ended;
  clearTimeout(timer);
  return { code, ...said };
}

/**
 * Starts it on a free port, and ends it with the test.
 * @param {import('node:test').TestContext} t
 * @param {string[]} words
 * @param {Record<string, string>} [env]
 */
export async function startGateway(t, words, env = {}) {
  const port = words.includes('--port') ? [] : ['--port', '0'];
  const { child, said, ended } = spawnGateway([...port, ...words], env);
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await Promise.race([
    until(
      () => said.out.includes('</score-board>'),
      () => `its lines; it said ${said.error}`,
    ),
    ended.then(([code]) => Promise.reject(new Error(`ended with ${code}: ${said.error}`))),
  ]);
  const [, url = ''] = /url="(http[^"]+)"/.exec(said.out) ?? [];
  const host = url.replace(/^http/, 'ws');
  /** @param {string} name */
  const metric = async (name) => {
    const text = await (await fetch(`${url}/metrics`)).text();
    const [, value] =
      new RegExp(`^scoreline_${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text) ?? [];
    return value === undefined ? undefined : Number(value);
  };
  return {
    child,
    said,
    ended,
    url,
    metric,
    /** Each line of its log. @returns {any[]} */
    log: () =>
      said.error
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    /** @param {string[]} channels */
    address: (channels) => `${host}/v1/channels?ids=${channels.join(',')}`,
    /** @param {string} channel @param {Record<string, string>} [headers] */
    get: (channel, headers = {}) => fetch(`${url}/v1/channels?ids=${channel}`, { headers }),
    /** @param {string} [signal] @returns {Promise<[number | null, string | null]>} */
    async end(signal = 'SIGTERM') {
      child.kill(/** @type {NodeJS.Signals} */ (signal));
      return ended;
    },
  };
}
