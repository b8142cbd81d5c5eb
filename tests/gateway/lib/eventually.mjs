/**
 * Waits until an asynchronous condition holds.
 * @param {() => Promise<unknown>} condition
 * @param {string} what for the message when it never does
 * @param {number} [deadline] ms
 */
export async function eventually(condition, what, deadline = 10_000) {
  const end = performance.now() + deadline;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
