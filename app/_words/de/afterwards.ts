import type { afterwards as english } from "../en/afterwards.ts";
import type { Translation } from "../message.ts";

export const afterwards: Translation<typeof english> = {
  nextTitle: "Wie es weitergeht",
  grading:
    "Ihre Antworten werden bewertet: Programme mit Tests, die Sie nicht gesehen haben, geschriebene Antworten von Menschen.",
  finished: "Alle Ihre Antworten sind bewertet und gelesen.",
  answersBy: "{organisation} antwortet Ihnen bis {day}.",
  answersLate: "{organisation} wollte Ihnen bis {day} antworten. Nichts gehört? Fragen Sie nach.",
  answersSometime: "{organisation} meldet sich danach bei Ihnen; bis wann, ist nicht angegeben.",
  withdrew: "Sie haben sich zurückgezogen; {organisation} verfolgt Ihre Bewerbung nicht weiter.",
  accessEnded: "Ihr Zugang wurde beendet; {organisation} verfolgt Ihre Bewerbung nicht weiter.",
  questions: "Fragen? Schreiben Sie an {contact} und nennen Sie die Belegnummer.",
  myData:
    "Was über Sie gespeichert ist und wie Sie es mitnehmen oder löschen lassen: <link>Meine Daten</link>.",
  resultTitle: "Ihr Ergebnis",
  notShared: "{organisation} zeigt hier keine Ergebnisse.",
  pending: "Ihr Ergebnis erscheint auf dieser Seite, sobald alles bewertet und gelesen ist.",
  scoreOf: "Sie haben {points} von {maxPoints} Punkten.",
  byQuestion: "Punkte für jede Aufgabe",
  question: "Aufgabe",
  points: "Punkte",
  pointsOf: "{points} von {maxPoints}",
};
