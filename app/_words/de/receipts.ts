import type { receipts as english } from "../en/receipts.ts";
import type { Translation } from "../message.ts";

export const receipts: Translation<typeof english> = {
  title: "Einen Beleg prüfen",
  intro:
    "Ein Beleg sagt, welche Antworten wann abgegeben wurden. Hier sieht jede Person, ob wir ihn unterschrieben haben und nichts daran geändert wurde.",
  whole: "Der ganze Beleg",
  wholeHint: "Fügen Sie ihn ganz ein, von der ersten bis zur letzten Klammer.",
  text: "Entweder der Text des Belegs",
  file: "Oder die Datei des Belegs",
  parts: "Nur Nummer und Fingerabdruck",
  number: "Belegnummer",
  fingerprint: "Fingerabdruck der Antworten (SHA-256)",
  check: "Beleg prüfen",
  checkParts: "Nummer und Fingerabdruck prüfen",
  unreadable: "Das ist kein Beleg. Fügen Sie ihn ganz ein, von der ersten bis zur letzten Klammer.",
  saidTwice:
    "Dieser Text sagt etwas zweimal und lässt sich deshalb auf zwei Arten lesen. Unsere Belege sagen alles nur einmal: Fügen Sie den Beleg so ein, wie Sie ihn von uns haben.",
  partsUnreadable: "Die Nummer hat 36 Zeichen, der Fingerabdruck 64. Kopieren Sie beides aus dem Beleg.",
  valid: "Dieser Beleg ist von uns und unverändert.",
  invalid: "Das ist kein Beleg von uns, oder etwas daran wurde geändert.",
  invalidNext: "Prüfen Sie, ob etwas fehlt. Der Beleg eines anderen Portals lässt sich nur dort prüfen.",
  submittedAt: "Abgegeben",
  attempt: "Versuch",
  key: "Schlüssel",
  byYourself: "Ohne uns prüfen",
  byYourselfText:
    "Die Unterschrift ist Ed25519 über den JSON-Text von attemptId, contentHash, id und submittedAt, in dieser Reihenfolge und ohne Leerzeichen. Unsere öffentlichen Schlüssel stehen unter <link>{address}</link>.",
  copy: "Beleg kopieren",
  copied: "Kopiert",
  copyFailed: "Der Browser lässt das Kopieren nicht zu. Laden Sie die Datei herunter.",
  download: "Herunterladen",
  print: "Als PDF speichern",
  checkIt: "Diesen Beleg prüfen",
  proof: "Wer den Beleg hat, kann ihn bei uns prüfen, jederzeit und ohne Konto.",
};
