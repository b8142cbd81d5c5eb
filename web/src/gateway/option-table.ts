/** An option, by its name on the command line without `--`. */
export interface OptionRow {
  /** What it takes, as the help has it. Empty: nothing, it is a switch. */
  takes: string;
  what: string;
  /** It may be given again, and a text may list several, separated by commas. */
  isList?: boolean;
}

/**
 * Every option but keys. In a file a name is written as in `allowOrigin`, in the environment as in
 * `SCORELINE_GATEWAY_ALLOW_ORIGIN`; arguments come first, then the environment, then the file.
 */
export const optionTable = {
  config: { takes: 'FILE', what: 'a JSON file with options, and keys' },
  provider: {
    takes: 'NAME',
    what: 'scorelytics, stats-api or both; default: those that have a key',
    isList: true,
  },
  sport: { takes: 'NAME', what: "football or basketball: of Scorelytics' ids; default: either" },
  follow: {
    takes: 'LIST',
    what: "what readers may follow: match:ID,league:ID,competition:ID,live; or 'asked', what they ask for",
    isList: true,
  },
  host: { takes: 'ADDRESS', what: 'where to listen; default: 127.0.0.1' },
  port: { takes: 'N', what: 'default: 8787; 0: any that is free' },
  'public-url': {
    takes: 'URL',
    what: 'where readers reach it, if that is elsewhere; for the printed lines',
  },
  'allow-origin': {
    takes: 'LIST',
    what: 'sites whose pages may read; default: *, all',
    isList: true,
  },
  'tls-cert': { takes: 'FILE', what: 'certificate chain, PEM' },
  'tls-key': { takes: 'FILE', what: 'its private key, PEM' },
  'behind-proxy': { takes: '', what: "a reader's address is the last of X-Forwarded-For" },
  'max-readers': { takes: 'N', what: 'connections in all; default: 12000' },
  'max-readers-per-address': { takes: 'N', what: 'default: 100' },
  edges: { takes: 'LIST', what: 'base URLs of Nchan edges to publish to', isList: true },
  lease: { takes: 'FILE', what: 'on shared storage: of all gateways with this file one speaks' },
  'rest-url': { takes: 'URL', what: "the provider's REST base, for staging and tests" },
  'ws-url': { takes: 'URL', what: 'the same of its WebSocket' },
  'auth-url': { takes: 'URL', what: 'Stats API: where channels are authorised' },
  'max-sockets': { takes: 'N', what: 'Scorelytics: WebSockets that the key may hold; default: 5' },
} as const satisfies Record<string, OptionRow>;

export type OptionName = keyof typeof optionTable;

export const optionNames = Object.keys(optionTable) as OptionName[];

/** Keys have these names in the environment, and none on the command line, where every user of the machine reads. */
export const keyVariables = {
  scorelytics: 'SCORELYTICS_API_KEY',
  'stats-api': 'STATS_API_TOKEN',
  /** The public key of the Stats API's Pusher app. */
  app: 'STATS_API_APP_KEY',
} as const;

export const variableOf = (option: OptionName): string =>
  `SCORELINE_GATEWAY_${option.toUpperCase().replaceAll('-', '_')}`;

export const memberOf = (option: string): string =>
  option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

export const help = `scoreline-gateway: follows each provider once and hands every reader the scores

  scoreline-gateway [option...]                 serves readers
  scoreline-gateway edges --print [option...]   prints the nginx configuration of an edge

Keys are given by the environment (${Object.values(keyVariables).join(', ')}) or by the file.

${optionNames
  .map((name) => {
    const { takes, what } = optionTable[name];
    return `  ${`--${name} ${takes}`.trimEnd().padEnd(30)} ${what}`;
  })
  .join('\n')}

Of edges --print, besides --host, --port, --tls-cert, --tls-key, --allow-origin, --follow, --sport and
--max-readers: --publish-from LIST, the addresses that may publish; default: 127.0.0.1
`;
