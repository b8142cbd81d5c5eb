/**
 * The page for sites that allow only iframes: one board, configured by the query string. It tells its
 * height to the page around it, which cannot see into the frame:
 *
 *     addEventListener('message', ({ data, source }) => {
 *       if (data?.type === 'scoreline-height' && source === frame.contentWindow)
 *         frame.style.height = `${data.height}px`;
 *     });
 */
import { readQuery } from './query';

const allowed = document.querySelector<HTMLMetaElement>('meta[name="scoreline-hosts"]')?.content;
const query = readQuery(location.search, location.href, allowed?.split(/\s+/) ?? []);

/** @param why after "This scoreboard was not started: " */
function refuse(why: string): void {
  const alert = document.createElement('p');
  alert.role = 'alert';
  alert.textContent = `This scoreboard was not started: ${why}`;
  document.body.append(alert);
}

if ('secret' in query) {
  refuse(
    `“${query.secret}” does not belong in an address, where histories and logs keep it. Let rest-url ` +
      'and ws-url name a proxy of yours that adds the key.',
  );
} else if ('foreign' in query) {
  refuse(
    `“${query.foreign}” names another server than this page's own (${query.host}). The page allows ` +
      'others by their hosts in <meta name="scoreline-hosts" content="…">.',
  );
} else {
  const board = document.createElement('score-board');
  for (const [name, value] of query.attributes) {
    board.setAttribute(name, value);
    if (name === 'dir') document.documentElement.dir = value;
    if (name === 'locale') document.documentElement.lang = value;
  }
  document.body.append(board);
}

// A height is no secret, and only the page around the frame knows its own origin.
let height = 0;
new ResizeObserver(() => {
  const now = Math.ceil(document.body.getBoundingClientRect().height);
  if (now === height) return;
  height = now;
  parent.postMessage({ type: 'scoreline-height', height }, '*');
}).observe(document.body);
