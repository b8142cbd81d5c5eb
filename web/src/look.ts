import type { BoardLook } from './core';

/** Any CSS colour as 0xRRGGBBAA. */
export type ColourReader = (css: string) => number;

/** The properties of a computed style that `readLook` reads. */
export type LookStyle = Pick<
  CSSStyleDeclaration,
  | 'color'
  | 'borderTopColor'
  | 'borderRightColor'
  | 'borderBottomColor'
  | 'borderLeftColor'
  | 'textDecorationColor'
  | 'fontSize'
  | 'direction'
>;

/**
 * The board's look from the computed style of `.look` in the shadow tree. The six colours of the picture are
 * six properties of that one element, so that the browser itself resolves custom properties,
 * `color-mix`, themes and forced colours.
 */
export function readLook(
  style: LookStyle,
  colour: ColourReader,
  font: number,
  reducedMotion: boolean,
): BoardLook {
  return {
    colours: {
      foreground: colour(style.color),
      muted: colour(style.borderTopColor),
      accent: colour(style.borderRightColor),
      live: colour(style.borderBottomColor),
      warning: colour(style.borderLeftColor),
      border: colour(style.textDecorationColor),
    },
    font,
    fontSize: Number.parseFloat(style.fontSize) || 16,
    isRightToLeft: style.direction === 'rtl',
    reducedMotion,
  };
}

/**
 * Reads a colour by painting one pixel: the browser understands every notation that it computes. The plainest
 * one, `rgb(1, 2, 3)`, is read by itself, because a canvas takes long to make.
 */
export function pixelColourReader(document: Document): ColourReader {
  let context: CanvasRenderingContext2D | null = null;
  return (css) => {
    const plain = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(css);
    if (plain) return plain.slice(1).reduce((rgb, part) => rgb * 256 + Number(part), 0) * 256 + 255;
    if (!context) {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 1;
      context = canvas.getContext('2d', { willReadFrequently: true });
    }
    if (!context) return 0;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    return new DataView(context.getImageData(0, 0, 1, 1).data.buffer).getUint32(0);
  };
}
