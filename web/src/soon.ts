/**
 * A function that has `run` called when the current script has ended; once, however often the function is
 * called until then.
 */
export function soon(run: () => void): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    queueMicrotask(() => {
      isAsked = false;
      run();
    });
  };
}
