import type { Frames } from '../draw-queue';
import type { GpuHost, RendererOptions } from './renderer';

export interface PageGpuParts extends Omit<RendererOptions, 'createCanvas'> {
  /** Null: no WebGL 2. */
  create(options: Omit<RendererOptions, 'createCanvas'>): GpuHost | null;
  frames: Pick<Frames, 'setTimer'>;
  /** WebGL has begun, or there is none (see `host`). */
  onBegun: () => void;
}

/** The WebGL that all boards of a page share: whether there is any, and whether it can draw now. */
export class PageGpu {
  /** Null: this browser has none; undefined: that is not known yet. */
  host: GpuHost | null | undefined;
  readonly #parts: PageGpuParts;
  #isLost = false;
  #isWanted = false;

  constructor(parts: PageGpuParts) {
    this.#parts = parts;
  }

  /** False also while the context is lost. */
  get canDraw(): boolean {
    return Boolean(this.host) && !this.#isLost;
  }

  /**
   * Begins WebGL, once, when there is something on the screen for its pictures to replace: it blocks the page for
   * 30 to 200 ms. `frame`: asks for the frame after the one that is being made.
   */
  begin(frame: Frames['requestFrame']): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    // Behind that frame, and so behind the paint of the one before.
    frame(() => this.#parts.frames.setTimer(() => this.#take(), 0));
  }

  drop(): void {
    this.host?.destroy();
    this.host = undefined;
    this.#isLost = this.#isWanted = false;
  }

  #take(): void {
    // It may have been dropped meanwhile, and even be wanted again.
    if (!this.#isWanted || this.host !== undefined) return;
    const parts = this.#parts;
    this.host = parts.create({
      ...parts,
      onLost: () => {
        this.#isLost = true;
        parts.onLost();
      },
      onRestored: () => {
        this.#isLost = false;
        parts.onRestored();
      },
    });
    parts.onBegun();
  }
}
