import type { CoreHost, Pointer } from '../core';

export type TextHost = Pick<CoreHost, 'textMeasure' | 'textPixels'>;

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export interface RasteriserOptions {
  /** A 2D context for nobody else, whose pixels are read often (`willReadFrequently`). */
  context: Context;
  /** The wasm's memory; asked for at each use, because a memory that has grown is another buffer. */
  memory: () => Uint8Array;
}

/** Clear px on each side of a picture, so that a neighbour's edge does not bleed in. */
const margin = 1;

/** Matches a text whose first letter is of a script that runs from right to left. */
const startsRightToLeft =
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * Draws text for the engine by the browser's own means: every script, shaping, emoji and the page's web
 * fonts, as on the rest of the page.
 */
export class Rasteriser implements TextHost {
  readonly #context: Context;
  readonly #memory: () => Uint8Array;
  readonly #families: string[] = [];
  readonly #decoder = new TextDecoder();
  #text = '';
  #font = '';
  #penX = 0;
  #penY = 0;
  #width = 0;
  #height = 0;

  constructor(options: RasteriserOptions) {
    this.#context = options.context;
    this.#memory = options.memory;
  }

  /** The number by which the engine knows a CSS `font-family`; the same family has the same number. */
  fontNumber(family: string): number {
    const known = this.#families.indexOf(family);
    return known >= 0 ? known : this.#families.push(family) - 1;
  }

  /**
   * Gives every family another number, under which nothing is drawn yet: a web font has arrived, and a
   * family may look otherwise from now on.
   */
  forgetFonts(): void {
    this.#families.fill('', 0);
  }

  textMeasure(
    font: number,
    weight: number,
    devicePx: number,
    text: Pointer,
    length: number,
    metrics: Pointer,
  ): void {
    const memory = this.#memory();
    this.#text = this.#decoder.decode(memory.subarray(text, text + length));
    this.#font = `${weight} ${devicePx}px ${this.#families[font] || 'sans-serif'}`;
    this.#prepare();
    const measured = this.#context.measureText(this.#text);
    const left = Math.ceil(measured.actualBoundingBoxLeft);
    const right = Math.ceil(measured.actualBoundingBoxRight);
    const up = Math.ceil(measured.actualBoundingBoxAscent);
    const down = Math.ceil(measured.actualBoundingBoxDescent);
    const hasInk = left + right > 0 && up + down > 0;
    this.#width = hasInk ? left + right + 2 * margin : 0;
    this.#height = hasInk ? up + down + 2 * margin : 0;
    this.#penX = left + margin;
    this.#penY = up + margin;
    new Float32Array(memory.buffer, metrics, 7).set([
      measured.width,
      this.#width,
      this.#height,
      -this.#penX,
      -this.#penY,
      measured.fontBoundingBoxAscent,
      measured.fontBoundingBoxDescent,
    ]);
  }

  textPixels(target: Pointer, stride: number, ink: number): number {
    const { canvas } = this.#context;
    // The canvas only grows, and by steps: it forgets its state whenever its size changes.
    if (canvas.width < this.#width) canvas.width = Math.ceil(this.#width / 256) * 256;
    if (canvas.height < this.#height) canvas.height = Math.ceil(this.#height / 64) * 64;
    this.#prepare();

    // Browsers draw dark letters a little stronger than light ones.
    const isDark = isDarkInk(ink);
    let pixels = this.#draw(isDark ? '#000' : '#fff');
    const hasColours = isColoured(pixels, isDark);
    if (hasColours) {
      // Letters beside an emoji cannot be tinted, so all is drawn in the colour that will be seen.
      pixels = this.#draw(`#${(ink >>> 8).toString(16).padStart(6, '0')}`);
    } else {
      // Clear pixels may be black in some browsers, which would darken edges when they are blended.
      for (let i = 0; i < pixels.length; i += 4) {
        pixels[i] = pixels[i + 1] = pixels[i + 2] = 255;
      }
    }
    const memory = this.#memory();
    const row = this.#width * 4;
    for (let y = 0; y < this.#height; y++) {
      memory.set(pixels.subarray(y * row, (y + 1) * row), target + y * stride);
    }
    return hasColours ? 1 : 0;
  }

  #prepare(): void {
    const context = this.#context;
    context.font = this.#font;
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';
    context.fontKerning = 'normal';
    context.direction = startsRightToLeft.test(this.#text) ? 'rtl' : 'ltr';
  }

  #draw(colour: string): Uint8ClampedArray {
    const context = this.#context;
    context.clearRect(0, 0, this.#width, this.#height);
    context.fillStyle = colour;
    context.fillText(this.#text, this.#penX, this.#penY);
    return context.getImageData(0, 0, this.#width, this.#height).data;
  }
}

/** The same rule as the engine's (`text_atlas.cpp`): dark and light ink have separate pictures. */
function isDarkInk(ink: number): boolean {
  return 2 * (ink >>> 24) + 5 * ((ink >>> 16) & 255) + ((ink >>> 8) & 255) < 8 * 128;
}

/** Whether text that was drawn in black or white has other colours. Nearly clear pixels do not count. */
function isColoured(pixels: Uint8ClampedArray, isDark: boolean): boolean {
  for (let i = 0; i < pixels.length; i += 4) {
    if ((pixels[i + 3] as number) <= 8) continue;
    const [red, green, blue] = [pixels[i], pixels[i + 1], pixels[i + 2]] as [
      number,
      number,
      number,
    ];
    if (isDark ? Math.max(red, green, blue) > 5 : Math.min(red, green, blue) < 250) return true;
  }
  return false;
}
