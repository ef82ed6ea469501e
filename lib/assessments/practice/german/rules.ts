import type { Translation } from "../../translations/schema.ts";

/** What a practice asks, in German; what it is called by are the room's own words (app/_words/de). */
export const GERMAN = {
  code: {
    title: "Doppelt so viel",
    statement:
      "Lesen Sie eine ganze Zahl ein und geben Sie das Doppelte aus.\n\nDas Programm, das schon da steht, gibt die Zahl aus, wie sie ist. Drücken Sie zuerst **Ausführen** und sehen Sie sich die Ergebnisse an; ändern Sie dann das Programm und führen Sie es noch einmal aus. Unter **Eigene Eingabe** können Sie ihm eine Zahl Ihrer Wahl geben.",
  },
  function: {
    title: "Eine Funktion, die verdoppelt",
    statement:
      "Schreiben Sie die Funktion so, dass sie das Doppelte der Zahl zurückgibt, die sie bekommt. Die Beispiele rufen sie für Sie auf: Es ist nichts einzulesen und nichts auszugeben.",
    parameters: { n: "eine beliebige ganze Zahl" },
    result: "das Doppelte der Zahl",
  },
  sql: {
    title: "Mehr als ein Exemplar",
    statement:
      "Geben Sie die Titel an, von denen es mehr als ein Exemplar gibt. Die Abfrage, die schon da steht, gibt alle an: Führen Sie sie aus, sehen Sie sich das Ergebnis an und ändern Sie sie dann.",
  },
  choice: {
    title: "Wann ist es gespeichert?",
    statement: "Sie tippen eine halbe Zeile und schließen aus Versehen die Seite. Was ist verloren?",
    options: {
      all: "Alles seit dem letzten Ausführen",
      line: "Die Zeile, die nicht fertig war",
      nothing: "Nichts: Öffnen Sie die Seite wieder und machen Sie weiter",
    },
  },
  text: {
    title: "Ein paar Worte",
    statement:
      "Schreiben Sie, was Sie möchten, und achten Sie auf die Zeile darüber: Sie sagt, wann Ihre Worte gespeichert sind. Fügen Sie auch etwas ein, und sehen Sie, was aufgezeichnet wird.",
  },
  short: {
    title: "Eine Zeile",
    statement:
      "Wie viele Minuten haben zwei Stunden? Die Antwort ist eine Zeile, und ein Schlüssel bewertet sie.",
  },
  file: {
    title: "Eine Datei",
    statement:
      "Laden Sie irgendeine Datei der genannten Arten hoch, sehen Sie sich an, was von ihr gesagt wird, und nehmen Sie sie wieder weg.",
  },
} satisfies Record<string, Translation>;
