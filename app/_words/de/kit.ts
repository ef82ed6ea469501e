import type { kit as english } from "../en/kit.ts";
import type { Translation } from "../message.ts";

export const kit: Translation<typeof english> = {
  skip: "Zum Inhalt springen",
  language: "Sprache",
  theme: "Farbschema",
  themeSystem: "Farbschema dieses Geräts",
  themeLight: "Helles Farbschema",
  themeDark: "Dunkles Farbschema",
  optional: "(freiwillig)",
  error: "Fehler:",
  checkMarked: "Prüfen Sie, was unten markiert ist",
  show: "Zeigen",
  hide: "Verbergen",
  showLabel: "{label} zeigen",
  hideLabel: "{label} verbergen",
  charactersOf: "{length} von {most} Zeichen",
  copy: "Kopieren",
  copied: "Kopiert",
  copySelected: "Markiert. Kopieren Sie mit Strg oder Cmd und C.",
  close: "Schließen",
  signOut: "Abmelden",
  email: "E-Mail",
  foldedAway: "eingeklappt",
};
