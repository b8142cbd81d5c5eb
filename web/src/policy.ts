import type { Board } from './board';

/** What a page's Content-Security-Policy forbade, as the browser reports it. */
export type Violation = Pick<SecurityPolicyViolationEvent, 'effectiveDirective' | 'blockedURI'>;

/**
 * The source that `connect-src` lacks, if the blocked URL is one of `urls`. Browsers report the whole
 * URL, its origin, or of a WebSocket its scheme alone.
 */
export function blockedSource(
  { effectiveDirective, blockedURI }: Violation,
  urls: readonly string[],
): string | undefined {
  if (effectiveDirective !== 'connect-src' || !blockedURI) return undefined;
  const sources = urls.map((url) => new URL(url).origin.replace(/^null$/, url));
  return sources.find(
    (source) =>
      blockedURI === source ||
      blockedURI.startsWith(`${source}/`) ||
      source.startsWith(`${blockedURI.replace(/:$/, '')}://`),
  );
}

/**
 * Warns each board whose connections the policy forbade, once for each source: every try is blocked
 * again. The engine cannot see why it has no answer, and the page's author can mend the policy.
 */
export function tellBlocked(
  violation: Violation,
  boards: Iterable<Pick<Board, 'client' | 'blocked'>>,
): void {
  for (const { client, blocked } of boards) {
    const { restUrl, wsUrl, authUrl = restUrl } = client.options;
    const source = blockedSource(violation, [restUrl, wsUrl, authUrl]);
    if (!source || blocked.has(source)) continue;
    blocked.add(source);
    client.warn('connection_blocked', { source });
  }
}
