import type { access as english } from "../en/access.ts";
import type { Translation } from "../message.ts";

export const access: Translation<typeof english> = {
  signIn: "Anmelden",
  errorSignIn: "Fehler: Anmelden",
  email: "E-Mail",
  password: "Passwort",
  newPassword: "Neues Passwort",
  passwordHint: "Mindestens 8 Zeichen; ein paar Wörter behält man leichter als Sonderzeichen.",
  or: "oder",
  sendCode: "Code zusenden",
  forgot: "Passwort vergessen",
  help: "Hilfe",
  helpText:
    "Nehmen Sie die Adresse, an die Ihre Einladung ging. Noch kein Passwort? Öffnen Sie den Link in der Einladung: Dort wählen Sie eines. Ein Code per E-Mail geht jederzeit auch ohne Passwort.",
  passwordChanged:
    "Ihr Passwort ist geändert, und alle offenen Sitzungen wurden beendet. Melden Sie sich mit dem neuen an.",
  signedOut: "Sie sind abgemeldet.",
  keptHere:
    "Dieses Gerät behält Antworten oder Dateien, die uns nicht erreicht haben. Verloren ist nichts: Melden Sie sich hier an und öffnen Sie Ihren Versuch, um sie zu senden.",
  sessionOver:
    "Ihre Sitzung ist beendet: Ihre 12 Stunden waren um, sie wurde von einem anderen Gerät aus beendet, oder das Passwort wurde geändert. Melden Sie sich an, um weiterzumachen; gespeicherte Arbeit ist sicher.",
  noMatch: "E-Mail und Passwort passen nicht zusammen.",
  noMatchText:
    "Prüfen Sie beides, oder lassen Sie sich einen Code per E-Mail zusenden; dann geht es ohne Passwort.",
  wait: "Warten Sie {time} bis zum nächsten Versuch.",
  waitText: "Ihr Konto ist nicht gesperrt. Ein Code per E-Mail geht sofort.",
  waitOver: "Sie können es jetzt wieder versuchen.",
  waitOverText: "Ihr Konto ist nicht gesperrt. Ein Code per E-Mail geht auch.",
  fewSeconds: "einige Sekunden",
  seconds: { one: "{count} Sekunde", other: "{count} Sekunden" },
  minutes: { one: "{count} Minute", other: "{count} Minuten" },
  endedTitle: "Ihr Zugang wurde beendet",
  endedByPartnerDenied:
    "{partner} hat Sie vorgeschlagen und {org} am {day} mitgeteilt, dass Ihre Bewerbung beendet ist.",
  endedByPartner: "{partner} hat Sie vorgeschlagen und Ihre Bewerbung bei {org} am {day} zurückgezogen.",
  endedBySelf: "Sie haben Ihre Bewerbung bei {org} am {day} zurückgezogen.",
  endedByTeam: "{org} hat ihn am {day} beendet.",
  endedByErasure: "{org} hat Ihre Daten am {day} gelöscht.",
  accountDisabled: "Ihr Konto wurde am {day} geschlossen.",
  accountErased: "Ihr Konto und seine Daten wurden am {day} gelöscht.",
  someTeam: "dem Team, das Sie eingeladen hat",
  someTeamFirst: "Das Team, das Sie eingeladen hat,",
  someRecruiter: "Die Personalvermittlung",
  passwordIsRight: "Ihr Passwort stimmt; ein neuer Versuch hilft nicht.",
  codeIsRight: "Ihr Code hat gestimmt; ein neuer Versuch hilft nicht.",
  linkIsRight: "Ihr Link hat gestimmt; ein neuer Versuch hilft nicht.",
  tryingWillNotHelp: "Ein neuer Versuch hilft nicht.",
  nothingTried:
    "Von diesem Browser aus hat sich gerade niemand angemeldet. Melden Sie sich an, um zu sehen, wie es um Ihren Zugang steht.",
  mistake: "Ist das ein Versehen, schreiben Sie an {contact}.",
  mistakeReference:
    "Ist das ein Versehen, schreiben Sie an {contact} und nennen Sie die Kennnummer {reference}.",
  mistakePartner:
    "Ist das ein Versehen, fragen Sie Ihre Ansprechperson bei {partner}, oder schreiben Sie an {contact}.",
  mistakePartnerReference:
    "Ist das ein Versehen, fragen Sie Ihre Ansprechperson bei {partner}, oder schreiben Sie an {contact} und nennen Sie die Kennnummer {reference}.",
  contactAt: "{contact} bei {org}",
  contactUnknown: "das Team, das Sie eingeladen hat",
  somebodyElse: "Als jemand anderes anmelden",
  unavailableTitle: "Wir können Sie gerade nicht anmelden",
  unavailableText:
    "Der Fehler liegt bei uns, nicht an Ihrem Passwort. Einladung, Zeit und gespeicherte Arbeit sind sicher.",
  tryAgain: "Noch einmal versuchen",
  stillClosed: "In 5 Minuten immer noch zu? Antworten Sie auf die Mail mit Ihrer Einladung.",
  stillClosedReference:
    "In 5 Minuten immer noch zu? Antworten Sie auf die Mail mit Ihrer Einladung, und nennen Sie die Kennnummer {reference}.",
  codeTitle: "Mit einem Code anmelden",
  codeMeta: "Wir senden 8 Ziffern an Ihre Adresse. Ein Passwort ist nicht nötig.",
  usePassword: "Ein Passwort verwenden",
  enterCodeTitle: "Geben Sie den Code ein",
  enterCodeMeta:
    "Falls es zu {email} ein Konto gibt, ist eine Mail mit 8 Ziffern unterwegs. Sie gelten in diesem Browser 10 Minuten lang.",
  code: "Code",
  noMail:
    "Nach zwei Minuten keine Mail? Sehen Sie im Spam-Ordner nach, oder lassen Sie sich <again>noch eine senden</again>. Ist es die Adresse, mit der Sie eingeladen wurden?",
  linkTitle: "Mit einem Link anmelden",
  linkDead: "Dieser Link gilt nicht mehr",
  linkDeadText:
    "Er gilt einmal, für 10 Minuten. Lassen Sie sich einen neuen Code senden; das dauert eine Minute.",
  linkHere: "Auf diesem Gerät anmelden",
  linkHereMeta:
    "Drücken Sie auf die Schaltfläche, um sich hier anzumelden. Nicht von Ihnen angefordert? Schließen Sie diese Seite.",
  forgotMeta: "Wir senden Ihnen einen Link, mit dem Sie ein neues wählen.",
  sendLink: "Link senden",
  inAHurry: "Eilig? <code>Melden Sie sich mit einem Code an</code>, ganz ohne Passwort.",
  resetSent:
    "Falls es zu {email} ein Konto gibt, ist eine Mail mit einem Link unterwegs. Er gilt einmal, eine Stunde lang.",
  resetTitle: "Wählen Sie ein neues Passwort",
  resetMeta: "Damit enden alle jetzt offenen Sitzungen, auf jedem Gerät.",
  resetDeadText: "Er gilt einmal, eine Stunde lang. Dass Sie ihn geöffnet haben, hat nichts geändert.",
  resetUsedText:
    "Er gilt einmal und wurde schon verwendet, oder ein neuerer wurde es. Es gilt das Passwort, das zuletzt festgelegt wurde.",
  newLink: "Neuen Link senden",
  setPassword: "Passwort festlegen",
  passwordEndedTitle: "Sie sind angemeldet; Ihr altes Passwort gilt nicht mehr",
  passwordEndedText:
    "Sie haben zum ersten Mal gezeigt, dass dieses Postfach Ihres ist. Das Passwort Ihres Kontos wurde vorher gewählt, von wem auch immer Ihre Einladung geöffnet hat. Wir können nicht wissen, dass Sie es waren; darum gilt es nicht mehr. Sonst ging nichts verloren.",
  passwordEndedNext:
    "Sie brauchen keines: Ein Code per E-Mail geht jederzeit. Möchten Sie ein Passwort, senden wir {email} einen Link, mit dem Sie eines wählen.",
  goOn: "Weiter",
  chooseNew: "Ein Passwort wählen",
  signOut: "Abmelden",
  signedInAs: "Sie sind als {who} angemeldet.",
  otherDevice: "Auch auf einem anderen Gerät? Sehen Sie nach, <sessions>wo Sie angemeldet sind</sessions>.",
  sessionsTitle: "Wo Sie angemeldet sind",
  sessionsMeta: "Als {email}. Eine Sitzung endet nach 12 Stunden von selbst.",
  endOthers: "Alle anderen Sitzungen beenden",
  endThis: "Diese Sitzung beenden",
  endNamed: "Diese Sitzung beenden: {device}",
  thisOne: "{device} (diese hier)",
  sessionTimes: "Angemeldet {since}, zuletzt gesehen {seen}.",
  sessionTimesFrom: "Angemeldet {since} von {address}, zuletzt gesehen {seen}.",
  browserOn: "{browser} auf {system}",
  otherProgram: "Ein anderes Programm",
  sessionEnded: "Diese Sitzung ist beendet.",
  sessionsEnded: { one: "{count} Sitzung ist beendet.", other: "{count} Sitzungen sind beendet." },
  back: "Zurück",
  notFound: "Nicht gefunden",
  notFoundTitle: "Unter dieser Adresse ist nichts",
  notFoundText:
    "Es ist vielleicht umgezogen, oder es gehört zu einem Konto, in dem Sie nicht angemeldet sind. Eine Einladung öffnet sich über ihren eigenen Link.",
  toStart: "Zum Anfang",
};
