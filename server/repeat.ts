/**
 * Does `work` again and again, first after `firstMs` and then `intervalMs` after it last finished, until the returned
 * function is called, which waits for work under way. What it throws goes to `onError` and does not stop it.
 */
export function repeat(
  intervalMs: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
  firstMs = intervalMs,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();

  function schedule(pauseMs: number): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = work()
        .catch(onError)
        .finally(() => schedule(intervalMs));
    }, pauseMs);
    timer.unref();
  }

  schedule(firstMs);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
