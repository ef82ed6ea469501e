import type { invitation as english } from "../en/invitation.ts";
import type { Translation } from "../message.ts";

export const invitation: Translation<typeof english> = {
  title: "Ihre Einladung",
  invites: "{org} lädt Sie zu {assessment} ein",
  unknownTitle: "Dieser Link führt zu keiner Einladung",
  unknownText: "Vielleicht fehlt ein Teil: Öffnen Sie ihn aus der Mail selbst, oder kopieren Sie ihn ganz.",
  unknownAccepted: "Haben Sie sie schon angenommen? Melden Sie sich an.",
  expiredTitle: "Die Zeit zum Starten ist vorbei",
  expiredText:
    "{org} hat Sie zu {assessment} eingeladen, zu starten bis {time}. Sie können um mehr Zeit bitten. Schreiben Sie an {contact}.",
  revokedTitle: "Diese Einladung wurde zurückgenommen",
  revokedText:
    "{org} hat Sie zu {assessment} eingeladen. Eine neuere Mail enthält vielleicht einen anderen Link. Schreiben Sie an {contact}.",
  endedTitle: "Ihr Zugang wurde beendet",
  endedText:
    "{org} hat Sie zu {assessment} eingeladen. Ein neuer Versuch hilft nicht. Ist das ein Versehen, sagen Sie es. Schreiben Sie an {contact}.",
  facts: {
    one: "Guten Tag, {name}. Es dauert {count} Minute am Stück, in Ihrem Browser. Starten Sie bis {time}; die Uhr läuft, sobald Sie starten, nicht jetzt.",
    other:
      "Guten Tag, {name}. Es dauert {count} Minuten am Stück, in Ihrem Browser. Starten Sie bis {time}; die Uhr läuft, sobald Sie starten, nicht jetzt.",
  },
  accept: "Einladung annehmen",
  otherAccount:
    "Diese Einladung ist für {email}, und Sie sind als {who} angemeldet. Melden Sie sich ab, dann öffnen Sie diesen Link noch einmal.",
  wrongAddress: "Ist es die falsche Adresse? Schreiben Sie an {contact}.",
  signOutAndBack: "Abmelden und zurückkommen",
  whyAgain:
    "Sie haben diese Einladung schon angenommen. Melden Sie sich an, um weiterzumachen, mit Ihrem Passwort oder mit einem Code per E-Mail. Haben Sie sich schon einmal mit einem Code angemeldet, gilt das hier gewählte Passwort nicht mehr.",
  whySignIn: "Zu dieser Adresse haben Sie ein Konto. Melden Sie sich an, um anzunehmen.",
  whyJoin: "Zu dieser Adresse haben Sie ein Konto. Melden Sie sich an, um beizutreten.",
  choosePassword: "Wählen Sie ein Passwort, damit Sie zurückkommen können.",
  setAndContinue: "Passwort festlegen und weiter",
  signInAndContinue: "Anmelden und weiter",
  joinTitle: "Einem Team beitreten",
  join: "{org} beitreten",
  asked: "{inviter} bittet Sie, als {role} beizutreten.",
  usedTitle: "Diese Einladung wurde benutzt oder ersetzt",
  usedText:
    "Sie gilt einmal. Sind Sie {org} damit beigetreten? Dann melden Sie sich an. Sonst suchen Sie nach einer neueren Mail.",
  overTitle: "Diese Einladung ist abgelaufen",
  overText: "Sie gilt eine Woche. Bitten Sie {inviter} bei {org} um eine neue.",
  setAndJoin: "Passwort festlegen und beitreten",
  freshPassword:
    "Konten im Team beginnen mit einem neuen; es ersetzt das alte. Mindestens 8 Zeichen; ein paar Wörter behält man leichter als Sonderzeichen.",
  joinTeam: "Dem Team beitreten",
};
