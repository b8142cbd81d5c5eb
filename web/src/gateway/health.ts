import type { Edge } from './edge';
import type { Hub } from './hub';
import type { Provider } from './subject';
import type { Upstream } from './upstream';

/** What health and metrics are read from. */
export interface Vitals {
  isSpeaking: boolean;
  /** Something is followed of which there is more to tell. */
  isExpecting: boolean;
  channels: number;
  epoch: number;
  hub: Pick<Hub, 'readerCount' | 'sent' | 'slowReaders' | 'talkers'>;
  upstreams: ReadonlyMap<Provider, Pick<Upstream, 'isRunning' | 'meter'>>;
  edges: readonly Pick<Edge, 'name' | 'isUp' | 'published' | 'failures' | 'waitingCount'>[];
}

/** The core asks for a list once a minute at least, and both providers ping within one. */
const youngMs = 150_000;
/** Results alone are asked for every 28 minutes, at their slowest. */
const youngResultMs = 35 * 60_000;

/** ms since the upstream's newest word, of the provider that is silent longest; undefined: not a word yet. */
export function wordAge({ upstreams }: Vitals): number | undefined {
  const ages = [...upstreams.values()].map(({ meter: { lastWordAt } }) =>
    lastWordAt === undefined ? undefined : performance.now() - lastWordAt,
  );
  return ages.length && ages.every((age) => age !== undefined) ? Math.max(...ages) : undefined;
}

/** A standby is not healthy: whoever sends readers here by this answer sends them to the one that speaks. */
export function healthOf(vitals: Vitals): { isHealthy: boolean; details: Record<string, unknown> } {
  const { isSpeaking, isExpecting, channels, upstreams } = vitals;
  const age = wordAge(vitals);
  const isYoung = age !== undefined && age < (isExpecting ? youngMs : youngResultMs);
  const isRunning = [...upstreams.values()].every((upstream) => upstream.isRunning);
  return {
    isHealthy: isSpeaking && isRunning && (isYoung || !channels),
    details: {
      role: isSpeaking ? 'speaks' : 'standby',
      channels,
      ...(age !== undefined && { upstreamAgeSeconds: Math.round(age / 1000) }),
    },
  };
}
