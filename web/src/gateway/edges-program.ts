import { isIP } from 'node:net';
import { followOf, numberOf, originsOf, sportOf } from './config';
import { ConfigError } from './config-error';
import { nginxConfig } from './nginx';
import { keyVariables } from './option-table';
import { parseArguments } from './raw-options';
import { channelOf, isList, providers, snapshotChannelOf } from './subject';

/**
 * `scoreline-gateway edges --print`: the configuration of an edge. It needs no key; with the gateway's own `--follow`
 * and `--sport` an edge knows which channels there are. Throws a `ConfigError`.
 */
export function edgesProgram(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const { isPrint, publishFrom, rest } = ownOptions(words);
  if (!isPrint)
    throw new ConfigError('edges', '--print is needed: what is printed is for nginx -c');
  const options = parseArguments(rest);
  const named = providers.filter((each) => options.provider?.includes(each));
  const withKeys = providers.filter((each) => environment[keyVariables[each]]);
  const known = [named, withKeys].find((each) => each.length) ?? providers;
  const follow =
    options.follow && followOf(options.follow, { providers: known, sport: sportOf(options.sport) });
  if (follow === 'asked') {
    throw new ConfigError(
      '--follow',
      'an edge cannot ask for what its readers ask for: name what is followed',
    );
  }
  const [cert] = options['tls-cert'] ?? [];
  const [key] = options['tls-key'] ?? [];
  if ((cert === undefined) !== (key === undefined)) {
    throw new ConfigError('--tls-cert', '--tls-cert and --tls-key go together');
  }
  return nginxConfig({
    host: hostOf(options.host?.[0] ?? '0.0.0.0'),
    port: numberOf('port', options, 8080, 1, 65_535),
    tls: cert === undefined || key === undefined ? undefined : { cert, key },
    publishFrom,
    origins: originsOf(options['allow-origin']),
    channels: follow?.flatMap((subject) => [
      channelOf(subject),
      ...(isList(subject) ? [snapshotChannelOf(subject)] : []),
    ]),
    mostReaders: {
      all: numberOf('max-readers', options, 12_000, 1, 1_000_000),
      perAddress: numberOf('max-readers-per-address', options, 100, 1, 65_535),
    },
  });
}

/** The options that only edges have, and all other words. */
function ownOptions(words: readonly string[]) {
  const rest: string[] = [];
  const publishFrom: string[] = [];
  let isPrint = false;
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [, given] = /^--publish-from(?:=(.*))?$/.exec(word) ?? [];
    if (word === '--print') isPrint = true;
    else if (word.startsWith('--publish-from')) {
      publishFrom.push(...(given ?? left.shift() ?? '').split(',').map(networkOf));
    } else rest.push(word);
  }
  return { isPrint, rest, publishFrom: publishFrom.length ? publishFrom : ['127.0.0.1'] };
}

/** It stands in a configuration, so it is an address and nothing else. */
function networkOf(text: string): string {
  const [, address = '', bits] = /^([\da-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  if (isIP(address) && Number(bits ?? 0) <= 128) return text.trim();
  throw new ConfigError('--publish-from', "the gateway's address, or a network such as 10.0.0.0/8");
}

function hostOf(text: string): string {
  if (isIP(text)) return text;
  throw new ConfigError('--host', 'an edge listens on an address of its machine');
}
