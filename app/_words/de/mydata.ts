import type { mydata as english } from "../en/mydata.ts";
import type { Translation } from "../message.ts";

export const mydata: Translation<typeof english> = {
  title: "Meine Daten",
  intro: "Was über {email} gespeichert ist und was Sie damit tun können.",
  heldTitle: "Was gespeichert ist",
  account: "Konto",
  accountFact: "{name}, {email}, seit {day}",
  signIns: "Anmeldungen",
  signInsFact: {
    one: "{count} Anmeldeversuch, {days} Tage lang aufbewahrt: Zeit, Ausgang, Netzadresse und Browser",
    other: "{count} Anmeldeversuche, {days} Tage lang aufbewahrt: Zeit, Ausgang, Netzadresse und Browser",
  },
  mails: "E-Mails",
  mailsFact: {
    one: "{count} E-Mail an Sie: Betreff und Zeit; ihr Text wird geleert, sobald sie gesendet ist",
    other: "{count} E-Mails an Sie: Betreff und Zeit; ihre Texte werden geleert, sobald sie gesendet sind",
  },
  answers: { one: "{count} Antwort", other: "{count} Antworten" },
  revisions: { one: "{count} gespeicherter Stand", other: "{count} gespeicherte Stände" },
  runs: { one: "{count} Probelauf", other: "{count} Probeläufe" },
  events: { one: "{count} aufgezeichnetes Ereignis", other: "{count} aufgezeichnete Ereignisse" },
  byPartner: "Vorgeschlagen von {partner}",
  notStarted: "Nicht begonnen",
  startedOn: "Begonnen {day}",
  submittedOn: "Abgegeben {day}",
  withdrewOn: "Sie haben sich zurückgezogen {day}",
  endedOn: "Zugang beendet {day}",
  nothingHeld: "Zu diesem Konto gehört keine Einladung.",
  whoReads:
    "Gelesen wird das von Menschen der Organisation, die Sie eingeladen hat; ein Partner, der Sie vorgeschlagen hat, erfährt Ihren Stand und Ihre Punktzahl.",
  downloadTitle: "Mitnehmen",
  downloadText:
    "Eine Datei (JSON) mit allem: Ihr Konto, Einladungen, Antworten mit jedem gespeicherten Stand, Probeläufe, aufgezeichnete Ereignisse mit Ihren Anmerkungen, Belege, Anmeldungen und E-Mails; Punkte, wo das Team sie mitteilt.",
  downloadNot:
    "Nicht enthalten: die Tests und Lösungsschlüssel der Aufgaben und was Prüfende für ihr Team geschrieben haben. Auch danach dürfen Sie fragen: Schreiben Sie der Organisation; sie muss vorher die Rechte anderer bedenken.",
  download: "Meine Daten herunterladen",
  busy: "Sie haben in dieser Stunde schon mehrere Kopien mitgenommen.",
  busyText: "Jede enthält alles. Versuchen Sie es später noch einmal.",
  withdrawn: "Sie haben sich zurückgezogen.",
  keptHere:
    "Dieses Gerät behält Antworten oder Dateien, die uns nicht erreicht haben. Wenn Sie Ihre Daten löschen, gehen auch sie.",
  withdrawTitle: "Zurückziehen",
  withdrawText:
    "Eine Bewerbung, die Sie noch nicht abgegeben haben, können Sie beenden. Was gespeichert ist, bleibt beim Team, bis das Team oder Sie es löschen.",
  withdrawFrom: "Von {title} zurückziehen",
  withdrawHeading: "Von {title} zurückziehen?",
  withdrawFor: "Ihre Bewerbung bei {organisation}",
  withdrawEndsInvitation:
    "Die Einladung gilt sofort nicht mehr. Sie können den Test dann nicht mehr beginnen.",
  withdrawEndsAttempt:
    "Ihr laufender Versuch endet sofort. Was gespeichert ist, bleibt, wie es ist, und das Team kann es lesen.",
  withdrawTold: "Das Team liest, dass Sie es waren, wann, und Ihren Grund, wenn Sie einen nennen.",
  withdrawToldPartner:
    "{partner} hat Sie vorgeschlagen und erfährt, dass Sie sich zurückgezogen haben; Ihren Grund nicht.",
  withdrawForGood:
    "Sie können es nicht selbst rückgängig machen. Ein Versehen? Bitten Sie {contact} um eine neue Einladung.",
  withdrawKeepsAccount:
    "Ihr Konto bleibt: Sie kommen weiterhin an Ihre Daten, können sie mitnehmen oder löschen.",
  reason: "Grund",
  reasonHint: "Nur, wenn Sie möchten.",
  withdraw: "Meine Bewerbung zurückziehen",
  withdrawCancel: "Zurück, ohne zurückzuziehen",
  withdrawOver: "Das lässt sich nicht mehr zurückziehen",
  withdrawOverText: "Es wurde abgegeben, ist beendet oder wurde schon zurückgezogen.",
  deleteTitle: "Meine Daten löschen",
  deleteText:
    "Alles, was Sie nennt oder was Sie geschrieben haben, in jeder Organisation, sofort und endgültig.",
  deleteStart: "Meine Daten löschen …",
  goesTitle: "Was gelöscht wird",
  goesAccount: "Ihr Konto: Name, E-Mail-Adresse, Passwort, Sitzungen und Anmeldungen.",
  goesRecords:
    "Ihr Name und Ihre Adresse in den Unterlagen von {organisations} und alles, was Partner mitgeschickt haben.",
  goesAnswers:
    "Ihre Antworten mit jedem gespeicherten Stand, Dateien, Probeläufe, Testergebnisse, aufgezeichnete Ereignisse und Ihre Anmerkungen.",
  goesReviews:
    "Was Prüfende zu Ihren Antworten geschrieben haben, und Punkte, auf denen keine Entscheidung beruht.",
  goesMails: "Die E-Mails, die an Sie gesendet wurden.",
  staysTitle: "Was bleibt, und warum",
  staysScore:
    "Wenn ein Team schon entschieden hat: die Punkte und die Entscheidung, ohne Ihren Namen. Eine Entscheidung muss erklärbar bleiben, solange jemand sie anfechten kann.",
  staysReceipt:
    "Nummer, Zeit und Fingerabdruck jedes Belegs. Wer einen Beleg hat, kann ihn weiter prüfen lassen; ablesen lässt sich daraus nichts.",
  staysAudit:
    "Die Spur der Änderungen: dass jemand mit einer Nummer eingeladen wurde, sich zurückzog oder gelöscht wurde, und die Gründe, die das Team oder ein Partner für das Ende eines Zugangs schrieb. Sie belegt, wer was getan hat, und lässt sich nicht umschreiben.",
  staysPartner:
    "Die Nummer, unter der ein Partner Sie kennt, in unkenntlicher Form, damit der Partner Sie nicht aus Versehen erneut schickt.",
  staysCopies:
    "Sicherungen und technische Protokolle, bis sie ablaufen. Die Tage kann Ihnen die Organisation nennen, die Sie eingeladen hat.",
  staysStaff:
    "Sie gehören auch zu einem Team. Ihr Konto, seine Anmeldungen und was Sie als Mitglied getan haben, bleiben; bitten Sie die Inhaber des Teams, Sie zu entfernen.",
  runningEnds:
    "Ihr laufender Versuch, {title}, endet sofort. Er wird ganz gelöscht; niemand liest oder bewertet ihn.",
  openEnds: "Bewerbungen, die noch offen sind, werden zurückgezogen.",
  told: "Jedes Team liest, dass die Daten auf Ihren Wunsch gelöscht wurden, und an welchem Tag. Partner lesen, dass Sie sich zurückgezogen haben.",
  confirmTitle: "Bestätigen",
  noUndo:
    "Das lässt sich nicht rückgängig machen, auch nicht von uns. Nehmen Sie vorher eine Kopie mit, wenn Sie eine möchten.",
  typeAddress: "Ihre E-Mail-Adresse, zur Bestätigung",
  typeAddressHint: "Geben Sie {email} ein",
  password: "Passwort",
  passwordHint: "Weil Ihre Anmeldung mehr als 15 Minuten her ist.",
  signInAgain:
    "Ihre Anmeldung ist mehr als 15 Minuten her, und Ihr Konto hat kein Passwort. Melden Sie sich ab, melden Sie sich mit einem Code an und kommen Sie dann zurück.",
  signOut: "Abmelden",
  deleteForGood: "Meine Daten endgültig löschen",
  deleteCancel: "Zurück, ohne zu löschen",
  goneTitle: "Ihre Daten sind gelöscht",
  goingTitle: "Ihre Daten werden gelöscht",
  goneAt: "Gelöscht {time}.",
  goingText:
    "Gewünscht {time}. Der Zugang ist schon beendet; der Rest dauert etwa eine Minute und läuft von selbst weiter.",
  look: "Noch einmal nachsehen",
  goneCounts: "Gelöscht: {attempts}, {answers}, {revisions}, {runs}, {events}, {signIns}, {mails}.",
  goneAttempts: { one: "{count} Versuch", other: "{count} Versuche" },
  goneSignIns: { one: "{count} Anmeldung", other: "{count} Anmeldungen" },
  goneMails: { one: "{count} E-Mail", other: "{count} E-Mails" },
  keptAfter:
    "Hier ist jemand angemeldet. Darum bleiben Antworten oder Dateien auf diesem Gerät, die uns nicht erreicht haben, bis sie gelöscht oder gesendet sind.",
  accountStays: "Ihr Konto bleibt, weil Sie auch zu einem Team gehören.",
  reference: "Nummer dieser Löschung",
  referenceText:
    "Heben Sie die Adresse dieser Seite auf, wenn Sie die Löschung später belegen möchten. Sie nennt niemanden.",
};
