import { beginning } from "#lib/platform/text.ts";

/** As much of a panic's message as of any other error. */
const SAID = 400;

/** How the languages whose harness cannot catch an error say it on standard error: the message is the first group. */
const PANICS: Record<string, readonly RegExp[]> = {
  go: [/^panic: (.+)$/m, /^fatal error: (.+)$/m],
  rust: [/^thread '.*' (?:\(\d+\) )?panicked at [^'\n]+:\n(.+)$/m, /^thread '.*' panicked at '(.+)', .+$/m],
};

/** The message of the panic that ended a function; undefined when there is none. */
export function panicMessage(language: string, stderr: Uint8Array): string | undefined {
  const text = Buffer.from(stderr).toString("utf8").replaceAll("\0", "\uFFFD");
  const found = PANICS[language]?.flatMap((panic) => panic.exec(text)?.[1] ?? [])[0];
  return found === undefined ? undefined : beginning(found.trim(), SAID);
}
