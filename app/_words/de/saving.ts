import type { saving as english } from "../en/saving.ts";
import type { Translation } from "../message.ts";

export const saving: Translation<typeof english> = {
  untouched: "Speichert beim Tippen",
  saved: "Gespeichert {time}",
  back: "Wieder online. Alles gespeichert {time}.",
  saving: "Wird gespeichert …",
  slow: "Speichert noch. Tippen Sie weiter, es bleibt auf diesem Gerät erhalten.",
  offline:
    "Offline seit {time}. Ihre Arbeit bleibt auf diesem Gerät erhalten. Tippen Sie weiter; die Uhr läuft.",
  failed: "Seit {time} nicht gespeichert. Ihre Arbeit ist auf diesem Gerät. Lassen Sie diese Seite offen.",
  unkept: "Noch nirgends gespeichert: Lassen Sie diese Seite offen. Wir versuchen es weiter.",
  restored: {
    one: "{count} Zeile auf diesem Gerät hatte uns nicht erreicht. Sie steht im Editor und wird jetzt gesendet.",
    other:
      "{count} Zeilen auf diesem Gerät hatten uns nicht erreicht. Sie stehen im Editor und werden jetzt gesendet.",
  },
  tooLargeCode: "Antwort {ordinal} ist zu groß und nicht gespeichert: höchstens 256 KiB. Kürzen Sie sie.",
  tooLargeText:
    "Antwort {ordinal} ist zu lang und nicht gespeichert: höchstens 100.000 Zeichen. Kürzen Sie sie.",
  refused: "Antwort {ordinal} ist nicht gespeichert. {detail}",
  slowShort: "Speichert noch. Bleibt auf dem Gerät.",
  offlineShort: "Offline seit {time}. Auf dem Gerät.",
  failedShort: "Nicht gespeichert seit {time}",
  unkeptShort: "Nicht gespeichert: Seite offen lassen",
  restoredShort: { one: "{count} Zeile wiederhergestellt", other: "{count} Zeilen wiederhergestellt" },
  tooLargeShort: "Antwort {ordinal} zu groß: kürzen",
  refusedShort: "Antwort {ordinal} nicht gespeichert",
  staysHere:
    "Die nächste Seite braucht eine Verbindung, und jetzt ist keine da. Sie bleiben hier: Ihre Arbeit bleibt auf diesem Gerät erhalten. Drücken Sie noch einmal, wenn Sie wieder online sind.",
  tryNow: "Jetzt versuchen",
  download: "Herunterladen",
  downloadAnswer: "Meine Antwort herunterladen",
  reading: "Dieses Assessment ist in einem anderen Tab offen; dieser liest nur mit.",
  readingShort: "In anderem Tab offen",
  writeHere: "Hier schreiben",
  writeHereShort: "Hier schreiben",
  signedOut: "Ihre Sitzung ist beendet. Ihre Arbeit ist auf diesem Gerät.",
  signedOutUnkept: "Ihre Sitzung ist beendet. Ihre Arbeit steht nur auf dieser Seite: Lassen Sie sie offen.",
  signedOutShort: "Abgemeldet",
  signInAgain: "Wieder anmelden",
  aside: "Ein anderes Gerät hat Neueres gespeichert; auch dieses hält noch Ungesendetes.",
  asideShort: "Anderswo neuer",
};
