import type { Config } from './config';
import type { Subject } from './subject';

/** What an owner pastes into a page: the program for it, and a board, of what is followed first. */
export function pageLines(config: Config, port: number): string {
  const scheme = config.tls ? 'https' : 'http';
  // Where it listens on every address, this machine's own is one that works here.
  const host = /^(?:0\.0\.0\.0|::)$/.test(config.host) ? 'localhost' : config.host;
  const base = config.publicUrl ?? `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const subject = config.follow === 'asked' ? undefined : config.follow[0];
  return [
    `<script type="module" src="${base}/scoreline/scoreline-gateway.js"></script>`,
    `<score-board provider="gateway" url="${base}" ${attributesOf(subject, config)}></score-board>`,
    '',
  ].join('\n');
}

function attributesOf(subject: Subject | undefined, { sport, accounts }: Config): string {
  const asked: Subject = subject ?? {
    provider: accounts.has('scorelytics') ? 'scorelytics' : 'stats-api',
    sport,
    kind: 'match',
    id: '…',
  };
  const upstream = asked.provider === 'scorelytics' ? '' : `upstream="${asked.provider}" `;
  const own = asked.sport === 'any' ? '' : `sport="${asked.sport}" `;
  return `${upstream}${own}${asked.kind === 'live' ? 'live' : `${asked.kind}="${escaped(asked.id)}"`}`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
