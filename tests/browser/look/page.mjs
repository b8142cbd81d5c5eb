// Runs in the page: puts boards of any scene, size and look on it.
import createBoard from './board.mjs';
import { Renderer } from './gpu/renderer.mjs';
import { linesOf } from './scenes.mjs';
import { Rasteriser } from './text/rasteriser.mjs';

const light = [0xffffffff, 0x14171cff, 0x5c6570ff, 0x1f4f96ff, 0xc4161cff, 0x8a4b00ff, 0xdfe3e8ff];
const dark = [0x15181cff, 0xf2f4f6ff, 0x9aa4b0ff, 0x8db8f2ff, 0xff6b6bff, 0xf0b357ff, 0x2d333aff];
const kinds = { auto: 0, card: 2, list: 3 };

const targets = new Map();
const host = {};
const core = await createBoard({ host });
const memory = () => core.HEAPU8;
let redraw = () => {};
const renderer = Renderer.create({
  createCanvas: () => document.createElement('canvas'),
  memory,
  target: (board) => targets.get(board),
  onLost: () => {},
  onRestored: () => {
    core._look_gpu_lost();
    redraw();
  },
});
const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const rasteriser = new Rasteriser({ context, memory });
for (const name of ['textureCreate', 'textureUpdate', 'textureDestroy', 'present']) {
  host[name] = renderer[name].bind(renderer);
}
for (const name of ['textMeasure', 'textPixels']) {
  host[name] = rasteriser[name].bind(rasteriser);
}

let boards = 0;
/** Draws one board and returns how long that took, ms. */
function show(
  scene,
  {
    width = 320,
    ratio = devicePixelRatio,
    kind = 'auto',
    theme = 'light',
    fontSize = 16,
    family = 'Noto Sans, sans-serif',
  },
) {
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  const board = ++boards;
  targets.set(board, canvas.getContext('2d'));
  return redrawInto(board, canvas, scene, { width, ratio, kind, theme, fontSize, family });
}

function redrawInto(board, canvas, scene, { width, ratio, kind, theme, fontSize, family }) {
  const draw = () => {
    const start = performance.now();
    const { written } = new TextEncoder().encodeInto(
      linesOf(scene),
      core.HEAPU8.subarray(core._look_scratch(), core._look_scratch() + 65536),
    );
    core._look_content(written);
    core._look_style(rasteriser.fontNumber(family), fontSize, 8, scene.isRightToLeft ? 1 : 0);
    core._look_colours(...(theme === 'dark' ? dark : light));
    const height = core._look_layout(kinds[kind], width, ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    core._look_draw(board);
    return performance.now() - start;
  };
  const before = redraw;
  redraw = () => {
    before();
    draw();
  };
  return draw();
}

Object.assign(globalThis, { show, core, renderer });
