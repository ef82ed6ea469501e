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

/** What the help lists, as messages of the room. The clock's own key, T, lives with the clock. */
export const SHORTCUTS = [
  { keys: "keysRun", does: "doesRun" },
  { keys: "keysSave", does: "doesSave" },
  { keys: "keysLeave", does: "doesLeave" },
  { keys: "keysTab", does: "doesTab" },
  { keys: "keysFind", does: "doesFind" },
  { keys: "keysMove", does: "doesMove" },
  { keys: "keysFlag", does: "doesFlag" },
  { keys: "keysGo", does: "doesGo" },
  { keys: "keysTime", does: "doesTime" },
  { keys: "keysHelp", does: "doesHelp" },
] as const;

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
