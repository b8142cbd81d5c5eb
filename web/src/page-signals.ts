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
  const tellHidden = () => signals.hidden(document.visibilityState === 'hidden');
  const tellOnline = () => signals.online(window.navigator.onLine);
  const tellScrolled = () => signals.scrolled();
  const tellLook = () => signals.look();

  document.addEventListener('visibilitychange', tellHidden, { signal });
  // A page that comes back from the back-forward cache had its sockets closed under it.
  window.addEventListener('pageshow', tellHidden, { signal });
  window.addEventListener('pagehide', () => signals.hidden(true), { signal });
  window.addEventListener('online', tellOnline, { signal });
  window.addEventListener('offline', tellOnline, { signal });
  // Whatever scrolls: that event does not bubble, but every one of them passes here on its way down.
  document.addEventListener('scroll', tellScrolled, { signal, capture: true, passive: true });
  window.addEventListener('resize', tellScrolled, { signal });
  for (const query of lookQueries) {
    window.matchMedia(query).addEventListener('change', tellLook, { signal });
  }
  document.addEventListener('securitypolicyviolation', (event) => signals.blocked(event), {
    signal,
  });
  document.fonts.addEventListener('loadingdone', () => signals.fonts(), { signal });

  tellHidden();
  tellOnline();
  return () => stop.abort();
}
