import type { verdicts as english } from "../en/verdicts.ts";
import type { Translation } from "../message.ts";

export const verdicts: Translation<typeof english> = {
  AC: "Bestanden",
  WA: "Falsches Ergebnis",
  RTE: "Abgestürzt",
  CE: "Kompiliert nicht",
  TLE: "Zu langsam",
  MLE: "Zu viel Speicher",
  OLE: "Zu viel Ausgabe",
  JE: "Noch nicht gelaufen: unser Fehler",
  queued: "Wartet",
  running: "Läuft",
  sqlError: "SQL-Fehler",
};
