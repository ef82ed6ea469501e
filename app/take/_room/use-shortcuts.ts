import { useEffect, useEffectEvent } from "react";

export interface ShortcutActions {
  run: () => void;
  save: () => void;
  next: () => void;
  previous: () => void;
  flag: () => void;
  focusQuestion: () => void;
  focusAnswer: () => void;
  focusResults: () => void;
  help: () => void;
}

/** What the help lists. The clock's own key, T, lives with the clock. */
export const SHORTCUTS: readonly { keys: string; does: string }[] = [
  { keys: "Ctrl or Cmd + Enter", does: "Run" },
  { keys: "Ctrl or Cmd + S", does: "Save now, and say whether all is saved" },
  { keys: "Esc, then Tab", does: "Leave the editor" },
  { keys: "Ctrl + M (Mac: Shift + Option + M)", does: "Let Tab leave the editor from now on" },
  { keys: "Alt + Shift + N, P", does: "Next question, previous question" },
  { keys: "Alt + Shift + F", does: "Flag the question to come back to" },
  { keys: "Alt + Shift + Q, E, R", does: "Go to the question, the editor, the results" },
  { keys: "Alt + Shift + T", does: "Say the time left" },
  { keys: "Alt + Shift + K", does: "Show these keys" },
];

/** By the key's place, not its letter: the same fingers on every layout. */
const BY_CODE: Record<string, keyof ShortcutActions> = {
  KeyN: "next",
  KeyP: "previous",
  KeyF: "flag",
  KeyQ: "focusQuestion",
  KeyE: "focusAnswer",
  KeyR: "focusResults",
  KeyK: "help",
};

function actionOf(event: KeyboardEvent): keyof ShortcutActions | undefined {
  if (event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey) return BY_CODE[event.code];
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    if (event.code === "Enter" || event.code === "NumpadEnter") return "run";
    if (event.code === "KeyS") return "save";
  }
  return undefined;
}

export function useShortcuts(actions: ShortcutActions): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    actions[action]();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    // Before the editor sees the key.
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, []);
}
