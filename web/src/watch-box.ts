/** A box's width in device pixels, and whether it is on the screen or nearly, until it is stopped. */
export function watchBox(
  box: Element,
  tell: {
    width(devicePx: number, pixelRatio: number): void;
    visible(isVisible: boolean): void;
  },
): () => void {
  const size = new ResizeObserver((entries) => {
    const exact = entries.at(-1)?.devicePixelContentBoxSize?.[0]?.inlineSize;
    measure(exact);
  });
  const measure = (exact = 0) => {
    const ratio = devicePixelRatio;
    const { left, right } = box.getBoundingClientRect();
    // With fractional ratios only the browser knows which way it rounded this box. (It is not
    // believed where a developer tool pretends another ratio: that one is missing in it.)
    const isBelieved = Math.abs(exact - (right - left) * ratio) < 1;
    // Where it does not tell, edges are rounded, not widths: that is how it paints them.
    const width = Math.round(right * ratio) - Math.round(left * ratio);
    tell.width(isBelieved ? exact : width, ratio);
  };
  try {
    size.observe(box, { box: 'device-pixel-content-box' });
  } catch {
    size.observe(box);
  }
  const stopWatchingRatio = watchRatio(measure);
  // Boards just outside are drawn too, so that scrolling shows none that is out of date.
  const place = new IntersectionObserver(
    (entries) => tell.visible(entries.at(-1)?.isIntersecting ?? false),
    { rootMargin: '200px' },
  );
  place.observe(box);
  return () => {
    size.disconnect();
    place.disconnect();
    stopWatchingRatio();
  };
}

/** The window has moved to another screen, or the page was zoomed, which no box need notice. */
function watchRatio(changed: () => void): () => void {
  let query: MediaQueryList;
  const onChange = () => {
    watch();
    changed();
  };
  // A query asks for one ratio, so each change needs a new one.
  const watch = () => {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', onChange, { once: true });
  };
  watch();
  return () => query.removeEventListener('change', onChange);
}
