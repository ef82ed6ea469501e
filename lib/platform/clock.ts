/** The server's time: the only clock that counts. Rules take it as an argument, commands ask here. */
export function now(): Date {
  return new Date();
}
