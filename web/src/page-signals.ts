import type { Violation } from './policy';

export interface PageSignals {
  hidden(isHidden: boolean): void;
  online(isOnline: boolean): void;
  /** Something has scrolled, or the window has another size; told at most once a frame. */
  scrolled(): void;
  /** Colours or motion may be wanted otherwise. */
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

/** Listens to the page until the returned function is called. */
export function watchPage(window: Window & typeof globalThis, signals: PageSignals): () => void {
  const { document } = window;
  const stop = new AbortController();
  const { signal } = stop;
  const on = (target: EventTarget, type: string, tell: () => void, capture = false) =>
    target.addEventListener(type, tell, { signal, capture });
  const tellHidden = () => signals.hidden(document.visibilityState === 'hidden');
  const tellOnline = () => signals.online(window.navigator.onLine);
  const tellScrolled = () => signals.scrolled();

  on(document, 'visibilitychange', tellHidden);
  // A page that comes back from the back-forward cache had its sockets closed under it.
  on(window, 'pageshow', tellHidden);
  on(window, 'pagehide', () => signals.hidden(true));
  on(window, 'online', tellOnline);
  on(window, 'offline', tellOnline);
  // Of whatever scrolls: the event does not bubble, but passes here on its way down.
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
