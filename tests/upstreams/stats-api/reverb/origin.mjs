/**
 * The origin check: the host is compared with patterns, port and scheme are not looked at. Without an
 * Origin, or with `null` or a bare host, only `*` lets a client in (Reverb recording 13).
 * @param {string | undefined} origin
 * @param {string[]} allowed
 */
export function isOriginAllowed(origin, allowed) {
  if (allowed.includes('*')) return true;
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/:?#]+)/i.exec(origin ?? '')?.[1];
  return host !== undefined && allowed.some((pattern) => isMatch(pattern, host));
}

/** Laravel's `Str::is`: a star stands for anything. @param {string} pattern @param {string} host */
function isMatch(pattern, host) {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(host);
}
