/**
 * Tells a box's width in device pixels, and whether the box is on the screen or near it, at once and at
 * each change, until `signal` is aborted.
 */
export function watchBox(
  box: Element,
  tell: {
    width(devicePx: number, pixelRatio: number): void;
    visible(isVisible: boolean): void;
  },
  signal: AbortSignal,
): void {
  const size = new ResizeObserver((entries) => {
    const exact = entries.at(-1)?.devicePixelContentBoxSize?.[0]?.inlineSize;
    measure(exact);
  });
  const measure = (exact = 0) => {
    const ratio = devicePixelRatio;
    const { left, right } = box.getBoundingClientRect();
    // With fractional ratios only the browser knows which way it rounded this box. Its figure is not
    // believed where a developer tool pretends another ratio, which is missing in the figure.
    const isBelieved = Math.abs(exact - (right - left) * ratio) < 1;
    // Without a figure the edges are rounded, and not the width, because browsers paint them so.
    const width = Math.round(right * ratio) - Math.round(left * ratio);
    tell.width(isBelieved ? exact : width, ratio);
  };
  try {
    size.observe(box, { box: 'device-pixel-content-box' });
  } catch {
    size.observe(box);
  }
  watchRatio(measure, signal);
  // Boards just outside are drawn too, so that scrolling shows none that is out of date.
  const place = new IntersectionObserver(
    (entries) => tell.visible(entries.at(-1)?.isIntersecting ?? false),
    { rootMargin: '200px' },
  );
  place.observe(box);
  signal.addEventListener('abort', () => {
    size.disconnect();
    place.disconnect();
  });
}

/** Another ratio (the window moved to another screen, the page was zoomed) need not change any box. */
function watchRatio(changed: () => void, signal: AbortSignal): void {
  // A media query asks for one ratio, so each change needs a new query.
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
    'change',
    () => {
      watchRatio(changed, signal);
      changed();
    },
    { once: true, signal },
  );
}
