import type { room } from "#app/_words/en/room.ts";
import type { Words } from "#app/_words/message.ts";

/** What CodeMirror's search says, by its own English; `$` is a place that it fills. */
export function editorPhrases(t: Words<typeof room>): Record<string, string> {
  return {
    Find: t("find"),
    Replace: t("replaceWith"),
    next: t("findNext"),
    previous: t("findPrevious"),
    all: t("findAll"),
    "match case": t("matchCase"),
    regexp: t("regexp"),
    "by word": t("byWord"),
    replace: t("replace"),
    "replace all": t("replaceAll"),
    close: t("closeSearch"),
    "current match": t("currentMatch"),
    "replaced $ matches": t("replacedMany"),
    "replaced match on line $": t("replacedOne"),
    "on line": t("onLine"),
    "Go to line": t("goToLine"),
    go: t("go"),
  };
}
