import {
  cursorCharLeft,
  cursorCharRight,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  indentWithTab,
  moveLineDown,
  moveLineUp,
  standardKeymap,
  toggleComment,
} from "@codemirror/commands";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  LanguageSupport,
  syntaxHighlighting,
} from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  type KeyBinding,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { indentOf, parserOf } from "./editor-modes.ts";

/* Loaded on demand: nothing here is in the room's first script. */

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--code-number)" },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.definition(tags.variableName)),
      tags.definition(tags.variableName),
      tags.className,
    ],
    color: "var(--code-name)",
  },
  { tag: tags.comment, color: "var(--code-comment)" },
]);

/** What people's fingers know; each further command of CodeMirror's would be script for everyone. */
const keys: KeyBinding[] = [
  ...standardKeymap,
  ...historyKeymap,
  indentWithTab,
  { key: "Mod-[", run: indentLess },
  { key: "Mod-]", run: indentMore },
  { key: "Mod-/", run: toggleComment },
  { key: "Alt-ArrowUp", run: moveLineUp },
  { key: "Alt-ArrowDown", run: moveLineDown },
];

/** Search comes when it is first asked for. */
async function openSearch(view: EditorView, phrases: Record<string, string>): Promise<void> {
  const search = await import("./editor-search.ts");
  search.openSearch(view, phrases);
}

/** Keys that a phone's keyboard lacks, or hides. */
function pressKey(view: EditorView, key: string): void {
  if (key === "Tab") indentMore(view);
  else if (key === "ArrowLeft") cursorCharLeft(view);
  else if (key === "ArrowRight") cursorCharRight(view);
  else view.dispatch(view.state.replaceSelection(key), { scrollIntoView: true, userEvent: "input.type" });
  view.focus();
}

const look = EditorView.theme({
  "&": {
    height: "100%",
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    fontSize: "var(--code-size, 0.875rem)",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-geist-mono), ui-monospace, monospace", lineHeight: "1.5714" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--icon)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--sunken)" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--accent-tint)",
    outline: "1px solid var(--control)",
  },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--warn-tint)" },
  "@media (pointer: coarse)": { "&": { fontSize: "max(1rem, var(--code-size, 1rem))" } },
});

/** The language's extension, fetched when it is first needed; a language without one is edited as plain text. */
export async function languageExtension(language: string): Promise<Extension> {
  const parser = await parserOf(language);
  return parser ? new LanguageSupport(parser) : [];
}

/**
 * The nonce under which this document may add styles. Not the one of the request that brought the room: when the room is
 * reached by a link inside the portal, the document and its policy are still the first page's.
 */
function documentNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}

export interface EditorParts {
  parent: HTMLElement;
  text: string;
  /** What a screen reader hears: "Answer to question 2, Python". */
  name: string;
  describedBy: string;
  readOnly: boolean;
  onChange: (text: string) => void;
  onPaste: (characters: number) => void;
  /** Escape was pressed: the next Tab leaves the editor. */
  onEscape: () => void;
  /** Ctrl+M was pressed: whether Tab leaves the editor from now on. */
  onTabMode: (leaves: boolean) => void;
  /** CodeMirror's own words, in the reader's language. */
  phrases: Record<string, string>;
}

export interface Editor {
  view: EditorView;
  setReadOnly: (readOnly: boolean) => void;
  select: (from: number, to: number) => void;
  openSearch: () => void;
  /** A character, or `Tab`, `ArrowLeft`, `ArrowRight`. */
  pressKey: (key: string) => void;
}

function access(readOnly: boolean): Extension {
  return [EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly)];
}

/** Tab indents; Escape, then Tab, leaves, and Ctrl+M (Shift+Option+M on a Mac) frees Tab for good: both are CodeMirror's own. */
export function createEditor(parts: EditorParts, language: string, extension: Extension): Editor {
  const lock = new Compartment();
  let tabLeaves = false;
  const ownKeys: KeyBinding[] = [
    {
      key: "Ctrl-m",
      mac: "Shift-Alt-m",
      run: (target) => {
        tabLeaves = !tabLeaves;
        target.setTabFocusMode(tabLeaves);
        parts.onTabMode(tabLeaves);
        return true;
      },
    },
    {
      key: "Escape",
      run: () => {
        if (!tabLeaves) parts.onEscape();
        // What Escape does is CodeMirror's own.
        return false;
      },
    },
    {
      key: "Mod-f",
      run: (target) => {
        void openSearch(target, parts.phrases);
        return true;
      },
    },
  ];
  const state = EditorState.create({
    doc: parts.text,
    extensions: [
      EditorView.cspNonce.of(documentNonce()),
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightActiveLine(),
      history(),
      indentOnInput(),
      indentUnit.of(indentOf(language)),
      bracketMatching(),
      syntaxHighlighting(colours),
      look,
      keymap.of([...ownKeys, ...keys]),
      extension,
      lock.of(access(parts.readOnly)),
      EditorView.contentAttributes.of({
        "aria-label": parts.name,
        "aria-describedby": parts.describedBy,
        // What scrolls is reached by keyboard, also where it can only be read.
        tabindex: "0",
        autocapitalize: "off",
        autocorrect: "off",
        spellcheck: "false",
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) parts.onChange(update.state.doc.toString());
      }),
      EditorView.domEventHandlers({
        paste: (event) => {
          const text = event.clipboardData?.getData("text/plain") ?? "";
          if (text) parts.onPaste(text.length);
        },
      }),
    ],
  });
  const view = new EditorView({ state, parent: parts.parent });
  return {
    view,
    setReadOnly: (readOnly) => view.dispatch({ effects: lock.reconfigure(access(readOnly)) }),
    select: (from, to) => {
      const { length } = view.state.doc;
      view.dispatch({ selection: { anchor: Math.min(from, length), head: Math.min(to, length) } });
    },
    openSearch: () => void openSearch(view, parts.phrases),
    pressKey: (key) => pressKey(view, key),
  };
}
