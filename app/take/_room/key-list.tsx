import { useWords } from "#app/_words/words-provider.tsx";

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

/** Every key of the room with what it does. */
export function KeyList() {
  const t = useWords("room");
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-14 max-md:grid-cols-1 max-md:[&_dd]:mb-1.5">
      {SHORTCUTS.map(({ keys, does }) => (
        <div key={keys} className="contents">
          <dt className="font-mono">{t(keys)}</dt>
          <dd>{t(does)}</dd>
        </div>
      ))}
    </dl>
  );
}
