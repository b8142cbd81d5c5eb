/**
 * Our Reverb against the recordings of a real one: the same inputs have to give the same frames.
 */

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { loadRecording, Replay } from './support/replay.mjs';

/** Nothing of the wire: what the recording's own client said of itself. */
const clientStates = {
  'client state': 'what pusher-js makes of the frames is asserted in pusher-js.test.mjs',
  'client connecting_in': 'the same',
  'client subscribed-callback': 'the same',
  'client listen-callback': 'the same',
  'client global': 'the same',
  'client connection-error': 'the same',
  'client error-callback': 'the same',
  'client UNCAUGHT EXCEPTION in pusher-js': 'a fault of pusher-js, not of the server',
};

/** Steps left out, with the reason. @type {Record<string, Record<string, string>>} */
const recordings = {
  '01-connect': {},
  '02-wrong-key': {},
  '04-ping': {},
  '05-private-events': {},
  '05b-laravel-broadcast': {},
  '06-subscribe-bad-auth': {},
  '07-public-channel': {},
  '08-subscribe-twice': {},
  '09-unsubscribe': {},
  '12-idle-ping-prune-default60': {},
  '13-origin': {},
  '14-server-stopped': {},
  '16-max-connections': {},
  '17-private-cache': {},
  '21-echo-basic': clientStates,
  '22-echo-auth-failures': clientStates,
  '23-echo-reconnect': clientStates,
  '26-laravel-auth-endpoint': {},
};

test('every recording is replayed', async () => {
  const files = await readdir(new URL('../recordings/', import.meta.url));
  const names = files.map((file) => file.replace(/\.json$/, '')).sort();
  assert.deepEqual(names, Object.keys(recordings).sort());
});

for (const [name, skipped] of Object.entries(recordings)) {
  test(`recording ${name}`, async () => {
    const recording = await loadRecording(name);
    const replay = new Replay(recording);
    await replay.run(skipped);
    const left = recording.log.filter(
      ({ dir, kind }) => skipped[kind === undefined ? dir : `${dir} ${kind}`] !== undefined,
    );
    assert.equal(replay.asserted, recording.log.length - left.length);
  });
}
