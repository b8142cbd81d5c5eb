/** Top edge and height, CSS px from the board's top. */
export type Span = readonly [top: number, height: number];

/** No picture is higher, in device px (`PaintLimits` in `src/board/board_painter.hpp`). */
const mostHeight = 8192;

/** Whether all of a board is drawn, wherever it stands. */
export function isDrawnWhole(height: number, screenHeight: number, pixelRatio: number): boolean {
  return height <= Math.min(2 * screenHeight, mostHeight / pixelRatio);
}

/**
 * What of a board is drawn: all of it, or of one far longer than the screen what is seen and half a
 * screen above and below. Its edges lie between device pixels.
 */
export function windowOf(height: number, [top, seen]: Span, pixelRatio: number): Span {
  const most = mostHeight / pixelRatio;
  if (isDrawnWhole(height, seen, pixelRatio)) return [0, height];
  const edge = (at: number) =>
    Math.min(Math.max(Math.round(at * pixelRatio) / pixelRatio, 0), height);
  // A board that is not in sight keeps the end that is nearest.
  const first = edge(Math.min(top - seen / 2, height - seen));
  return [first, Math.min(edge(Math.max(top + seen * 1.5, seen)) - first, most)];
}

/** Whether nothing of a board is seen that is not in its window. */
export function covers([from, length]: Span, height: number, [top, seen]: Span): boolean {
  return from <= Math.max(0, top) && Math.min(height, top + seen) <= from + length;
}
