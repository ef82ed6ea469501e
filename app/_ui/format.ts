import { INTL_TAGS, type Locale } from "#app/_words/locales.ts";

const NBSP = "\u00a0";
const MISSING = "–";

export type TimeStyle = "date" | "day" | "datetime" | "clock" | "minute";

const styles: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  date: { day: "numeric", month: "short", year: "numeric" },
  day: { dateStyle: "long" },
  datetime: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  minute: { hour: "2-digit", minute: "2-digit" },
};

/** Numbers and times as one language writes them. Pure; the browser and the server use the same. */
function makeFormats(locale: Locale) {
  const tag = INTL_TAGS[locale];
  const count = new Intl.NumberFormat(tag);
  const oneDecimal = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  return {
    /** `2316` → “2,316”. */
    count: (value: number): string => count.format(value),

    /** Points of points: “62 / 100”; “–” while there is no score. */
    score: (points: number | null | undefined, of: number): string =>
      points === null || points === undefined
        ? MISSING
        : `${oneDecimal.format(points)}${NBSP}/${NBSP}${count.format(of)}`,

    /** Milliseconds: “84 ms”, from a second on “1.2 s”. */
    latency: (milliseconds: number): string =>
      milliseconds < 1000
        ? `${Math.round(milliseconds)}${NBSP}ms`
        : `${oneDecimal.format(milliseconds / 1000)}${NBSP}s`,

    /** Kibibytes as judged memory: “9.4 MB”. */
    memory: (kibibytes: number): string => `${oneDecimal.format(kibibytes / 1024)}${NBSP}MB`,

    /**
     * A moment. On the server pass `"UTC"`; in the browser leave the zone out and it is the reader's.
     * `date` “14 Mar 2026” · `day` “14 March 2026” · `datetime` “14 Mar 2026, 12:03 UTC” · `clock` “12:03:04” · `minute` “12:03”.
     */
    time: (at: Date, style: TimeStyle, timeZone?: string): string =>
      new Intl.DateTimeFormat(tag, { ...styles[style], timeZone }).format(at),
  };
}

export type Formats = ReturnType<typeof makeFormats>;

const made: Partial<Record<Locale, Formats>> = {};

/** The formats of the reader's language. */
export function formatsOf(locale: Locale): Formats {
  made[locale] ??= makeFormats(locale);
  return made[locale];
}

/* The staff pages are in English. */
const english = formatsOf("en");
export const formatCount = english.count;
export const formatScore = english.score;
export const formatLatency = english.latency;
export const formatMemory = english.memory;
export const formatTime = english.time;

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
