import { beginning } from "#lib/platform/text.ts";

/** Lines of one feedback file that come back; the first ones say it. */
const LINES = 60;
/** On the channel: the input has ended. No feedback file is called so. */
const ENDED = "ended";
/** Of the message as it is kept. */
const MESSAGE_CHARACTERS = 2_000;
/** The format's grammar of a number, without a sign: scores are never negative. */
const NUMBER = /^\+?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** How long the shell waits to hear that its input has ended: a few hundredths of a second of counting. */
const PATIENCE = 20_000;
/** After a validator that broke: a program's blame or the judge's hangs on it, and a busy machine tells late. */
const MORE_PATIENCE = 100_000;

/**
 * In a talk with a program: has the input ended, now that the validator has? That tells who ended first, where the
 * order in which two boxes are cleared away would not. A validator that broke may leave more unread than can be waited
 * for, so there its output is asked too: nobody is left to take a line. The shell holds both, so neither ends with the
 * validator.
 */
const LISTEN = `exec 4<&0
over() { echo "= ${ENDED}" >&3; : >/tmp/.over; }
{ while IFS= read -r line; do :; done; over; } <&4 &
patience=${PATIENCE}
[ $code = 42 ] || [ $code = 43 ] || { patience=${MORE_PATIENCE}; { trap '' PIPE; echo 2>/dev/null || over; } & }
turns=0
while [ $turns -lt $patience ] && ! [ -e /tmp/.over ]; do turns=$((turns + 1)); done
`;

/**
 * The shell around a validator: runs it with the result channel closed, then writes the feedback files to the channel,
 * with builtins alone, since the box holds no other tool. Every line is marked, so that no content reads as a heading.
 */
export function withFeedback(interactive: boolean): readonly string[] {
  const script = `"$@" 3>&-
code=$?
${interactive ? LISTEN : ""}for name in score.txt score_multiplier.txt judgemessage.txt teammessage.txt; do
  [ -f "/tmp/$name" ] || continue
  echo "= $name" >&3
  lines=0
  while [ $lines -lt ${LINES} ] && { IFS= read -r line || [ -n "$line" ]; }; do
    printf '| %s\\n' "$line" >&3
    lines=$((lines + 1))
  done <"/tmp/$name"
done
exit $code`;
  return ["/usr/bin/sh", "-c", script, "validator"];
}

/** Whether the validator's input had ended when it ended itself: the program was gone by then. */
export function programEndedFirst(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).toString("utf8").split("\n").includes(`= ${ENDED}`);
}

export type Feedback = {
  /** score_multiplier.txt, 0 to 1. */
  share?: number;
  /** score.txt. */
  points?: number;
  message?: string;
  teamMessage?: string;
};

/** What came over the channel; a sentence when the scores in it are against the format. */
export function parseFeedback(bytes: Uint8Array): Feedback | string {
  const files = split(Buffer.from(bytes).toString("utf8").replaceAll("\0", "\uFFFD"));
  const message = beginning(files.get("judgemessage.txt")?.trim() ?? "", MESSAGE_CHARACTERS);
  const teamMessage = beginning(files.get("teammessage.txt")?.trim() ?? "", MESSAGE_CHARACTERS);
  const feedback: Feedback = { ...(message ? { message } : {}), ...(teamMessage ? { teamMessage } : {}) };
  const points = files.get("score.txt")?.trim();
  const share = files.get("score_multiplier.txt")?.trim();
  if (points !== undefined && share !== undefined) return "it gives both score.txt and score_multiplier.txt";
  if (points !== undefined) {
    if (!NUMBER.test(points)) return `score.txt holds no number but ${JSON.stringify(beginning(points, 40))}`;
    feedback.points = Number(points);
  }
  if (share !== undefined) {
    const value = NUMBER.test(share) ? Number(share) : Number.NaN;
    if (!(value >= 0 && value <= 1))
      return `score_multiplier.txt holds no number from 0 to 1 but ${JSON.stringify(beginning(share, 40))}`;
    feedback.share = value;
  }
  return feedback;
}

function split(text: string): Map<string, string> {
  const files = new Map<string, string>();
  let name = "";
  for (const line of text.split("\n")) {
    if (line === `= ${ENDED}`) continue;
    if (line.startsWith("= ")) {
      name = line.slice(2);
      files.set(name, "");
    } else if (line.startsWith("| ")) files.set(name, `${files.get(name) ?? ""}${line.slice(2)}\n`);
  }
  return files;
}
