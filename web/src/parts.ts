import type { BoardId, CoreHost } from './core';

/** The GPU, as the page needs it: what the engine calls, and where each board's picture goes. */
export interface Graphics
  extends Pick<CoreHost, 'textureCreate' | 'textureUpdate' | 'textureDestroy' | 'present'> {
  /** Pictures of this board go to that canvas. */
  attach(board: BoardId, canvas: HTMLCanvasElement): void;
  detach(board: BoardId): void;
}

/** The browser's text, as the page needs it. */
export interface Rasteriser extends Pick<CoreHost, 'textMeasure' | 'textPixels'> {
  /** The number of a CSS `font-family`; a new one when its web fonts have changed. */
  fontNumber(family: string): number;
}
