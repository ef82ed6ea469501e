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
  asksShort: "Gefragt: {asks}.",
  seenBy: "Menschen bei {organisation} sehen Ihre Antworten und was aufgezeichnet wird.",
  seenByPartner:
    "Menschen bei {organisation} sehen Ihre Antworten und was aufgezeichnet wird; {partner}, von dort kamen Sie, erfährt Ihren Stand und Ihre Punkte.",
  deviceReady: "Gerät am {day} geprüft: bereit.",
  extraTimeLink: "Zusatzzeit",
  extraTimeOn: "Zusatzzeit: {percent} %",
  withdrew: "Sie haben sich zurückgezogen.",
  myData: "Meine Daten: was über Sie gespeichert ist, mitnehmen, zurückziehen, löschen",
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
  shortAnswers: { one: "{count} kurze Antwort", other: "{count} kurze Antworten" },
  writtenAnswers: { one: "{count} geschriebene Antwort", other: "{count} geschriebene Antworten" },
  fileAnswers: { one: "{count} Datei zum Abgeben", other: "{count} Dateien zum Abgeben" },
  preflightTitle: "{title} · Vor dem Start",
  forWhom: "Für {organisation}",
  notReadyExpired: "Der letzte Tag zum Starten ist vorbei",
  notReadyEnded: "Das lässt sich nicht starten",
  windowOver: "Die Frist der Einladung ist vorbei. Ist das ein Versehen, schreiben Sie an {contact}.",
  accessEnded:
    "Ihr Zugang zu diesem Assessment wurde beendet. Ist das ein Versehen, schreiben Sie an {contact}.",
  tasks: "Vor dem Start",
  time: "Zeit",
  timePlan: "Sie haben {plan}.",
  timeGranted: "Die {percent} % sind von {organisation}.",
  timeOwn:
    "Die {percent} % sind Ihre eigenen: Sie haben sie sich selbst gegeben. {organisation} erfährt nichts davon und liest Zeiten so, als hätten Sie keine.",
  timeShared:
    "Die {percent} % sind Ihre eigenen: Sie haben sie sich selbst gegeben, und {organisation} darf es sehen.",
  extraTimeNone: "Brauchen Sie mehr Zeit? Nehmen Sie sie hier: Niemand fragt, warum, und niemand erfährt es.",
  extraTimeGive: "Zusatzzeit nehmen",
  extraTimeChange: "Zusatzzeit ändern",
  share: "{organisation} darf es sehen",
  unshare: "Für mich behalten",
  extraTitle: "Zusatzzeit",
  extraWhat:
    "Manche brauchen länger zum Lesen, Tippen oder Denken, aus welchem Grund auch immer. Wählen Sie, was Sie brauchen: Niemand verlangt einen Nachweis oder einen Grund.",
  extraPrivate:
    "Sie gehört nur Ihnen. Teams und Partner erfahren nichts davon: nicht in Berichten, nicht in Mails, und die Zeiten, die sie lesen, sind so, als hätten Sie keine. Vor jedem Start können Sie einem Team erlauben, sie zu sehen.",
  extraWhen:
    "Sie gilt für jedes Assessment, das Sie von jetzt an starten. Hat Ihnen ein Team auch Zusatzzeit gegeben, zählt die größere. Läuft die Uhr, bleibt es dabei.",
  extraLegend: "Wie viel mehr Zeit?",
  extraStepNone: "Keine",
  extraStep: "{percent} % mehr",
  extraStepHint: "Aus 60 Minuten werden {minutes}",
  extraSave: "Zusatzzeit speichern",
  extraSavedOf:
    "Gespeichert: {percent} % mehr Zeit. Das gilt für jedes Assessment, das Sie von jetzt an starten.",
  extraSavedNone: "Gespeichert: keine eigene Zusatzzeit.",
  startByTerm: "Start bis",
  startByFact: "{time} ({left}). Nach dem Start haben Sie die ganze Zeit, auch über diesen Zeitpunkt hinaus.",
  whoSees: "Wer was sieht",
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
  recordedNetwork:
    "Wenn Sie aus einem anderen Netz weitermachen: dass es sich geändert hat; nicht, wo Sie sind.",
  recordedRuns: "Jedes Ausführen von Code: der Code, und was herauskam.",
  notRecorded:
    "Keine Kamera, kein Mikrofon, keine Aufnahme des Bildschirms. Im Raum sehen Sie jedes Ereignis, sobald es aufgezeichnet ist, und können etwas dazu sagen. Menschen bei {organisation} lesen es neben Ihren Antworten; in die Bewertung geht es nie ein.",
  deviceTitle: "Ihr Gerät",
  deviceNotChecked: "Noch nicht geprüft",
  deviceChecked: "Bereit, geprüft {time}",
  deviceLast: "Zuletzt bereit gefunden: {time}.",
  deviceLastIn: "Zuletzt bereit gefunden: {time}, mit {language}.",
  practiceTitle: "Übung",
  practiceStatus: "Wenn Sie mögen, so lange Sie mögen",
  practiceWhat:
    "Probieren Sie den Raum mit erfundenen Aufgaben derselben Arten aus: den Editor, das Speichern, das Ausführen, die Ergebnisse und was aufgezeichnet wird. Es läuft keine Uhr. Nichts davon wird irgendwem gezeigt, und alles ist fort, wenn Sie starten.",
  practiceWhatNoRun:
    "Probieren Sie den Raum mit erfundenen Aufgaben derselben Arten aus: das Antworten, das Speichern und was aufgezeichnet wird. Es läuft keine Uhr. Nichts davon wird irgendwem gezeigt, und alles ist fort, wenn Sie starten.",
  practiceOpen: "Den Raum ausprobieren",
  practiceGoOn: "Weiter üben",
  practiceAnew: "Neu beginnen",
  practiceThrottled:
    "Sie haben die Übung oft begonnen. Machen Sie in der weiter, die Sie haben, oder warten Sie eine Weile.",
  practiceGone: "Dafür lässt sich nicht mehr üben.",
  agreeLegend: "Ihr Einverständnis",
  agree: "Ich habe gelesen, was aufgezeichnet wird, und bin einverstanden",
  agreeShort: "Setzen Sie das Häkchen, um zuzustimmen.",
  agreeStatus: "Zuzustimmen, weiter unten",
  endTitle: "Wie es endet",
  endText: {
    one: "Wenn Sie abgeben, oder wenn die Zeit um ist: Dann wird innerhalb von {count} Sekunde für Sie abgegeben, was gespeichert ist. Es zählt die zuletzt gespeicherte Antwort auf jede Aufgabe, ob Sie sie ausgeführt haben oder nicht.",
    other:
      "Wenn Sie abgeben, oder wenn die Zeit um ist: Dann wird innerhalb von {count} Sekunden für Sie abgegeben, was gespeichert ist. Es zählt die zuletzt gespeicherte Antwort auf jede Aufgabe, ob Sie sie ausgeführt haben oder nicht.",
  },
  endTextNoRun: {
    one: "Wenn Sie abgeben, oder wenn die Zeit um ist: Dann wird innerhalb von {count} Sekunde für Sie abgegeben, was gespeichert ist. Es zählt die zuletzt gespeicherte Antwort auf jede Aufgabe.",
    other:
      "Wenn Sie abgeben, oder wenn die Zeit um ist: Dann wird innerhalb von {count} Sekunden für Sie abgegeben, was gespeichert ist. Es zählt die zuletzt gespeicherte Antwort auf jede Aufgabe.",
  },
  start: { one: "Die {count} Minute starten", other: "Die {count} Minuten starten" },
};
