/** A real edge: nginx with Nchan, as `scoreline-gateway edges --print` configures it. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.mjs';
import { runGateway } from './program.mjs';

/** A port that was free a moment ago: nginx cannot say which one it took. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * @param {import('node:test').TestContext} t
 * @param {string[]} [words] for `edges --print`
 */
export async function startEdge(t, words = []) {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'scoreline-edge-'));
  const printed = await runGateway([
    'edges',
    '--print',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    ...words,
  ]);
  if (printed.code !== 0) throw new Error(printed.error);
  // Where it writes is a system's own affair; all else is as printed.
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const config = printed.out
    .replace(/^pid .*$/m, `pid ${folder}/nginx.pid;`)
    .replace(/^error_log .*$/m, `error_log ${folder}/error.log warn;`)
    .replace('http {', `daemon off;\nhttp {\n  ${temporary.join('\n  ')}`);
  const file = join(folder, 'nginx.conf');
  await writeFile(file, config);
  /** @type {import('node:child_process').ChildProcess} */
  let child;
  const url = `http://127.0.0.1:${port}`;

  const edge = {
    url,
    printed: printed.out,
    /** @param {string[]} channels */
    address: (channels) => `ws://127.0.0.1:${port}/v1/channels?ids=${channels.join(',')}`,
    /** @param {string} channel @param {Record<string, string>} [headers] */
    get: (channel, headers = {}) => fetch(`${url}/v1/channels?ids=${channel}`, { headers }),
    async start() {
      // A group of its own, so that its worker ends with it.
      child = spawn('nginx', ['-c', file], {
        detached: true,
        stdio: 'ignore',
        env: { PATH: `${process.env.PATH}:/usr/sbin` },
      });
      await Promise.race([
        eventually(
          () =>
            fetch(url).then(
              () => true,
              () => false,
            ),
          `nginx on its port`,
        ),
        once(child, 'error').then(([cause]) => Promise.reject(cause)),
        once(child, 'exit').then(async () => {
          const why = await readFile(`${folder}/error.log`, 'utf8').catch(() => '');
          throw new Error(`nginx ended: ${why}`);
        }),
      ]);
    },
    /** At once, as when its machine fails. */
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      process.kill(-Number(child.pid), 'SIGKILL');
      await gone;
    },
  };
  t.after(async () => {
    await edge.kill();
    await rm(folder, { recursive: true, force: true });
  });
  await edge.start();
  return edge;
}
