/**
 * What can be followed, and the names of the channels that tell of it (docs/gateway-wire.md). A name is spelled in
 * one way only: two spellings would be two channels, and an edge would hold one of them empty.
 */

import { percentEncoded } from '../percent';

export type Provider = 'scorelytics' | 'stats-api';
export type Sport = 'football' | 'basketball' | 'any';
export type Kind = 'match' | 'live' | 'league' | 'competition';

export interface Subject {
  provider: Provider;
  sport: Sport;
  kind: Kind;
  /** As the provider has it. Empty: of `live`. */
  id: string;
}

export const providers: readonly Provider[] = ['scorelytics', 'stats-api'];
export const sports: readonly Sport[] = ['football', 'basketball', 'any'];

/** Which provider has which kinds; a competition is the Stats API's, a league Scorelytics'. */
export const kindsOf: Record<Provider, readonly Kind[]> = {
  scorelytics: ['match', 'live', 'league'],
  'stats-api': ['match', 'live', 'competition'],
};

/** Longer than any id that a provider was seen to give; a reader may ask for anything. */
const longestId = 128;

/** However they are written, `.` and `..` are steps along a URL's path; and half a character cannot be sent. */
export const isGoodId = (id: string): boolean =>
  id.length > 0 && id.length <= longestId && !/^\.\.?$|\p{Surrogate}|\p{Cc}/u.test(id);

/** Only `A-Z a-z 0-9 - _ ~` stand for themselves: a dot or a comma would end a part of the name. */
const encoded = (id: string): string => percentEncoded(id).replaceAll('.', '%2E');

export const isList = ({ kind }: Subject): boolean => kind !== 'match';

export function channelOf({ provider, sport, kind, id }: Subject): string {
  return [provider, sport, kind, ...(kind === 'live' ? [] : [encoded(id)])].join('.');
}

/** The channel of a list as a whole, beside that of its changes. */
export function snapshotChannelOf({ provider, sport, kind, id }: Subject): string {
  return [provider, sport, kind, 'snapshot', ...(kind === 'live' ? [] : [encoded(id)])].join('.');
}

/** The subject that a channel tells of; undefined: it is no channel's name. */
export function subjectOf(channel: string): Subject | undefined {
  const [provider, sport, kind, ...rest] = channel.split('.');
  if (!isOne(provider, providers) || !isOne(sport, sports)) return undefined;
  if (!isOne(kind, kindsOf[provider])) return undefined;
  const id = kind === 'live' ? '' : decoded(rest.at(-1));
  if (id === undefined || (kind !== 'live' && !isGoodId(id))) return undefined;
  const subject = { provider, sport, kind, id };
  const isOwn =
    channelOf(subject) === channel || (kind !== 'match' && snapshotChannelOf(subject) === channel);
  return isOwn ? subject : undefined;
}

export function isOne<Value extends string>(
  value: string | undefined,
  values: readonly Value[],
): value is Value {
  return values.includes(value as Value);
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? text : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
