/** Numbers and times as the pages write them. Pure; the browser and the server use the same. */
const LOCALE = "en-GB";
const NBSP = "\u00a0";
const MISSING = "–";

const count = new Intl.NumberFormat(LOCALE);
const oneDecimal = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });

/** `2316` → “2,316”. */
export function formatCount(value: number): string {
  return count.format(value);
}

/** Points of points: “62 / 100”; “–” while there is no score. */
export function formatScore(points: number | null | undefined, of: number): string {
  return points === null || points === undefined
    ? MISSING
    : `${oneDecimal.format(points)}${NBSP}/${NBSP}${count.format(of)}`;
}

/** A share of 1: “71 %”, “< 1 %” where rounding would say none. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return `<${NBSP}1${NBSP}%`;
  return `${Math.round(share * 100)}${NBSP}%`;
}

/** Seconds as a length of work: “45 s”, “38 min”, “1 h 05”. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)}${NBSP}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes <= 60) return `${minutes}${NBSP}min`;
  return `${Math.floor(minutes / 60)}${NBSP}h${NBSP}${String(minutes % 60).padStart(2, "0")}`;
}

/** A wait this short is over before its number is read. */
const FEW_SECONDS = 5;

/** Seconds that somebody has to wait, never fewer than there are: “a few seconds”, “20 seconds”, “2 minutes”. */
export function formatWait(seconds: number): string {
  if (seconds <= FEW_SECONDS) return "a few seconds";
  const tens = Math.ceil(seconds / 10) * 10;
  if (tens < 60) return `${tens} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

/** Milliseconds: “84 ms”, from a second on “1.2 s”. */
export function formatLatency(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)}${NBSP}ms`
    : `${oneDecimal.format(milliseconds / 1000)}${NBSP}s`;
}

/** Kibibytes as judged memory: “9.4 MB”. */
export function formatMemory(kibibytes: number): string {
  return `${oneDecimal.format(kibibytes / 1024)}${NBSP}MB`;
}

export type TimeStyle = "date" | "datetime" | "clock";

const styles: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  date: { day: "numeric", month: "short", year: "numeric" },
  datetime: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/**
 * A moment. On the server pass `"UTC"`; in the browser leave the zone out and it is the reader's.
 * `date` “14 Mar 2026” · `datetime` “14 Mar 2026, 12:03 UTC” · `clock` “12:03:04”.
 */
export function formatTime(at: Date, style: TimeStyle, timeZone?: string): string {
  return new Intl.DateTimeFormat(LOCALE, { ...styles[style], timeZone }).format(at);
}
