/**
 * A limit of time for what comes from elsewhere. A process that was held up runs its timers before it reads, so what came in time and waits to
 * be read still counts. Returns what ends the limit.
 */
export function timeLimit(ms: number, over: () => void): () => void {
  let reading: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    reading = setImmediate(over);
  }, ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(reading);
  };
}
