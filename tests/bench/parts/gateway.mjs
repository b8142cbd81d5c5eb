/** What a gateway's readers cost it, and how long a goal takes to the last of them. */

import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { spawnGateway } from '../../gateway/lib/program.mjs';
import { until } from '../../integration/lib/wait.mjs';
import { ScorelyticsServer } from '../../upstreams/scorelytics/server.mjs';
import { World } from '../../upstreams/world.mjs';
import { bySubject } from '../lib/table.mjs';

export const title = 'What readers of a gateway cost';
export const how = `The gateway's process with its embedded hub, and a stand-in for Scorelytics that tells goals of one
match. Readers are WebSockets of Node.js on loopback, without TLS, some thousands in each of a few processes on the same
cores. Memory is the PSS of the gateway's process, by which its readers made it grow. A goal: from the provider's
world to the last reader. Upstream: what the provider is asked in the same time with so many readers.`;
export const table = bySubject;

const readersFile = fileURLToPath(new URL('../lib/gateway-readers.mjs', import.meta.url));
const mostOfAProcess = 2_500;

/** @param {import('../main.mjs').Run} run */
export async function measure({ figures, isShort }) {
  for (const readers of isShort ? [1, 50] : [1, 10_000]) {
    const goals = isShort ? 3 : 15;
    const world = new World();
    world.add({ id: 'a1', sport: 'football', home: 'Home', away: 'Away' });
    world.kickoff('a1');
    const provider = new ScorelyticsServer({ world, keys: { sk_bench: {} } });
    const { url, wsUrl } = await provider.listen();
    const words = ['--sport', 'football', '--follow', 'match:a1', '--port', '0'];
    const limits = ['--max-readers', '20000', '--max-readers-per-address', '20000'];
    const { child, said, ended } = spawnGateway(
      [...words, ...limits, '--rest-url', url, '--ws-url', wsUrl],
      { SCORELYTICS_API_KEY: 'sk_bench' },
    );
    /** @type {import('node:child_process').ChildProcess[]} */
    const crowd = [];
    try {
      await until(
        () => said.out.includes('</score-board>'),
        () => `its lines: ${said.error}`,
      );
      const [, host = ''] = /url="http([^"]+)"/.exec(said.out) ?? [];
      const channel = `ws${host}/v1/channels?ids=scorelytics.football.match.a1`;
      await pause(2_000);
      const before = await pss(child.pid);
      const counts = parted(readers);
      /** By number: when the last reader of each process has heard it. @type {Map<number, number[]>} */
      const heard = new Map();
      let open = 0;
      const openedAt = performance.now();
      for (const count of counts) {
        const process = fork(readersFile, [channel, String(count)]);
        process.on('message', (/** @type {any} */ { open: opened, seq, at }) => {
          if (opened) open += opened;
          else heard.set(seq, [...(heard.get(seq) ?? []), at]);
        });
        crowd.push(process);
      }
      await until(() => open === readers, 'all readers', 120_000);
      const openMs = performance.now() - openedAt;
      await pause(isShort ? 500 : 6_000);
      const after = await pss(child.pid);

      const asked = await requests(host);
      const from = performance.now();
      /** @type {number[]} */
      const latencies = [];
      for (let goal = 0; goal < goals; goal += 1) {
        const known = Math.max(0, ...heard.keys());
        const at = performance.timeOrigin + performance.now();
        world.goal('a1', 'home');
        const last = () => heard.get(known + 1) ?? [];
        await until(() => last().length === counts.length, 'the goal everywhere', 20_000);
        latencies.push(Math.max(...last()) - at);
        await pause(isShort ? 200 : 1_000);
      }
      const minutes = (performance.now() - from) / 60_000;

      const conditions = `${readers.toLocaleString('en')} readers`;
      const add = (
        /** @type {string} */ name,
        /** @type {string} */ unit,
        /** @type {number | number[]} */ values,
      ) => figures.add(name, 'embedded hub', unit, values, conditions);
      add('all are connected after', 'ms', openMs);
      if (readers > 1) add('memory a reader', 'kB', (after - before) / readers);
      add('a goal to the last reader', 'ms', latencies);
      add('upstream sockets', '', provider.socketCount());
      add('upstream requests', 'a minute', ((await requests(host)) - asked) / minutes);
    } finally {
      for (const process of crowd) process.kill('SIGKILL');
      child.kill('SIGKILL');
      await ended;
      await provider.close();
    }
  }
}

/** @param {number} readers */
function parted(readers) {
  const processes = Math.ceil(readers / mostOfAProcess);
  return Array.from({ length: processes }, (_, index) =>
    Math.floor(readers / processes + (index < readers % processes ? 1 : 0)),
  );
}

/** kB. @param {number | undefined} pid */
async function pss(pid) {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1]);
}

/** All that it has asked the provider for. @param {string} host */
async function requests(host) {
  const text = await (await fetch(`http${host}/metrics`)).text();
  const found = [...text.matchAll(/^scoreline_upstream_requests_total(?:\{[^}]*\})? (\d+)$/gm)];
  if (!found.length) throw new Error(`no upstream requests in:\n${text}`);
  return found.reduce((all, [, count]) => all + Number(count), 0);
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
