import { useEffect, useEffectEvent } from "react";
import type { AttemptView } from "#lib/attempts/schema.ts";
import type { Clock } from "./kept-room.ts";
import type { Saver } from "./saver.ts";

const load = () => import("./kept-room.ts");
const none = () => undefined;

/**
 * Has this device keep the room for a reload without a network. Fetched once the room stands; without it all is as before.
 * @param ready what this device held has been read: no newer word of the server's is written over it.
 */
export function useKeptRoom(
  view: AttemptView,
  saver: Saver,
  clock: Clock,
  setClock: (clock: Clock) => void,
  onSignedOut: () => void,
  ready: boolean,
): void {
  const seat = useEffectEvent(() => ({ view, saver, setClock, onSignedOut }));
  useEffect(() => {
    if (!ready) return;
    const attended = load().then(({ attend }) => attend(seat()), none);
    return () => void attended.then((leave) => leave?.());
  }, [saver, ready]);

  useEffect(() => void load().then(({ keepClock }) => keepClock(view, clock), none), [view, clock]);
}
