import type { before as english } from "../en/before.ts";
import type { Translation } from "../message.ts";

export const before: Translation<typeof english> = {
  title: "Ihre Assessments",
  empty:
    "Hier ist nichts für {email}. Eine Einladung gehört zu der Adresse, an die sie ging. An eine andere eingeladen? Öffnen Sie den Link in jener Mail.",
  startBy: "Start bis {time} ({left})",
  running: "{left}. Die Uhr läuft.",
  submittedAt: "Abgegeben {time}",
  expired: "Der letzte Tag zum Starten war {day}. Fragen Sie {contact}.",
  ended: "Der Zugang wurde beendet. Ein Versehen? Schreiben Sie an {contact}.",
  getReady: "Vorbereiten",
  getReadyFor: "Vorbereiten: {title}",
  continue: "Fortsetzen",
  continueWith: "Fortsetzen: {title}",
  seeReceipt: "Beleg ansehen",
  seeReceiptOf: "Beleg ansehen: {title}",
  plan: "{total} min",
  planExtra: "{total} min ({base} + {extra} %)",
  inDays: { one: "in {count} Tag", other: "in {count} Tagen" },
  inHours: { one: "in {count} Stunde", other: "in {count} Stunden" },
  inLessThanAnHour: "in weniger als einer Stunde",
  codeQuestions: { one: "{count} Programmieraufgabe", other: "{count} Programmieraufgaben" },
  sqlQuestions: { one: "{count} SQL-Aufgabe", other: "{count} SQL-Aufgaben" },
  choiceQuestions: { one: "{count} Auswahlfrage", other: "{count} Auswahlfragen" },
  writtenAnswers: { one: "{count} geschriebene Antwort", other: "{count} geschriebene Antworten" },
  preflightTitle: "{title} · Vor dem Start",
  forWhom: "Für {organisation}",
  notReadyExpired: "Der letzte Tag zum Starten ist vorbei",
  notReadyEnded: "Das lässt sich nicht starten",
  windowOver: "Die Frist der Einladung ist vorbei. Ist das ein Versehen, schreiben Sie an {contact}.",
  accessEnded:
    "Ihr Zugang zu diesem Assessment wurde beendet. Ist das ein Versehen, schreiben Sie an {contact}.",
  time: "Zeit",
  extraTime: "{plan} – Ihre Zusatzzeit ist enthalten und wird Prüfenden nicht gezeigt",
  startByTerm: "Start bis",
  startByFact: "{time} ({left}). Nach dem Start haben Sie die ganze Zeit, auch über diesen Zeitpunkt hinaus.",
  asked: "Was gefragt ist",
  askedFact: { one: "{asks}, zusammen {count} Punkt", other: "{asks}, zusammen {count} Punkte" },
  languages: "Sprachen",
  inOneGo: "In einem Zug",
  inOneGoFact:
    "Die Uhr lässt sich nicht anhalten. Wer die Seite schließt oder das Netz verliert, verliert keine Arbeit: Was Sie tippen, wird laufend gespeichert, und Sie können zurückkommen, solange Zeit bleibt.",
  recordedTitle: "Was aufgezeichnet wird",
  recordedAnswers: "Ihre Antworten, bei jedem Speichern, mit der Uhrzeit.",
  recordedPastes: "Das Einfügen von mehr als ein paar Wörtern: wann und wie viele Zeichen; nicht woher.",
  recordedLeaving:
    "Das Verlassen dieser Seite für einen anderen Tab oder ein anderes Fenster und die Rückkehr, und unterbrochene Verbindungen.",
  notRecorded:
    "Keine Kamera, kein Mikrofon, keine Aufnahme des Bildschirms. Im Raum sehen Sie jedes Ereignis, sobald es aufgezeichnet ist. Menschen bei {organisation} lesen es neben Ihren Antworten; in die Bewertung geht es nie ein.",
  endTitle: "Wie es endet",
  endText: {
    one: "Wenn Sie abgeben, oder wenn die Zeit um ist: Dann wird innerhalb von {count} Sekunde für Sie abgegeben, was gespeichert ist. Es zählt die zuletzt gespeicherte Antwort auf jede Aufgabe, ob Sie sie ausgeführt haben oder nicht.",
    other:
      "Wenn Sie abgeben, oder wenn die Zeit um ist: Dann wird innerhalb von {count} Sekunden für Sie abgegeben, was gespeichert ist. Es zählt die zuletzt gespeicherte Antwort auf jede Aufgabe, ob Sie sie ausgeführt haben oder nicht.",
  },
  start: { one: "Die {count} Minute starten", other: "Die {count} Minuten starten" },
};
