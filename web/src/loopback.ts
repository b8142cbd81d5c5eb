/**
 * Nobody stands between a machine and itself: there, and nowhere else, a key or a score may go
 * unencrypted. `hostname` is a URL's.
 */
export const isLoopback = (hostname: string): boolean =>
  /^((.+\.)?localhost|127(\.\d+){3}|\[::1])$/.test(hostname);
