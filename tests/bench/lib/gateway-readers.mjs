/**
 * Many readers of one channel in a process of their own, so that what they cost is not the gateway's:
 *
 *     fork(this, [address, count])
 *
 * Tells its parent `{open: count}`, and for each number of the channel `{seq, at}` when the last of its readers
 * has heard it; `at`: ms since 1970.
 */

import WebSocket from 'ws';

const [address = '', count = '1'] = process.argv.slice(2);
const wanted = Number(count);
/** How many handshakes are under way at once: a herd is another matter. */
const atOnce = 50;

/** By number: how many have heard it. @type {Map<number, number>} */
const heard = new Map();
let open = 0;

function hear(/** @type {import('ws').RawData} */ data) {
  const [, text] = /"seq":(\d+)/.exec(String(data)) ?? [];
  const seq = Number(text);
  const readers = (heard.get(seq) ?? 0) + 1;
  heard.set(seq, readers);
  if (readers === wanted) process.send?.({ seq, at: performance.timeOrigin + performance.now() });
}

function openOne() {
  const socket = new WebSocket(address, { perMessageDeflate: false });
  /** What it has heard, heartbeats included, counts once. */
  let newest = -1;
  socket.on('message', (data) => {
    const seq = Number(/"seq":(\d+)/.exec(String(data))?.[1]);
    if (seq <= newest) return;
    newest = seq;
    hear(data);
  });
  socket.on('open', () => {
    open += 1;
    if (open === wanted) process.send?.({ open });
    else if (open + atOnce <= wanted) openOne();
  });
  socket.on('error', (cause) => {
    throw cause;
  });
}

for (let started = 0; started < Math.min(atOnce, wanted); started += 1) openOne();
