import type { review as english } from "../en/review.ts";
import type { Translation } from "../message.ts";

export const review: Translation<typeof english> = {
  checkTitle: "Prüfen und abgeben",
  checkHeading: "Prüfen Sie Ihre Antworten, dann geben Sie ab",
  backToQuestions: "Zurück zu den Aufgaben",
  yourAnswers: "Ihre Antworten",
  question: "Aufgabe",
  state: "Stand",
  change: "Ändern",
  changeAnswer: "Antwort {ordinal} ändern",
  answered: "Beantwortet",
  answeredIn: "Beantwortet, in {language}",
  unanswered: "Keine Antwort",
  keptBeside:
    "Neuere Arbeit eines anderen Geräts ist Ihre Antwort. Was dieses Gerät daneben hält, wird nicht bewertet; wenn Sie es nicht verwerfen, sehen Prüfende es als verspätet.",
  missing: { one: "Aufgabe {list} hat keine Antwort.", other: "Aufgaben {list} haben keine Antwort." },
  finality: {
    one: "Danach können Sie Ihre Antworten nicht mehr ändern. Es bleibt noch {count} Minute. Frühes Abgeben bringt keinen Vorteil.",
    other:
      "Danach können Sie Ihre Antworten nicht mehr ändern. Es bleiben noch {count} Minuten. Frühes Abgeben bringt keinen Vorteil.",
  },
  submitAll: { one: "Die Antwort abgeben", other: "Alle {count} Antworten abgeben" },
  submitSome: {
    one: "{answered} von {count} Antwort abgeben",
    other: "{answered} von {count} Antworten abgeben",
  },
  submitNone: "Ohne Antwort abgeben",
  needsConnection:
    "Zum Abgeben ist eine Verbindung nötig. Bleiben Sie hier: Wir geben ab, sobald Sie wieder verbunden sind, und um {end} in jedem Fall.",
  onlyHere: {
    one: "{count} Antwort ist nur auf diesem Gerät.",
    other: "{count} Antworten sind nur auf diesem Gerät.",
  },
  timeUp: "Die Zeit ist um",
  sendingLast: "Die Zeit ist um. Ihre letzten Änderungen werden gesendet …",
  upAndSubmitted:
    "Die Zeit ist um. Was uns erreicht hat, ist abgegeben. Ihren Beleg sehen Sie, sobald Sie wieder online sind.",
  upWithEdits: {
    one: "Die Zeit ist um. Was uns erreicht hat, ist abgegeben. {count} Antwort ist noch auf diesem Gerät; kann sie angenommen werden, wird sie gesendet, sobald Sie wieder online sind, und als verspätet gezeigt.",
    other:
      "Die Zeit ist um. Was uns erreicht hat, ist abgegeben. {count} Antworten sind noch auf diesem Gerät; was angenommen werden kann, wird gesendet, sobald Sie wieder online sind, und als verspätet gezeigt.",
  },
  submitted: "Abgegeben",
  forWhom: "{title}, für {organisation}",
  byCandidate: "Sie haben abgegeben.",
  byDeadline: "Die Zeit war um; was gespeichert war, wurde für Sie abgegeben.",
  withdrew: "Sie haben sich zurückgezogen",
  accessEnded: "Der Zugang wurde beendet",
  byOwnWithdrawal: "Sie haben sich zurückgezogen; was gespeichert war, blieb erhalten, wie es war.",
  byWithdrawal: "Der Zugang wurde beendet; was gespeichert war, blieb erhalten, wie es war.",
  answeredOf: {
    one: "{answered} von {count} Aufgabe beantwortet.",
    other: "{answered} von {count} Aufgaben beantwortet.",
  },
  lateLeft: {
    one: "{count} Ihrer Änderungen ist noch auf diesem Gerät. Sie wird gesendet, sobald Sie wieder online sind, und als verspätet gezeigt.",
    other:
      "{count} Ihrer Änderungen sind noch auf diesem Gerät. Sie werden gesendet, sobald Sie wieder online sind, und als verspätet gezeigt.",
  },
  lateRefused: {
    one: "{count} Ihrer Änderungen wurde nicht angenommen: Sie passt nicht zu ihrer Aufgabe, etwa in der Größe. Sie ist nur auf diesem Gerät und wird nicht noch einmal gesendet.",
    other:
      "{count} Ihrer Änderungen wurden nicht angenommen: Sie passen nicht zu ihren Aufgaben, etwa in der Größe. Sie sind nur auf diesem Gerät und werden nicht noch einmal gesendet.",
  },
  lateSent:
    "Änderungen, die uns nicht rechtzeitig erreicht hatten, sind jetzt gesendet. Prüfende sehen sie, als verspätet gekennzeichnet.",
  receipt: "Ihr Beleg",
  receiptNumber: "Belegnummer",
  fingerprint: "Fingerabdruck Ihrer Antworten (SHA-256)",
  signedWith:
    "Von uns mit dem Schlüssel {key} unterschrieben. Bewahren Sie beides auf: Zusammen belegen sie, was wann abgegeben wurde.",
};
