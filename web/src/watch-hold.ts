/**
 * Tells at each change whether somebody points at a box or has the focus in it, until `signal` is
 * aborted.
 */
export function watchHold(
  box: EventTarget,
  tell: (isHeld: boolean) => void,
  signal: AbortSignal,
): void {
  let [isPointedAt, hasFocus] = [false, false];
  const on = (type: string, note: () => void) =>
    box.addEventListener(
      type,
      () => {
        note();
        tell(isPointedAt || hasFocus);
      },
      { signal },
    );
  on('pointerenter', () => (isPointedAt = true));
  on('pointerleave', () => (isPointedAt = false));
  on('focusin', () => (hasFocus = true));
  on('focusout', () => (hasFocus = false));
}
