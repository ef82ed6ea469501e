"use client";

import type { KeyboardEvent } from "react";

export interface PaneTab {
  id: string;
  label: string;
}

interface PaneTabsProps {
  label: string;
  tabs: readonly PaneTab[];
  current: string;
  onChange: (id: string) => void;
  /** The panel's id for a tab; every panel of ours is in the page. */
  panelId: (id: string) => string;
  /** Fills the width with equal parts. */
  wide?: boolean;
  className?: string;
}

/** Tabs inside a page: arrows choose, as in the ARIA pattern with automatic activation. */
export function PaneTabs({ label, tabs, current, onChange, panelId, wide, className = "" }: PaneTabsProps) {
  function press(event: KeyboardEvent<HTMLButtonElement>, index: number) {
    const last = tabs.length - 1;
    const moves: Record<string, number> = {
      ArrowRight: index === last ? 0 : index + 1,
      ArrowLeft: index === 0 ? last : index - 1,
      Home: 0,
      End: last,
    };
    const next = tabs[moves[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    onChange(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  }

  return (
    <div role="tablist" aria-label={label} className={`flex ${wide ? "" : "gap-4"} ${className}`}>
      {tabs.map((tab, index) => (
        <button
          key={tab.id}
          id={`tab-${tab.id}`}
          type="button"
          role="tab"
          aria-selected={tab.id === current}
          aria-controls={panelId(tab.id)}
          tabIndex={tab.id === current ? 0 : -1}
          onClick={() => onChange(tab.id)}
          onKeyDown={(event) => press(event, index)}
          className={`min-h-8 border-b-2 border-transparent px-1 text-14 text-muted hover:text-text focus-visible:-outline-offset-2 aria-selected:border-accent forced-colors:border-[Canvas] forced-colors:aria-selected:border-[Highlight] aria-selected:font-medium aria-selected:text-text pointer-coarse:min-h-11 ${wide ? "flex-1" : ""}`}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
