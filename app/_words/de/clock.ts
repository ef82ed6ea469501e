import type { clock as english } from "../en/clock.ts";
import type { Translation } from "../message.ts";

export const clock: Translation<typeof english> = {
  label: "Verbleibende Zeit",
  minutes: "noch {count} min",
  seconds: "noch {time}",
  hidden: "Verborgen",
  hide: "Ausblenden",
  show: "Einblenden",
  hideTime: "Zeit ausblenden",
  showTime: "Zeit einblenden",
  minutesLength: { one: "{count} Minute", other: "{count} Minuten" },
  secondsLength: { one: "{count} Sekunde", other: "{count} Sekunden" },
  leftSpoken: "Noch {length}",
  up: "Die Zeit ist um",
  yourTime: "Ihre Zeit",
  plan: "{total} min",
  planExtra: "{total} min ({base} + {extra} %)",
  planGiven: "{plan} + {time}",
  warnTen: "Noch 10 Minuten.",
  warnFive: "Noch 5 Minuten. Alles, was Sie tippen, wird von selbst gespeichert.",
  warnOne: "Noch 1 Minute. Was um {deadline} gespeichert ist, wird für Sie abgegeben.",
};
