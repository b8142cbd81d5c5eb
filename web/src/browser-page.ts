import createCore from 'scoreline-core';
import { Crests } from './crests';
import { EarlyRequests } from './early';
import { EnginePage } from './engine-page';
import { Renderer } from './gpu/renderer';
import { watchPage } from './page-signals';
import { blockedSource, type Violation } from './policy';
import { sender } from './request';
import { Rasteriser } from './text/rasteriser';
import { loadCore, type WasmSource } from './wasm-loader';

const timers = {
  setTimer: (run: () => void, ms: number) => setTimeout(run, ms),
  clearTimer: (timer: number | undefined) => clearTimeout(timer),
};

/** The engine's page in a browser. Loads nothing until the first board is opened. */
export function browserPage(settings: { readonly wasm: WasmSource }): EnginePage {
  const send = sender({
    fetch: (...request) => fetch(...request),
    origin,
    ...timers,
  });
  return new EnginePage({
    loadCore: (host) =>
      loadCore(
        settings.wasm,
        createCore,
        {
          fetch: (url) => fetch(url),
          missingPolicy,
          ...(typeof WebAssembly !== 'undefined' && { wasm: WebAssembly }),
        },
        host,
      ),
    gpu: (page) =>
      Renderer.create({ ...page, createCanvas: () => document.createElement('canvas') }),
    rasteriser: (memory) => new Rasteriser({ memory, context: textContext() }),
    crests: (arrived) =>
      new Crests({
        arrived,
        createImage: () => new Image(),
        context: textContext,
        ...timers,
      }),
    early: new EarlyRequests(send, () => performance.now()),
    send,
    now: () => performance.now(),
    requestFrame: (run, window) => window.requestAnimationFrame(run),
    ...timers,
    watch: watchPage,
  });
}

function textContext(): CanvasRenderingContext2D {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser has no 2D canvas');
  return context;
}

/**
 * The entry that the page's policy lacks for a download that has just failed, if the policy is the reason:
 * the browser says so in an event that comes a little after the failure.
 */
function missingPolicy(url: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const listen = (event: Violation) => {
      const source = blockedSource(event, [new URL(url, document.baseURI).href]);
      if (source) end(`connect-src ${source}`);
    };
    const end = (entry?: string) => {
      document.removeEventListener('securitypolicyviolation', listen);
      resolve(entry);
    };
    document.addEventListener('securitypolicyviolation', listen);
    setTimeout(end, 100);
  });
}
