"use client";

import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";
import { useWords } from "#app/_words/words-provider.tsx";
import { keepChoice } from "./keep-choice.ts";

/** Percent of the first pane. Steps and ends are those of the ARIA window-splitter pattern, sized for 1280. */
const MIN = 25;
const MAX = 75;
const STEP = 2;
const LARGE_STEP = 10;

const clamp = (percent: number) => Math.min(MAX, Math.max(MIN, percent));

function keep(name: string, percent: number) {
  keepChoice(`split-${name}`, Math.round(clamp(percent) / 5) * 5);
}

type SplitterProps = {
  /** Names the divider by what it sizes: “Width of the question”. */
  label: string;
  first: ReactNode;
  second: ReactNode;
  /** `columns`: side by side. `rows`: one above the other. */
  direction?: "columns" | "rows";
  /** Percent of the first pane, a multiple of 5 from 25 to 75; the server reads it from the cookie `split-{name}`. */
  initial?: number;
  /** Remembers the divider under this name. */
  name?: string;
  /** A new object moves the divider there: the way for whoever can neither drag nor use keys. */
  place?: { percent: number };
};

/** Two panes and a divider that pointer and keyboard move alike. Fills its parent. */
export function Splitter(props: SplitterProps) {
  const { label, first, second, direction = "columns", initial = 40, name, place } = props;
  const t = useWords("kit");
  const frame = useRef<HTMLDivElement>(null);
  const [percent, setPercent] = useState(initial);
  const lastOpen = useRef(initial);
  const collapsed = percent === 0;
  const columns = direction === "columns";

  function move(next: number) {
    setPercent(next);
    if (next > 0) lastOpen.current = next;
    // A property set by script is no style attribute, so the page's policy allows it.
    frame.current?.style.setProperty("--split", `${next}%`);
    if (name && next > 0) keep(name, next);
  }

  const moveTo = useEffectEvent(move);
  useEffect(() => {
    if (place) moveTo(clamp(place.percent));
  }, [place]);

  function drag(event: PointerEvent<HTMLElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame.current) return;
    const box = frame.current.getBoundingClientRect();
    const share = columns ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height;
    move(Math.round(clamp(share * 100)));
  }

  function press(event: KeyboardEvent) {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const moves: Record<string, number> = {
      [columns ? "ArrowLeft" : "ArrowUp"]: clamp(percent - step),
      [columns ? "ArrowRight" : "ArrowDown"]: clamp(percent + step),
      Home: MIN,
      End: MAX,
      Enter: collapsed ? lastOpen.current : 0,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    move(next);
  }

  return (
    <div
      ref={frame}
      data-split={initial}
      data-direction={direction}
      data-folded={collapsed || undefined}
      className="splitter"
    >
      <div className="min-h-0 min-w-0 overflow-auto" hidden={collapsed}>
        {first}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved */}
      <div
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={columns ? "vertical" : "horizontal"}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={MAX}
        aria-valuetext={collapsed ? t("foldedAway") : `${percent} %`}
        className="divider"
        onKeyDown={press}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => move(initial)}
      />
      <div className="min-h-0 min-w-0 overflow-auto">{second}</div>
    </div>
  );
}
