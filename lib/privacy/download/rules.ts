/** Raised when a member changes its meaning or goes; readers check it. */
export const FORMAT = "assay-my-data/1";

/** What the file says of what it leaves out. */
export const LEFT_OUT = [
  "Tests and keys of questions, and how single tests judged your programs: they are the organisation's, and others take the same questions.",
  "What reviewers wrote for their team, and why it decided as it did. It is about you, so you may ask for it: write to the organisation's contact, which must look at other people's rights before it answers.",
  "Network addresses of tries to sign in that failed: they may be somebody else's.",
  "Texts of mails: they are emptied once a mail is sent.",
] as const;

/** A member of a JSON object, with the comma that separates it from the one before. */
export function member(name: string, value: unknown, first = false): string {
  return `${first ? "" : ",\n"}${JSON.stringify(name)}: ${JSON.stringify(value ?? null)}`;
}

/** Text, or text that comes in parts. */
export type Written = string | AsyncIterable<string>;

/** A list of which each part is written as it comes, so that no more than one is held at a time. */
export async function* listOf(parts: AsyncIterable<Written> | Iterable<Written>): AsyncGenerator<string> {
  let first = true;
  yield "[";
  for await (const part of parts) {
    if (!first) yield ",\n";
    first = false;
    if (typeof part === "string") yield part;
    else yield* part;
  }
  yield "]";
}

/** Bytes as Base64, a part at a time: three bytes are four letters, so what is over waits for the next part. */
export async function* base64Of(parts: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let held: Buffer = Buffer.alloc(0);
  for await (const part of parts) {
    const all = Buffer.concat([held, part]);
    const whole = all.length - (all.length % 3);
    held = all.subarray(whole);
    yield all.toString("base64", 0, whole);
  }
  yield held.toString("base64");
}
