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
