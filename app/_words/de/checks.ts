import type { checks as english } from "../en/checks.ts";
import type { Translation } from "../message.ts";

export const checks: Translation<typeof english> = {
  intro:
    "Probiert aus, worauf es später ankommt: ob dieser Browser behält, was Sie tippen, ein echtes Speichern und ein echtes Ausführen. Das dauert ein paar Sekunden und startet keine Uhr.",
  introNoRun:
    "Probiert aus, worauf es später ankommt: ob dieser Browser behält, was Sie tippen, und ein echtes Speichern. Das dauert ein paar Sekunden und startet keine Uhr.",
  language: "Sprache der Ausführung",
  languageOff: "{language} (zurzeit auf keinem Rechner)",
  check: "Dieses Gerät prüfen",
  results: "Was sich gezeigt hat",
  waiting: "Noch nicht geprüft",
  working: "Wird probiert …",
  store: "Dieser Browser",
  storeGood: "Behält, was Sie tippen",
  storeBad:
    "Lässt uns keine Kopie behalten, wie manche privaten Fenster. Sie können starten: Der Server behält, was Sie tippen. In einem anderen Fenster bliebe es doppelt erhalten.",
  save: "Speichern",
  saveGood: "In {time} gespeichert und zurückgelesen",
  saveOffline: "Der Server ist nicht zu erreichen. Prüfen Sie Ihre Verbindung, dann prüfen Sie noch einmal.",
  saveRefused: "Der Server hat es nicht angenommen. Warten Sie eine Minute, dann prüfen Sie noch einmal.",
  run: "Ausführen von Code",
  runGood: "{language} wurde in {time} ausgeführt und beurteilt",
  runQueued: "Wartet auf einen freien Rechner …",
  runBusy:
    "Hat noch nicht geantwortet. Sie können starten: Code wird gespeichert und später bewertet, und Zeit, die Sie warten, bekommen Sie zurück.",
  runAway:
    "Das Ausführen ist zurzeit nicht möglich. Sie können starten: Code wird gespeichert und später bewertet, und Zeit, die Sie warten, bekommen Sie zurück.",
  runNoLanguage:
    "Zurzeit hat kein Rechner {language}. Ihr Code würde gespeichert und später bewertet. Wählen Sie eine andere Sprache, oder kommen Sie später wieder.",
  runFailed:
    "Das Ausführen hatte Mühe mit unserem eigenen Programm. Das liegt nicht an Ihnen, und Sie können starten: Was dabei scheitert, wird noch einmal versucht.",
  runUnknown: "In {language} haben wir kein Programm zum Probieren.",
  ready: "Dieses Gerät ist bereit.",
  notReady: "Nicht alles hat geklappt. Was zu tun ist, steht daneben.",
  throttled:
    "Das sind mehr Prüfungen, als wir annehmen können. Warten Sie eine Minute, dann prüfen Sie noch einmal.",
  gone: "Das lässt sich nicht mehr starten. Laden Sie die Seite neu.",
};
