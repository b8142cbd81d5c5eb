/**
 * How long a test waits for what must come, in ms: a machine without a GPU that has other work may be ten
 * times slower than another. What must come *within* a time is measured, by the test that says so.
 */
export const patienceMs = 90_000;
