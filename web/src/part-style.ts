import type { BoardPart } from './core';

/** `Part` in `src/board/boxes.hpp`. */
export const headingPart = 6;
export const noticePart = 7;
export const shapePart = 8;

const edges = ['left', 'center', 'right'];

/** The declarations that show a part where the board has it. */
export function partStyle(part: BoardPart): string {
  const [, kind, left, top, width, height, size, stroke, edge, hasFigures, rgba, text] = part;
  const colour = `#${rgba.toString(16).padStart(8, '0')}`;
  const looks =
    kind !== shapePart || text
      ? `font-size:${size}px;line-height:${height}px;font-weight:${stroke};text-align:${edges[edge]};color:${colour}${hasFigures ? ';font-variant-numeric:tabular-nums' : ''}`
      : `height:${height}px;border-radius:${size}px;${stroke ? `border:${stroke}px solid` : 'background:'} ${colour}`;
  return `left:${left}px;top:${top}px;width:${width}px;${looks}`;
}
