import createCore from 'scoreline-core';
import { EnginePage } from './engine-page';
import { watchPage } from './page-signals';
import type { Rasteriser } from './parts';
import { loadCore } from './wasm-loader';
import type { Words } from './words/en';

/** The engine's page in a browser. Loads nothing until the first board is opened. */
export function browserPage(wasmUrl: string, rasteriser: Rasteriser, words: Words): EnginePage {
  return new EnginePage({
    loadCore: (host) =>
      loadCore(
        wasmUrl,
        createCore,
        {
          fetch: (url) => fetch(url),
          ...(typeof WebAssembly !== 'undefined' && { wasm: WebAssembly }),
        },
        host,
      ),
    graphics: () => null,
    rasteriser,
    words,
    requestFrame: (run) => requestAnimationFrame(run),
    setTimer: (run, ms) => setTimeout(run, ms),
    clearTimer: (timer) => clearTimeout(timer),
    watch: (signals) => watchPage(window, signals),
  });
}
