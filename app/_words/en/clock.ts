import type { Area } from "../message.ts";

/** The clock of an attempt, for the eye and the ear. */
export const clock = {
  label: "Time left",
  minutes: "{count} min left",
  seconds: "{time} left",
  hidden: "Time hidden",
  hide: "Hide",
  show: "Show",
  hideTime: "Hide the time",
  showTime: "Show the time",
  minutesLength: { one: "{count} minute", other: "{count} minutes" },
  secondsLength: { one: "{count} second", other: "{count} seconds" },
  leftSpoken: "{length} left",
  up: "Time is up",
  yourTime: "Your time",
  plan: "{total} min",
  planExtra: "{total} min ({base} + {extra} %)",
  planGiven: "{plan} + {time}",
  warnTen: "10 minutes left.",
  warnFive: "5 minutes left. Everything you type is saved by itself.",
  warnOne: "1 minute left. What is saved at {deadline} is submitted for you.",
} as const satisfies Area;
