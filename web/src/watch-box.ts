import { windowOf } from './windows';

/** The steps in which a transform's scale is told, so that rounding is no change. */
const steps = 1000;
/** The least and the most scale that is told: a board may grow out of nothing, or be shown as large as a wall. */
const [leastScale, mostScale] = [0.5, 4];

/**
 * Tells a box's width in device pixels, the device pixels in a CSS px of the box, and whether the box is on
 * the screen or near it, at once and at each change, until `signal` is aborted. CSS `zoom` and transforms
 * count: a picture with that many pixels is sharp.
 *
 * No event tells that a transform has changed. It is looked at again when the box has another size, comes or
 * goes, and when any transition or animation of the document has ended.
 */
export function watchBox(
  box: HTMLElement,
  tell: {
    width(devicePx: number, pixelRatio: number): void;
    visible(isVisible: boolean): void;
  },
  signal: AbortSignal,
): void {
  const window = windowOf(box);
  let known: ResizeObserverEntry | undefined;
  const measure = () => {
    const own = known?.borderBoxSize[0];
    if (!own) return;
    const { devicePixelRatio } = window;
    const { left, right, width, height } = box.getBoundingClientRect();
    // Safari does not tell the zoom. Its rectangles are as if there were none, so that the picture is as large
    // as its box all the same, and only coarse.
    const { currentCSSZoom: zoom = 1 } = box;
    const exact = known?.devicePixelContentBoxSize?.[0]?.inlineSize ?? 0;
    const grown = Math.hypot(width, height) / Math.hypot(own.inlineSize, own.blockSize) / zoom || 1;
    const scale = Math.min(Math.max(Math.round(grown * steps) / steps, leastScale), mostScale);
    const ratio = devicePixelRatio * zoom * scale;
    const wanted = own.inlineSize * ratio;
    // Without a figure the edges are rounded, and not the width, because browsers paint them so.
    const isUpright = Math.abs(width - own.inlineSize * zoom) < 0.1;
    const edge = (at: number) => Math.round((at * ratio) / zoom);
    const rounded = isUpright ? edge(right) - edge(left) : Math.round(wanted);
    // With fractional ratios only the browser knows which way it rounded this box. Its figure is not
    // believed where a developer tool pretends another ratio, which is missing in the figure.
    tell.width(Math.abs(exact - wanted) < 1 ? exact : rounded, ratio);
  };
  // Both: a zoom may change the one and not the other.
  const sizes = (['device-pixel-content-box', 'content-box'] as const).map((kind) => {
    const size = new window.ResizeObserver((entries) => {
      known = entries.at(-1);
      measure();
    });
    try {
      size.observe(box, { box: kind });
    } catch {
      // Not every browser has the first.
    }
    return size;
  });
  watchRatio(window, measure, signal);
  for (const ended of ['transitionend', 'animationend']) {
    window.document.addEventListener(ended, measure, { signal });
  }
  // Boards just outside are drawn too, so that scrolling shows none that is out of date.
  const place = new window.IntersectionObserver(
    (entries) => {
      tell.visible(entries.at(-1)?.isIntersecting ?? false);
      measure();
    },
    { rootMargin: '200px' },
  );
  place.observe(box);
  signal.addEventListener('abort', () => {
    for (const observer of [...sizes, place]) observer.disconnect();
  });
}

/** Another ratio (the window moved to another screen, the page was zoomed) need not change any box. */
function watchRatio(window: Window, changed: () => void, signal: AbortSignal): void {
  // A media query asks for one ratio, so each change needs a new query.
  window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener(
    'change',
    () => {
      watchRatio(window, changed, signal);
      changed();
    },
    { once: true, signal },
  );
}
