/** A box's width in device pixels, and whether it is on the screen or nearly, until it is stopped. */
export function watchBox(
  box: Element,
  tell: {
    width(devicePx: number, pixelRatio: number): void;
    visible(isVisible: boolean): void;
  },
): () => void {
  const size = new ResizeObserver((entries) => {
    const entry = entries.at(-1);
    if (!entry) return;
    const ratio = devicePixelRatio;
    const width = entry.contentRect.width * ratio;
    // With fractional ratios only the browser knows which way it rounded this box. (It is not
    // believed where a developer tool pretends another ratio: that one is missing in it.)
    const exact = entry.devicePixelContentBoxSize?.[0]?.inlineSize ?? 0;
    tell.width(Math.abs(exact - width) < 1 ? exact : Math.round(width), ratio);
  });
  try {
    size.observe(box, { box: 'device-pixel-content-box' });
  } catch {
    size.observe(box);
  }
  // Boards just outside are drawn too, so that scrolling shows none that is out of date.
  const place = new IntersectionObserver(
    (entries) => tell.visible(entries.at(-1)?.isIntersecting ?? false),
    { rootMargin: '200px' },
  );
  place.observe(box);
  return () => {
    size.disconnect();
    place.disconnect();
  };
}
