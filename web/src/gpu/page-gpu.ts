import type { GpuHost, RendererOptions } from './renderer';

export interface PageGpuParts extends Omit<RendererOptions, 'createCanvas'> {
  /** Null: no WebGL 2. */
  create(options: Omit<RendererOptions, 'createCanvas'>): GpuHost | null;
}

/** The WebGL that all boards of a page share: whether there is any, and whether it can draw now. */
export class PageGpu {
  /** Null: this browser has none, or nobody has taken it yet. */
  host: GpuHost | null = null;
  readonly #parts: PageGpuParts;
  #isLost = false;

  constructor(parts: PageGpuParts) {
    this.#parts = parts;
  }

  /** False also while the context is lost. */
  get canDraw(): boolean {
    return this.host !== null && !this.#isLost;
  }

  take(): void {
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
  }

  drop(): void {
    this.host?.destroy();
    this.host = null;
    this.#isLost = false;
  }
}
