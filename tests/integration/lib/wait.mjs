/** Milliseconds of real time within which anything that shall happen here has happened. */
const patience = 10_000;
const interval = 4;

/**
 * Waits until the condition holds; no test sleeps and hopes.
 * @param {() => unknown} condition
 * @param {string | (() => string)} what for the message when it never does
 * @param {number} [deadline] real milliseconds
 */
export async function until(condition, what, deadline = patience) {
  const end = performance.now() + deadline;
  while (!condition()) {
    if (performance.now() > end) {
      throw new Error(`never came: ${typeof what === 'string' ? what : what()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
