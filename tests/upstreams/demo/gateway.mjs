/** A gateway in front of the demo's Scorelytics, as an owner would start it: its key stays in its process. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * @param {string} program `dist/gateway/main.js`
 * @param {object} provider
 * @param {string} provider.key
 * @param {string} [provider.url] of the fake server; the real one where it is absent
 */
export async function startDemoGateway(program, { key, url }) {
  const words = ['--sport', 'football', '--follow', 'live', '--port', '0'];
  const fake = url ? ['--rest-url', url, '--ws-url', url.replace(/^http/, 'ws')] : [];
  const child = spawn(process.execPath, [program, ...words, ...fake], {
    env: { PATH: process.env.PATH, SCORELYTICS_API_KEY: key },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  let lines = '';
  child.stdout.on('data', (text) => {
    lines += text;
  });
  while (!lines.includes('</score-board>')) {
    await Promise.race([
      once(child.stdout, 'data'),
      ended.then(([code]) => Promise.reject(new Error(`the gateway ended with ${code}`))),
    ]);
  }
  return {
    /** What it prints for a page. */
    lines,
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
