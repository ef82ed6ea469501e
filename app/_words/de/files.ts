import type { files as en } from "../en/files.ts";
import type { Translation } from "../message.ts";

export const files = {
  label: "Ihre Datei zu Aufgabe {ordinal}",
  hint: "{kinds}, höchstens {size}. Eine neue Auswahl ersetzt die vorige; die letzte zählt.",
  none: "Noch keine Datei.",
  sending: "{name} wird gesendet: {percent} %",
  cancel: "Abbrechen",
  arrived: "{name} ist angekommen.",
  uploaded: "Hochgeladen",
  uploadedSize: "Hochgeladen, {size}",
  fromElsewhere: "Eine Datei von einem anderen Gerät",
  download: "Herunterladen",
  downloadName: "{name} herunterladen",
  remove: "Entfernen",
  removeName: "{name} entfernen",
  removed: "{name} ist nicht mehr Ihre Antwort.",
  waitingKept:
    "{name} ist auf diesem Gerät gesichert und wird von selbst gesendet, sobald wir erreichbar sind. Sie können weiterarbeiten und diese Seite neu laden.",
  waitingOpen:
    "Wir sind nicht erreichbar, und dieser Browser hat keinen Platz für {name}. Lassen Sie diese Seite offen: Die Datei wird von selbst gesendet, sobald wir erreichbar sind.",
  signedOutKept:
    "Ihre Sitzung ist beendet. {name} ist auf diesem Gerät gesichert und wird von selbst gesendet, sobald Sie sich wieder angemeldet haben.",
  signedOutOpen:
    "Ihre Sitzung ist beendet, und dieser Browser hat keinen Platz für {name}. Lassen Sie diese Seite offen und melden Sie sich in einem anderen Tab wieder an: Dann wird die Datei von selbst gesendet.",
  heldLate:
    "{name} kam zu spät bei uns an. Nach dem Ende werden keine Dateien mehr angenommen, deshalb gehört die Datei nicht zu Ihrer Abgabe.",
  heldFull:
    "{name} wurde noch nicht angenommen: Ihre Dateien der letzten Minuten brauchen zusammen zu viel Platz. Senden Sie die Datei in fünf Minuten noch einmal.",
  heldReading:
    "{name} wurde nicht gesendet: Jetzt schreibt ein anderer Tab, und er weiß nichts von dieser Datei.",
  heldOther:
    "{name} wurde nicht angenommen: Diese Seite ist vielleicht veraltet, es ist ein anderes Konto angemeldet, oder Ihr Zugang wurde beendet. Laden Sie die Seite neu; dann wird die Datei von selbst gesendet.",
  elsewhere:
    "{name} wurde auf diesem Gerät gewählt, während anderswo eine andere Datei abgegeben oder entfernt wurde. Die Datei ist nicht Ihre Antwort.",
  sendInstead: "Stattdessen senden",
  forgetIt: "Verwerfen",
  onDevice: "Sie ist auf diesem Gerät gesichert.",
  onPage: "Dieser Browser hat keinen Platz für sie: Laden Sie sie herunter, bevor Sie diese Seite verlassen.",
  forget: "Von diesem Gerät entfernen",
  forgotten: "{name} ist nicht mehr auf diesem Gerät.",
  late: "{name} war vor dem Ende noch nicht bei uns angekommen. Dateien werden nicht nachträglich angenommen, deshalb gehört die Datei nicht zu Ihrer Abgabe. Sie ist nur auf diesem Gerät gesichert.",
  sendNow: "Jetzt senden",
  empty: "{name} ist leer. Wählen Sie eine andere Datei.",
  tooLarge: "{name} ist größer als {size}. Wählen Sie eine kleinere Datei.",
  wrongKind: "{name} ist keine der gefragten Arten: {kinds}. Exportieren Sie die Datei in einer davon.",
  unfit:
    "{name} wurde nicht angenommen: Der Inhalt ist nicht {kinds} oder beschädigt. Exportieren Sie die Datei neu und wählen Sie sie noch einmal.",
  noRoom: "{name} wurde nicht angenommen: Die Datei ist größer als {size}. Wählen Sie eine kleinere Datei.",
  notHereYet:
    "Aufgabe {ordinal}: {name} ist noch nicht bei uns angekommen und gehört nicht zu Ihren Antworten. Warten Sie damit, bis die Datei hier ist, bevor Sie abgeben.",
  elsewhereOpen:
    "Aufgabe {ordinal}: {name} wurde auf diesem Gerät gewählt, während anderswo eine andere Datei abgegeben oder entfernt wurde. Die Datei gehört nicht zu Ihren Antworten. Ändern Sie diese Antwort, um sie stattdessen zu senden oder zu verwerfen.",
  handedIn: "Ihre abgegebenen Dateien",
  handedInAs: "Aufgabe {ordinal}, {size}, SHA-256 {hash}",
} satisfies Translation<typeof en>;
