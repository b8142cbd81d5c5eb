/**
 * `<score-board>` in Chromium with a stub for the engine (`stub-core.mjs`), for tests of the DOM's side
 * of a board. Every page is under a strict policy, so that nothing needs more.
 */

import { build } from 'esbuild';
import { launchChromium } from './chromium.mjs';
import { serve } from './serve.mjs';

export const options = 'provider="scorelytics" sport="football" match="m1" api-key="s3cret"';
const strictCsp = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";

export async function startStubSite() {
  const source = new URL('../../../web/src/', import.meta.url).pathname;
  const common = /** @type {const} */ ({ write: false, format: 'esm', target: 'es2022' });
  const bundle = await build({
    ...common,
    entryPoints: [`${source}index.ts`],
    alias: { 'scoreline-core': new URL('./stub-core.mjs', import.meta.url).pathname },
    bundle: true,
    external: ['./words/*.js'],
  });
  const words = await build({ ...common, entryPoints: [`${source}words/*.ts`], outdir: '/words' });
  /** @param {import('esbuild').OutputFile | undefined} file */
  const script = (file) => ({ type: 'text/javascript', body: file?.contents ?? '' });
  const js = script(bundle.outputFiles[0]);
  const html = {
    type: 'text/html',
    body: '<!doctype html><meta charset="utf-8"><body>',
    headers: { 'content-security-policy': strictCsp },
  };
  const noWasm = { ...html.headers, 'content-security-policy': "script-src 'self'" };
  const wasm = { type: 'application/wasm', body: Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0) };
  const server = await serve({
    '/page': html,
    '/page-without-wasm': { ...html, headers: noWasm },
    '/scoreline.js': js,
    ...Object.fromEntries(words.outputFiles.map((file) => [file.path, script(file)])),
    '/scoreline.wasm': wasm,
    '/copy/scoreline.js': js,
    '/copy/scoreline.wasm': wasm,
    '/alone/scoreline.js': js,
  });
  const browser = await launchChromium();
  return {
    url: server.url,
    browser,
    /** @param {import('playwright-core').BrowserContextOptions} [context] */
    async open(context = {}) {
      const page = await browser.newPage({ viewport: { width: 600, height: 400 }, ...context });
      /** @type {string[]} */
      const complaints = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(`${server.url}/page`);
      return { page, complaints, ...actionsOn(page) };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** @param {import('playwright-core').Page} page */
function actionsOn(page) {
  /** Lets a frame pass. */
  const frame = () =>
    page.evaluate(
      () =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))),
    );
  /** What is read comes after the picture. A board that has left hears nothing, however long one waits. */
  const told = async () => {
    const isTold = () => /** @type {any} */ (window).stub.isTold;
    await page.waitForFunction(isTold, undefined, { timeout: 1500 }).catch(() => {});
    await frame();
  };
  return {
    frame,
    /** @param {string} [path] */
    load: (path = '/scoreline.js') =>
      page.evaluate(async (path) => {
        Object.assign(window, { scoreline: await import(path) });
      }, path),
    /** Puts boards in the page, after the script or before it. @param {string} html */
    put: (html) =>
      page.evaluate((html) => {
        document.body.innerHTML = html;
      }, html),
    /** What the stub wrote down. @param {string} name @returns {Promise<any[][]>} */
    calls: (name) =>
      page.evaluate((name) => /** @type {any} */ (window).stub?.named(name) ?? [], name),
    /** @param {object} [state] */
    async show(state = {}) {
      await page.waitForFunction(() => /** @type {any} */ (window).stub?.boards > 0);
      await page.evaluate((state) => /** @type {any} */ (window).stub.show(state), state);
      await told();
    },
    /** A state with matches of these ids. @param {string[]} ids */
    async showMatches(ids) {
      await page.evaluate((ids) => {
        const { stub } = /** @type {any} */ (window);
        stub.show({ matches: ids.map((id) => ({ ...stub.match, id, text: id })) });
      }, ids);
      await told();
    },
  };
}
