import type { refusals as english } from "../en/refusals.ts";
import type { Translation } from "../message.ts";

export const refusals: Translation<typeof english> = {
  offline: "Der Server ist nicht erreichbar. Lassen Sie diese Seite offen und versuchen Sie es noch einmal.",
  timeout:
    "Der Server hat nicht rechtzeitig geantwortet. Lassen Sie diese Seite offen und versuchen Sie es noch einmal.",
  unauthenticated:
    "Ihre Sitzung ist beendet. Lassen Sie diese Seite offen und melden Sie sich in einem anderen Tab wieder an.",
  forbidden: "Das darf diese Seite nicht. Laden Sie sie neu, sobald Ihre Arbeit gespeichert ist.",
  not_found: "Das gibt es nicht mehr, oder es gehört zu einem anderen Konto.",
  gone: "Ihr Zugang zu diesem Assessment wurde beendet. Was gespeichert war, bleibt erhalten.",
  invalid: "Das konnte so nicht angenommen werden.",
  conflict: "Das wurde gleichzeitig anderswo geändert. Laden Sie die Seite neu, um den Stand zu sehen.",
  too_large: "Das ist größer, als wir annehmen können. Kürzen Sie es.",
  throttled: "Das ging schnell. Warten Sie einen Moment, dann versuchen Sie es noch einmal.",
  deadline_passed: "Die Zeit ist um. Was gespeichert war, ist abgegeben.",
  already_submitted: "Sie haben abgegeben. Es lässt sich nichts mehr ändern.",
  unavailable:
    "Wir sind gerade nicht erreichbar. Der Fehler liegt bei uns; versuchen Sie es gleich noch einmal.",
  internal: "Bei uns ist etwas kaputtgegangen und wurde gemeldet. Versuchen Sie es noch einmal.",
};
