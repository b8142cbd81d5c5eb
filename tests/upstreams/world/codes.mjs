/**
 * The numbers that Scorelytics gives to states and periods (docs: status-codes, period-codes). The
 * world uses them as its own, because they are the richer of the two vocabularies.
 */

export const status = Object.freeze({
  scheduled: 1,
  live: 2,
  finished: 3,
  postponed: 4,
  cancelled: 5,
  walkover: 6,
  interrupted: 7,
  abandoned: 8,
  afterPenalties: 9,
  afterExtraTime: 10,
});

export const period = Object.freeze({
  firstHalf: 12,
  secondHalf: 13,
  halfTime: 38,
  quarter1: 22,
  quarter2: 23,
  quarter3: 24,
  quarter4: 25,
  overtime1: 26,
  overtime2: 27,
});

/** Codes after which a match is over and its score settled: 3, 9, 10 (doc: status-codes). */
export const decided = Object.freeze([
  status.finished,
  status.afterPenalties,
  status.afterExtraTime,
]);

/** FIBA: four quarters of ten minutes, overtimes of five. */
export const quarterSeconds = 600;
export const overtimeSeconds = 300;
