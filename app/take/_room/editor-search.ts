import { openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { EditorState, StateEffect } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

/* Fetched when somebody searches for the first time. */

const look = EditorView.theme({
  ".cm-panels": { backgroundColor: "var(--page)", color: "var(--text)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--hairline)" },
  ".cm-panel.cm-search": {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px 8px",
    padding: "6px 40px 6px 12px",
    fontFamily: "var(--font-geist-sans), system-ui, sans-serif",
    fontSize: "14px",
  },
  ".cm-panel.cm-search br": { flexBasis: "100%", content: "''" },
  ".cm-panel.cm-search :is(input, button, label)": { margin: "0", fontSize: "14px" },
  ".cm-panel.cm-search label": {
    display: "inline-flex",
    alignItems: "center",
    gap: "4px",
    minHeight: "24px",
  },
  ".cm-textfield": {
    minHeight: "28px",
    padding: "0 8px",
    background: "var(--surface)",
    color: "var(--text)",
    border: "1px solid var(--control)",
    borderRadius: "6px",
  },
  ".cm-button": {
    minHeight: "28px",
    padding: "0 8px",
    backgroundImage: "none",
    background: "var(--surface)",
    color: "var(--text)",
    border: "1px solid var(--control)",
    borderRadius: "6px",
  },
  ".cm-button:hover": { background: "var(--hover)" },
  ".cm-button:active": { backgroundImage: "none", background: "var(--active)" },
  ".cm-panel.cm-search [name=close]": {
    top: "6px",
    right: "8px",
    minWidth: "28px",
    minHeight: "28px",
    color: "var(--text)",
    fontSize: "18px",
  },
  ".cm-searchMatch": { backgroundColor: "var(--warn-tint)", outline: "1px solid var(--warn-mark)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--accent-select)", outline: "2px solid var(--accent)" },
});

const prepared = new WeakSet<EditorView>();

/** Opens the search above the text, and goes to its field. Escape closes it and goes back to the text. */
export function openSearch(view: EditorView, phrases: Record<string, string>): void {
  if (!prepared.has(view)) {
    prepared.add(view);
    const extensions = [
      search({ top: true }),
      keymap.of(searchKeymap),
      EditorState.phrases.of(phrases),
      look,
    ];
    view.dispatch({ effects: StateEffect.appendConfig.of(extensions) });
  }
  openSearchPanel(view);
}
