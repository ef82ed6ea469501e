/**
 * Like a timer, but what has happened by then is heard first: a timer that comes late, because this process had other
 * things to do, must not end a box whose own end waits to be read.
 * @returns the function that calls it off.
 */
export function afterWhatIsHeard(ms: number, then: () => void): () => void {
  let heard: NodeJS.Immediate | undefined;
  // Timers come before what can be read, and immediates after it.
  const timer = setTimeout(() => {
    heard = setImmediate(then);
  }, ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(heard);
  };
}
