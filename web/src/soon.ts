/**
 * A function that has `run` called once, when the current script has ended, however often it is called
 * until then.
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
