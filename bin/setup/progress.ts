const began = Date.now();

/** One line of progress, with the seconds since the command began. */
export function say(line: string): void {
  process.stderr.write(`[${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s] ${line}\n`);
}

/** A failure that a person can act on: printed as it is, without a stack. */
export class PlainFailure extends Error {}

/** Ends the command with one plain sentence; a bug of ours keeps its stack. */
export function endWith(error: unknown): never {
  const text = error instanceof PlainFailure ? error.message : explain(error);
  process.stderr.write(`\n${text}\n\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  const { code, message, stack } = error as { code?: string; message?: string; stack?: string };
  if (code === "ENOSPC")
    return "The disk is full. Free some room (Assay needs about 1 GB) and start again; saved data is safe.";
  if (code === "EACCES" || code === "EPERM")
    return `Not allowed: ${message}. Start Assay as the user who owns this folder.`;
  return stack ?? message ?? String(error);
}
