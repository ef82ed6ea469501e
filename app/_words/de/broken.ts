import type { broken as english } from "../en/broken.ts";
import type { Translation } from "../message.ts";

export const broken: Translation<typeof english> = {
  brokenTitle: "Diese Seite konnte nicht angezeigt werden",
  brokenText: "Der Fehler liegt bei uns und ist gemeldet. Was gespeichert war, ist sicher.",
  awayTitle: "Unsere Datenbank ist nicht erreichbar",
  awayText:
    "Der Fehler liegt bei uns. Sie sind weiterhin angemeldet, und was gespeichert war, ist sicher. Versuchen Sie es in einigen Sekunden noch einmal.",
  reference: "Kennnummer",
  tryAgain: "Noch einmal versuchen",
};
