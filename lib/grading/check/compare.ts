import type { ValidatorFlags } from "#lib/assessments/schema.ts";

export type Comparison = { ok: true } | { ok: false; reason: string };

/** Longest token tried as a number; longer ones are compared as text. Real answers stay far below it. */
const LONGEST_NUMBER = 400;
/** How much of a token a reason may quote: reasons are stored and shown. */
const QUOTED = 40;

/**
 * Kattis' default output validator over bytes: both sides are read token by token, never split into
 * arrays, never decoded (invalid UTF-8 is just different bytes). Case folds ASCII only, as strcasecmp does.
 */
export function compareOutputs(expected: Uint8Array, actual: Uint8Array, flags: ValidatorFlags): Comparison {
  const judge = new Cursor(expected);
  const team = new Cursor(actual);
  for (;;) {
    const gap = flags.spaceChangeSensitive ? sameSpace(judge, team) : skipBoth(judge, team);
    if (!gap.ok) return gap;
    const want = judge.nextToken();
    const got = team.nextToken();
    if (!want && !got) return { ok: true };
    if (!want && got) return wrong(team, `unexpected extra output ${quote(team, got)}`);
    if (want && !got) return wrong(team, "the output ends too early");
    if (want && got && !sameToken(judge, want, team, got, flags)) {
      return wrong(team, `expected ${quote(judge, want)}, got ${quote(team, got)}`);
    }
  }
}

type Token = { start: number; end: number };

class Cursor {
  readonly bytes: Uint8Array;
  position = 0;
  line = 1;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  skipSpace(): void {
    while (this.position < this.bytes.length && isSpace(this.bytes[this.position])) this.step();
  }

  step(): void {
    if (this.bytes[this.position] === 10) this.line++;
    this.position++;
  }

  nextToken(): Token | null {
    const start = this.position;
    while (this.position < this.bytes.length && !isSpace(this.bytes[this.position])) this.position++;
    return this.position > start ? { start, end: this.position } : null;
  }

  text(token: Token): string {
    return Buffer.from(
      this.bytes.buffer,
      this.bytes.byteOffset + token.start,
      token.end - token.start,
    ).toString("latin1");
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte !== undefined && (byte === 32 || (byte >= 9 && byte <= 13));
}

function skipBoth(judge: Cursor, team: Cursor): Comparison {
  judge.skipSpace();
  team.skipSpace();
  return { ok: true };
}

function sameSpace(judge: Cursor, team: Cursor): Comparison {
  while (isSpace(judge.bytes[judge.position])) {
    if (judge.bytes[judge.position] !== team.bytes[team.position]) return wrong(team, "white space differs");
    judge.step();
    team.step();
  }
  return isSpace(team.bytes[team.position]) ? wrong(team, "white space differs") : { ok: true };
}

function sameToken(judge: Cursor, want: Token, team: Cursor, got: Token, flags: ValidatorFlags): boolean {
  if (flags.floatAbsoluteTolerance !== null || flags.floatRelativeTolerance !== null) {
    const wanted = toNumber(judge, want);
    if (wanted !== null) {
      const given = toNumber(team, got);
      return given !== null && withinTolerance(wanted, given, flags);
    }
  }
  if (want.end - want.start !== got.end - got.start) return false;
  for (let i = 0; i < want.end - want.start; i++) {
    const a = judge.bytes[want.start + i] ?? 0;
    const b = team.bytes[got.start + i] ?? 0;
    if (a !== b && (flags.caseSensitive || fold(a) !== fold(b))) return false;
  }
  return true;
}

function fold(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

// Linear by construction (no two adjacent quantifiers over the same class): the output is the candidate's.
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function toNumber(cursor: Cursor, token: Token): number | null {
  if (token.end - token.start > LONGEST_NUMBER) return null;
  const text = cursor.text(token);
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  // Past what a double holds, digits are compared as digits.
  return Number.isFinite(number) ? number : null;
}

function withinTolerance(wanted: number, given: number, flags: ValidatorFlags): boolean {
  if (wanted === given) return true;
  const error = Math.abs(wanted - given);
  const absolute = flags.floatAbsoluteTolerance;
  const relative = flags.floatRelativeTolerance;
  return (
    (absolute !== null && error <= absolute) || (relative !== null && error <= relative * Math.abs(wanted))
  );
}

function quote(cursor: Cursor, token: Token): string {
  const end = Math.min(token.end, token.start + QUOTED);
  const text = cursor.text({ start: token.start, end }).replace(/[^\x20-\x7e]/g, "?");
  return `“${text}${token.end > end ? "…" : ""}”`;
}

function wrong(team: Cursor, what: string): Comparison {
  return { ok: false, reason: `line ${team.line}: ${what}` };
}
