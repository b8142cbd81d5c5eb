/**
 * Which events a change makes, and on which channels (doc: websockets).
 *
 * @typedef {{channels: string[], event: string, data: unknown}} Broadcast
 */

import { status } from '../world.mjs';
import { eventReceived, statusChanged } from './shapes.mjs';
import { statusWord } from './status.mjs';

/**
 * @param {import('../world.mjs').Change} change
 * @param {import('./options.mjs').Settings} settings
 * @returns {Broadcast[]}
 */
export function broadcastsOf({ before, after, plays }, settings) {
  // Basketball only, as in all of the vendor's examples.
  if (after.sport !== 'basketball') return [];
  const match = `private-match.${after.number}`;
  const told = plays.filter(
    (play) => settings.corrections === 'event' || play.type !== 'score_correction',
  );
  /** @type {Broadcast[]} */
  const broadcasts = told.map((play) => ({
    channels: [match, 'private-games'],
    event: 'event.received',
    data: eventReceived(after, play, settings),
  }));
  if (statusWord(before) !== statusWord(after)) {
    /** @type {Broadcast} */
    const statusEvent = {
      channels: [match, `private-competition.${after.league.number}`, 'private-games'],
      event: 'status.changed',
      data: statusChanged(before, after),
    };
    // A start is told before the first play, an end after the last one.
    if (after.statusCode === status.live) broadcasts.unshift(statusEvent);
    else broadcasts.push(statusEvent);
  }
  return broadcasts;
}
