import type { sentences as english } from "../en/sentences.ts";
import type { Translation } from "../message.ts";

export const sentences: Translation<typeof english> = {
  needChange: "Einige Angaben müssen geändert werden.",
  databaseAway:
    "Unsere Datenbank ist nicht erreichbar. Es wurde nichts geändert; Ihre Eingabe bleibt erhalten. Versuchen Sie es gleich noch einmal.",
  ourFault:
    "Der Fehler liegt bei uns und ist gemeldet. Es wurde nichts geändert. Nennen Sie {id}, wenn Sie uns schreiben.",
  enterEmail: "Geben Sie Ihre E-Mail-Adresse ein.",
  addressForm: "Schreiben Sie die Adresse wie name@example.org.",
  enterPassword: "Geben Sie Ihr Passwort ein.",
  enterDigits: "Geben Sie die 8 Ziffern aus der Mail ein.",
  codeNotUsed: "Mit diesem Code ging es nicht.",
  codeUnfit:
    "Dieser Code passt nicht, oder seine 10 Minuten sind vorbei. Prüfen Sie die Ziffern, oder lassen Sie sich einen neuen senden.",
  linkUsed:
    "Dieser Link wurde schon benutzt, oder seine 10 Minuten sind vorbei. Lassen Sie sich einen neuen Code senden.",
  resetUsed:
    "Dieser Link wurde schon benutzt, oder seine Stunde ist vorbei. Lassen Sie sich einen neuen senden.",
  notSignedInYet: "Sie sind noch nicht angemeldet.",
  wrongPassword:
    "Das ist nicht das Passwort des Kontos. Prüfen Sie es, oder lassen Sie sich einen Code per E-Mail senden.",
  passwordChange: "Das Passwort muss geändert werden.",
  passwordShort: "Wählen Sie mindestens {least} Zeichen; 15 oder mehr sind besser.",
  passwordLong: "Wählen Sie höchstens {most} Zeichen.",
  passwordCommon: "Wählen Sie ein anderes: Dieses gehört zu den ersten, die beim Raten probiert werden.",
  passwordOwn: "Wählen Sie ein anderes: Das ist Ihr eigener Name oder Ihre Adresse.",
  mailsMinute:
    "Es sind schon mehrere Mails unterwegs. Sehen Sie auch im Spam-Ordner nach. Warten Sie eine Minute, dann versuchen Sie es noch einmal.",
  mailsMinutes:
    "Es sind schon mehrere Mails unterwegs. Sehen Sie auch im Spam-Ordner nach. Warten Sie {minutes} Minuten, dann versuchen Sie es noch einmal.",
  networkMinute:
    "Aus Ihrem Netz wurden viele Mails angefordert. Warten Sie eine Minute, dann versuchen Sie es noch einmal.",
  networkMinutes:
    "Aus Ihrem Netz wurden viele Mails angefordert. Warten Sie {minutes} Minuten, dann versuchen Sie es noch einmal.",
  codesMinute:
    "Mehrere Codes passten nicht. Lassen Sie sich einen neuen senden. Warten Sie eine Minute, dann versuchen Sie es noch einmal.",
  codesMinutes:
    "Mehrere Codes passten nicht. Lassen Sie sich einen neuen senden. Warten Sie {minutes} Minuten, dann versuchen Sie es noch einmal.",
  invitationEnded: "Das Team hat diese Einladung beendet.",
  invitationRevoked: "Das Team hat diese Einladung zurückgenommen.",
  invitationExpired: "Die Zeit, dieses Assessment zu starten, ist vorbei.",
  invitationOther: "Diese Einladung ist für ein anderes Konto als das, in dem Sie angemeldet sind.",
  invitationSignIn: "Sie haben schon ein Konto: Melden Sie sich an, um anzunehmen.",
  invitationAgain: "Sie haben diese Einladung schon angenommen: Melden Sie sich an, um weiterzumachen.",
  invitationBelongs: "Diese Einladung gehört zu einem anderen Konto.",
  notStarted: "Die Uhr läuft noch nicht: Eines fehlt.",
  agreeFirst: "Stimmen Sie dem zu, was aufgezeichnet wird, bevor Sie starten.",
  wordsChanged:
    "Die Worte darüber, was aufgezeichnet wird, haben sich geändert. Lesen Sie sie noch einmal, dann starten Sie.",
  startEnded: "Ihr Zugang wurde beendet, daher lässt sich dieses Assessment nicht starten.",
  startRevoked: "Diese Einladung wurde zurückgenommen, daher lässt sich das Assessment nicht starten.",
  startExpired:
    "Der letzte Tag zum Starten ist vorbei. Bitten Sie das Team, das Sie eingeladen hat, um eine neue Einladung.",
  startUnpublished: "Dieses Assessment ist noch nicht fertig. Fragen Sie das Team, das Sie eingeladen hat.",
  chooseStep: "Wählen Sie eine der angebotenen Stufen.",
  notYourAddress: "Das ist nicht die Adresse Ihres Kontos.",
  signInForDeletion:
    "Melden Sie sich noch einmal mit einem Code an und löschen Sie dann innerhalb von 15 Minuten.",
  manyTries: "Das waren viele Versuche. Warten Sie einige Minuten.",
  notThePassword: "Das ist nicht das Passwort des Kontos.",
  withdrawalOver: "Es wurde abgegeben, ist beendet oder wurde schon zurückgezogen.",
};
