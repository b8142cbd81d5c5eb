/**
 * Firefox by WebDriver BiDi, which it speaks itself: JSON over one WebSocket.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { asText, pageOf, resultOf } from './page.mjs';
import { start, startScreen } from './process.mjs';

/**
 * On a screen it draws in software; headless it has no WebGL without a GPU.
 * @param {string} program
 * @param {boolean} hasWebGl
 * @returns {Promise<import('./page.mjs').Browser>}
 */
export async function launchFirefox(program, hasWebGl) {
  const screen = hasWebGl ? await startScreen() : null;
  const profile = await mkdtemp(join(tmpdir(), 'scoreline-firefox-'));
  const options = ['--profile', profile, '--no-remote', '--remote-debugging-port=0'];
  if (!screen) options.push('--headless');
  const tidyUp = async () => {
    await screen?.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const firefox = await start(program, options, {
      until: /WebDriver BiDi listening on (ws:\S+)/,
      env: screen?.env ?? {},
    });
    const bidi = await connect(`${firefox.found?.[1]}/session`);
    await bidi.send('session.new', { capabilities: {} });
    await bidi.send('session.subscribe', { events: ['log.entryAdded'] });
    return {
      newPage: (size) => newPage(bidi, size),
      async close() {
        bidi.close();
        await firefox.stop();
        await tidyUp();
      },
    };
  } catch (error) {
    await tidyUp();
    throw error;
  }
}

/** @typedef {Awaited<ReturnType<typeof connect>>} Bidi */

/** @param {string} url */
async function connect(url) {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  let last = 0;
  /** @type {Map<number, (answer: any) => void>} */
  const asked = new Map();
  /** @type {Set<(method: string, event: any) => void>} */
  const listeners = new Set();
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.type === 'event') {
      for (const listener of listeners) listener(message.method, message.params);
      return;
    }
    asked.get(message.id)?.(message);
    asked.delete(message.id);
  });
  socket.on('close', () => {
    for (const answer of asked.values()) answer({ error: 'gone', message: 'Firefox has ended' });
    asked.clear();
  });
  return {
    listeners,
    close: () => socket.close(),
    /** @param {string} method @param {object} params @returns {Promise<any>} */
    async send(method, params) {
      last += 1;
      const id = last;
      socket.send(JSON.stringify({ id, method, params }));
      const { result, error, message } = await new Promise((resolve) => asked.set(id, resolve));
      if (error) throw new Error(`${method}: ${error}: ${message}`);
      return result;
    },
  };
}

/** @param {Bidi} bidi @param {{width: number, height: number}} [viewport] */
async function newPage(bidi, viewport = { width: 1000, height: 800 }) {
  const { context } = await bidi.send('browsingContext.create', { type: 'tab' });
  await bidi.send('browsingContext.setViewport', { context, viewport });
  /** @type {string[]} */
  const complaints = [];
  /** @param {string} method @param {any} event */
  const listen = (method, event) => {
    const isMine = method === 'log.entryAdded' && event.source?.context === context;
    if (isMine && event.level === 'error') complaints.push(event.text);
  };
  bidi.listeners.add(listen);
  return pageOf({
    complaints,
    async goto(url) {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async evaluate(run, argument) {
      const answer = await bidi.send('script.callFunction', {
        functionDeclaration: asText(run),
        arguments: [{ type: 'string', value: JSON.stringify(argument ?? null) }],
        target: { context },
        awaitPromise: true,
      });
      if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text);
      return resultOf(answer.result.value);
    },
    async screenshot() {
      const { data } = await bidi.send('browsingContext.captureScreenshot', { context });
      return Buffer.from(data, 'base64');
    },
    async wholePage() {
      const origin = 'document';
      const { data } = await bidi.send('browsingContext.captureScreenshot', { context, origin });
      return Buffer.from(data, 'base64');
    },
    async setOffline(isOffline) {
      await bidi.send('emulation.setNetworkConditions', {
        networkConditions: isOffline ? { type: 'offline' } : null,
        contexts: [context],
      });
    },
    async close() {
      bidi.listeners.delete(listen);
      await bidi.send('browsingContext.close', { context });
    },
  });
}
