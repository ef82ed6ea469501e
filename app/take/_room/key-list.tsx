import { useWords } from "#app/_words/words-provider.tsx";
import { SHORTCUTS } from "./use-shortcuts.ts";

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
