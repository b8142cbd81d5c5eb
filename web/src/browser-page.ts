import createCore from 'scoreline-core';
import { EnginePage } from './engine-page';
import { Renderer } from './gpu/renderer';
import { watchPage } from './page-signals';
import { Rasteriser } from './text/rasteriser';
import { loadCore } from './wasm-loader';
import type { Words } from './words/en';

/** The engine's page in a browser. Loads nothing until the first board is opened. */
export function browserPage(wasmUrl: string, words: Words): EnginePage {
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
    gpu: (page) =>
      Renderer.create({ ...page, createCanvas: () => document.createElement('canvas') }),
    rasteriser: (memory) => new Rasteriser({ memory, context: textContext() }),
    words,
    requestFrame: (run) => requestAnimationFrame(run),
    setTimer: (run, ms) => setTimeout(run, ms),
    clearTimer: (timer) => clearTimeout(timer),
    watch: (signals) => watchPage(window, signals),
  });
}

function textContext(): CanvasRenderingContext2D {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser has no 2D canvas');
  return context;
}
