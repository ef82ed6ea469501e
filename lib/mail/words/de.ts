import type { Translation } from "#lib/platform/words.ts";
import type { mails as english } from "./en.ts";

export const mails: Translation<typeof english> = {
  hello: "Guten Tag {name},",
  codeSubject: "Ihr Anmeldecode",
  codeIs: "Ihr Code ist {code}",
  codeHow: {
    one: "Geben Sie ihn auf der Seite ein, auf der Sie ihn angefordert haben. Er gilt einmal, in diesem Browser, {count} Minute lang.",
    other:
      "Geben Sie ihn auf der Seite ein, auf der Sie ihn angefordert haben. Er gilt einmal, in diesem Browser, {count} Minuten lang.",
  },
  codeElsewhere:
    "Lesen Sie das auf einem anderen Gerät? Öffnen Sie dort diesen Link und drücken Sie auf Anmelden:\n{link}",
  codeNotYou:
    "Sie haben ihn nicht angefordert? Niemand ist in Ihrem Konto; Sie brauchen auf diese E-Mail nicht zu antworten.",
  resetSubject: "Neues Passwort wählen",
  resetHere: "Hier wählen Sie ein neues Passwort:\n{link}",
  resetHow: {
    one: "Der Link gilt einmal, {count} Minute lang. Er beendet alle Sitzungen, die jetzt offen sind.",
    other: "Der Link gilt einmal, {count} Minuten lang. Er beendet alle Sitzungen, die jetzt offen sind.",
  },
  resetNotYou:
    "Sie haben ihn nicht angefordert? Ihr Passwort ist unverändert; Sie brauchen auf diese E-Mail nicht zu antworten.",
  changedSubject: "Ihr Passwort wurde geändert",
  changedAt: "Ihr Passwort wurde am {time} geändert, und alle offenen Sitzungen wurden beendet.",
  changedNotYou: "Waren Sie das nicht? Wählen Sie jetzt ein neues:\n{link}",
  voidedSubject: "Passwort wählen oder weiter mit Code anmelden",
  voidedWhy:
    "Sie haben eben zum ersten Mal gezeigt, dass dieses Postfach Ihnen gehört. Das Passwort Ihres Kontos wurde vorher gewählt, von wem auch immer Ihre Einladung geöffnet hat. Wir können nicht wissen, ob Sie das waren; deshalb gilt es nicht mehr, und alle anderen offenen Sitzungen wurden beendet.",
  voidedNext: "Wählen Sie ein Passwort, oder melden Sie sich weiter mit einem Code an:\n{link}",
  inviteSubject: "{organisation} lädt Sie zu einem Test ein: {assessment}",
  inviteWhat: "{organisation} lädt Sie zu „{assessment}“ ein.",
  inviteHow: {
    one: "Vom Beginn an dauert es {count} Minute. Das Öffnen des Links startet nichts: Den Zeitpunkt wählen Sie.\nBeginnen Sie vor dem {time}.",
    other:
      "Vom Beginn an dauert es {count} Minuten. Das Öffnen des Links startet nichts: Den Zeitpunkt wählen Sie.\nBeginnen Sie vor dem {time}.",
  },
  inviteYours:
    "Der Link ist nur für Sie; geben Sie ihn nicht weiter. Was Sie schreiben, wird beim Schreiben gespeichert.",
  inviteQuestions:
    "Fragen, oder brauchen Sie mehr Zeit oder eine andere Form? Antworten Sie auf diese E-Mail, oder schreiben Sie an {contact}.",
  erasedSubject: "Ihre Daten sind gelöscht",
  erasedWhat:
    "Die Daten, die hier über Sie gespeichert waren, wurden am {time} gelöscht, wie Sie es wollten. Dies ist die letzte E-Mail: Ihre Adresse wird mit ihr gelöscht.",
  erasedMore: "Was bleibt, und warum:\n{link}",
  erasedNotYou:
    "Sie wollten das nicht? Jemand war in Ihrem Konto angemeldet. Es lässt sich nicht rückgängig machen; sagen Sie es der Organisation, die Sie eingeladen hat.",
};
