import { circleAlert, circleCheck, loaderCircle, x } from "#app/_ui/icons.ts";
import { type Face, StatusFace } from "#app/_ui/status.tsx";
import type { LibraryState } from "#lib/assessments/library/queries.ts";

const FACES: Record<LibraryState, Face> = {
  published: { icon: circleCheck, word: "Published", tone: "pass" },
  checking: { icon: loaderCircle, word: "Being checked", tone: "neutral" },
  ready: { icon: circleAlert, word: "Ready to publish", tone: "warn" },
  refused: { icon: x, word: "Refused", tone: "fail" },
};

/** Where a question stands, by outline, word and colour. */
export function QuestionState({ state }: { state: LibraryState }) {
  return <StatusFace face={FACES[state]} />;
}
