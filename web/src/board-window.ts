/** A horizontal strip: top edge, in CSS px from the board's top, and height in CSS px. */
export type Span = readonly [top: number, height: number];

/** No picture is higher, in device px (`PaintLimits` in `src/board/board_painter.hpp`). */
const mostHeight = 8192;

/** Whether a board is drawn whole, wherever it stands on the page. */
export function isDrawnWhole(height: number, screenHeight: number, pixelRatio: number): boolean {
  return height <= Math.min(2 * screenHeight, mostHeight / pixelRatio);
}

/**
 * The part of a board that is drawn: all of it; or, where the board is far longer than the screen, the
 * part in sight and half a screen above and below. The part's edges lie between device pixels.
 */
export function windowOf(height: number, [top, seen]: Span, pixelRatio: number): Span {
  const most = mostHeight / pixelRatio;
  if (isDrawnWhole(height, seen, pixelRatio)) return [0, height];
  const edge = (at: number) =>
    Math.min(Math.max(Math.round(at * pixelRatio) / pixelRatio, 0), height);
  // Of a board out of sight the nearest end is drawn.
  const first = edge(Math.min(top - seen / 2, height - seen));
  return [first, Math.min(edge(Math.max(top + seen * 1.5, seen)) - first, most)];
}

/** Whether everything of a board that is in sight lies within the part that is drawn. */
export function covers([from, length]: Span, height: number, [top, seen]: Span): boolean {
  return from <= Math.max(0, top) && Math.min(height, top + seen) <= from + length;
}
