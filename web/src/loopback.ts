/**
 * Whether a URL's `hostname` is the reader's own machine. There, and nowhere else, a key or a score may go
 * unencrypted, because nobody stands between a machine and itself.
 */
export const isLoopback = (hostname: string): boolean =>
  /^((.+\.)?localhost|127(\.\d+){3}|\[::1])$/.test(hostname);
