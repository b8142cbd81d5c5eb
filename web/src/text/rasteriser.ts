/**
 * Draws text for the core with the browser's own engine: every script, shaping, emoji and the page's
 * web fonts, as on the rest of the page.
 */

import type { CoreHost, Pointer } from '../core';

export type TextHost = Pick<CoreHost, 'textMeasure' | 'textPixels'>;

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export interface RasteriserOptions {
  /** A 2D context of its own that is good at being read: `willReadFrequently`. */
  context: Context;
  /** The wasm's memory, read anew at each use: a grown memory is another buffer. */
  memory: () => Uint8Array;
}

/** Transparent px on each side of a picture: a neighbour's edge must not bleed in. */
const margin = 1;

/** The first letter that has a direction, when it is one of a script that runs right to left. */
const startsRightToLeft =
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

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

  /** The number by which the core knows a CSS `font-family`: always the same for the same one. */
  fontNumber(family: string): number {
    const known = this.#families.indexOf(family);
    return known >= 0 ? known : this.#families.push(family) - 1;
  }

  /**
   * A web font has arrived, so a family may look otherwise from now on: it gets another number, under
   * which nothing is drawn yet.
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
    // A canvas forgets its state when its size changes, so it only grows, by steps.
    if (canvas.width < this.#width) canvas.width = Math.ceil(this.#width / 256) * 256;
    if (canvas.height < this.#height) canvas.height = Math.ceil(this.#height / 64) * 64;
    this.#prepare();

    // Browsers draw dark letters a little stronger than light ones.
    const isDark = isDarkInk(ink);
    let pixels = this.#draw(isDark ? '#000' : '#fff');
    const hasColours = isColoured(pixels, isDark);
    if (hasColours) {
      // Letters beside an emoji could not be tinted, so all is drawn as it will be seen.
      pixels = this.#draw(`#${(ink >>> 8).toString(16).padStart(6, '0')}`);
    } else {
      // Where it is transparent a browser may say black; blending at an edge would darken it.
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

/** As the core has it (`text_atlas.cpp`): dark and light ink have pictures of their own. */
function isDarkInk(ink: number): boolean {
  return 2 * (ink >>> 24) + 5 * ((ink >>> 16) & 255) + ((ink >>> 8) & 255) < 8 * 128;
}

/** Text drawn in black or white came out in another colour. Nearly clear pixels round too coarsely. */
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
