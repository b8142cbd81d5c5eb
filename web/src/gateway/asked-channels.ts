/** An address names so many channels at most, in so many bytes. */
const mostChannels = 60;
const mostBytes = 4096;

export const channelsPath = '/v1/channels';

/**
 * The channels that a request names, each once. They are taken as they are written, because their names have no
 * letter that an address would write otherwise, and Nchan takes them so, too. Undefined: none, or too many.
 */
export function askedChannels(url: string): string[] | undefined {
  const query = url.slice(url.indexOf('?') + 1);
  const found = url.includes('?') ? /(?:^|&)ids=([^&#]*)/.exec(query)?.[1] : undefined;
  if (!found || found.length > mostBytes) return undefined;
  const channels = [...new Set(found.split(',').filter(Boolean))];
  return channels.length > 0 && channels.length <= mostChannels ? channels : undefined;
}
