import type { BoardLook } from './core';

/** Any CSS colour as 0xRRGGBBAA. */
export type ColourReader = (css: string) => number;

/** What `readLook` reads of a `CSSStyleDeclaration`. */
export type LookStyle = Pick<
  CSSStyleDeclaration,
  | 'color'
  | 'backgroundColor'
  | 'borderTopColor'
  | 'borderRightColor'
  | 'borderBottomColor'
  | 'borderLeftColor'
  | 'textDecorationColor'
  | 'borderTopLeftRadius'
  | 'fontSize'
  | 'direction'
>;

/**
 * The board's look from the computed style of `.look` in the shadow tree. Seven colours sit in seven
 * properties of that one element, so that the browser resolves custom properties, `color-mix`,
 * themes and forced colours for us.
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
      background: colour(style.backgroundColor),
      muted: colour(style.borderTopColor),
      accent: colour(style.borderRightColor),
      live: colour(style.borderBottomColor),
      warning: colour(style.borderLeftColor),
      border: colour(style.textDecorationColor),
    },
    font,
    fontSize: Number.parseFloat(style.fontSize) || 16,
    radius: Number.parseFloat(style.borderTopLeftRadius) || 0,
    isRightToLeft: style.direction === 'rtl',
    reducedMotion,
  };
}

/** Reads colours by painting one pixel: the browser knows every colour space that it can compute. */
export function pixelColourReader(document: Document): ColourReader {
  const known = new Map<string, number>();
  let context: CanvasRenderingContext2D | null = null;
  return (css) => {
    let rgba = known.get(css);
    if (rgba === undefined) {
      if (!context) {
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 1;
        context = canvas.getContext('2d', { willReadFrequently: true });
      }
      if (!context) return 0;
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = css;
      context.fillRect(0, 0, 1, 1);
      rgba = new DataView(context.getImageData(0, 0, 1, 1).data.buffer).getUint32(0);
      known.set(css, rgba);
    }
    return rgba;
  };
}
