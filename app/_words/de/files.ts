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
  sendNow: "Jetzt senden",
  empty: "{name} ist leer. Wählen Sie eine andere Datei.",
  tooLarge: "{name} ist größer als {size}. Wählen Sie eine kleinere Datei.",
  wrongKind: "{name} ist keine der gefragten Arten: {kinds}. Exportieren Sie die Datei in einer davon.",
  unfit:
    "{name} wurde nicht angenommen: Der Inhalt ist nicht {kinds} oder beschädigt. Exportieren Sie die Datei neu und wählen Sie sie noch einmal.",
  noRoom:
    "{name} wurde nicht angenommen: Die Datei ist größer als {size}, oder Ihre Dateien der letzten Minuten brauchen zusammen zu viel Platz. Versuchen Sie es in fünf Minuten noch einmal, oder wählen Sie eine kleinere Datei.",
  notHereYet:
    "Aufgabe {ordinal}: {name} ist noch nicht bei uns angekommen und gehört nicht zu Ihren Antworten. Warten Sie damit, bis die Datei hier ist, bevor Sie abgeben.",
  handedIn: "Ihre abgegebenen Dateien",
  handedInAs: "Aufgabe {ordinal}, {size}, SHA-256 {hash}",
} satisfies Translation<typeof en>;
