import type { Violation } from './policy';

/** News of the page that concerns all boards. */
export interface PageSignals {
  hidden(isHidden: boolean): void;
  online(isOnline: boolean): void;
  /** Something has scrolled, or the window has another size. Browsers tell this at most once a frame. */
  scrolled(): void;
  /** The reader may want other colours, or another amount of motion. */
  look(): void;
  /** Web fonts have arrived. */
  fonts(): void;
  /** The page's Content-Security-Policy forbade something. */
  blocked(violation: Violation): void;
}

const lookQueries = [
  '(prefers-color-scheme: dark)',
  '(prefers-reduced-motion: reduce)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
];

/**
 * Tells the page's news until the returned function is called. Whether the page is hidden, and whether it is
 * online, is told at once.
 */
export function watchPage(window: Window, signals: PageSignals): () => void {
  const { document } = window;
  const stop = new AbortController();
  const { signal } = stop;
  const on = (target: EventTarget, type: string, tell: () => void, capture = false) =>
    target.addEventListener(type, tell, { signal, capture });
  const tellHidden = () => signals.hidden(document.visibilityState === 'hidden');
  const tellOnline = () => signals.online(window.navigator.onLine);
  const tellScrolled = () => signals.scrolled();

  on(document, 'visibilitychange', tellHidden);
  // A page that comes back from the back-forward cache has lost its sockets.
  on(window, 'pageshow', tellHidden);
  on(window, 'pagehide', () => signals.hidden(true));
  on(window, 'online', tellOnline);
  on(window, 'offline', tellOnline);
  // The scrolling of any element: the event does not bubble, but passes the document on its way down.
  on(document, 'scroll', tellScrolled, true);
  on(window, 'resize', tellScrolled);
  for (const query of lookQueries) on(window.matchMedia(query), 'change', () => signals.look());
  document.addEventListener('securitypolicyviolation', (event) => signals.blocked(event), {
    signal,
  });
  on(document.fonts, 'loadingdone', () => signals.fonts());

  tellHidden();
  tellOnline();
  return () => stop.abort();
}
