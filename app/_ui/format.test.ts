import { expect, it } from "vitest";
import {
  formatDuration,
  formatLatency,
  formatMemory,
  formatScore,
  formatShare,
  formatsOf,
  formatTime,
} from "./format.ts";

/** A no-break space keeps a number and its unit on one line; here it would only hide what is compared. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

it("writes numbers with their units", () => {
  expect(plain(formatScore(62, 100))).toBe("62 / 100");
  expect(formatScore(null, 100)).toBe("–");
  expect(plain(formatScore(0, 100))).toBe("0 / 100");
  expect(plain(formatShare(0.714))).toBe("71 %");
  expect(plain(formatShare(0.004))).toBe("< 1 %");
  expect(plain(formatShare(0))).toBe("0 %");
  expect([45, 2280, 3600, 3900].map(formatDuration).map(plain)).toEqual([
    "45 s",
    "38 min",
    "60 min",
    "1 h 05",
  ]);
  expect(plain(formatLatency(84.4))).toBe("84 ms");
  expect(plain(formatLatency(1210))).toBe("1.2 s");
  expect(plain(formatMemory(9626))).toBe("9.4 MB");
});

it("writes moments in a zone and says which", () => {
  const at = new Date("2026-03-14T12:03:04Z");
  expect(formatTime(at, "date", "UTC")).toBe("14 Mar 2026");
  expect(formatTime(at, "datetime", "UTC")).toBe("14 Mar 2026, 12:03 UTC");
  expect(formatTime(at, "clock", "UTC")).toBe("12:03:04");
});

it("writes as the reader does", () => {
  const { count, latency, time } = formatsOf("de");
  expect(count(2316)).toBe("2.316");
  expect(plain(latency(1210))).toBe("1,2 s");
  expect(time(new Date("2026-03-14T12:03:04Z"), "day", "UTC")).toBe("14. März 2026");
  expect(time(new Date("2026-03-14T12:03:04Z"), "minute", "UTC")).toBe("12:03");
});
