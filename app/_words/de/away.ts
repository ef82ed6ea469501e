import type { away as english } from "../en/away.ts";
import type { Translation } from "../message.ts";

export const away: Translation<typeof english> = {
  title: "Unsere Datenbank ist nicht erreichbar",
  text: "Der Fehler liegt bei uns. Sie sind weiterhin angemeldet, und was gespeichert war, ist sicher.",
  again:
    "<again>Versuchen Sie es noch einmal</again>, in einigen Sekunden. Bleibt es so? Schreiben Sie an das Team, das Sie eingeladen hat, und nennen Sie die Kennnummer {reference}.",
  busyTitle: "Das sind viele Seiten auf einmal",
  busyText: "Warten Sie einige Sekunden. Sie sind weiterhin angemeldet, und was gespeichert war, ist sicher.",
};
