import { type Vitals, wordAge } from './health';
import type { Figure } from './metrics';

/** Every figure that a gateway tells. */
export function figuresOf(vitals: Vitals): Figure[] {
  const { hub, edges, isSpeaking, channels, epoch } = vitals;
  const upstreams = [...vitals.upstreams];
  const gauge = (name: string, what: string, value: number): Figure => ({
    name,
    what,
    type: 'gauge',
    values: [{ value }],
  });
  const counter = (name: string, what: string, values: Figure['values']): Figure => ({
    name,
    what,
    type: 'counter',
    values,
  });
  const ofEdges = (value: (edge: Vitals['edges'][number]) => number): Figure['values'] =>
    edges.map((edge) => ({ labels: { edge: edge.name }, value: value(edge) }));
  const age = wordAge(vitals);
  return [
    gauge('speaks', '1: this gateway speaks, 0: it stands by', Number(isSpeaking)),
    gauge('epoch', 'Epoch of this gateway', epoch),
    gauge('channels', 'Matches and lists that are followed', channels),
    gauge('readers', 'Connections of readers', hub.readerCount),
    counter('messages_total', 'Messages written to readers', [{ value: hub.sent }]),
    counter('readers_let_go_total', 'Readers whose connection was ended, by why', [
      { labels: { why: 'slow' }, value: hub.slowReaders },
      { labels: { why: 'talks' }, value: hub.talkers },
    ]),
    ...(age === undefined
      ? []
      : [gauge('upstream_age_seconds', 'Since the newest word of the provider', age / 1000)]),
    counter(
      'upstream_requests_total',
      'Requests to the provider, by the class of the answer',
      upstreams.flatMap(([provider, { meter }]) =>
        [...meter.requests].map(([answer, value]) => ({ labels: { provider, answer }, value })),
      ),
    ),
    {
      name: 'upstream_sockets',
      what: 'WebSockets to the provider',
      type: 'gauge',
      values: upstreams.map(([provider, { meter }]) => ({
        labels: { provider },
        value: meter.socketCount,
      })),
    },
    counter(
      'published_total',
      'Messages that an edge took',
      ofEdges(({ published }) => published),
    ),
    counter(
      'publish_failures_total',
      'Tries that an edge did not take',
      ofEdges(({ failures }) => failures),
    ),
    {
      name: 'publish_waiting',
      what: 'Messages that wait for an edge',
      type: 'gauge',
      values: ofEdges(({ waitingCount }) => waitingCount),
    },
  ];
}
