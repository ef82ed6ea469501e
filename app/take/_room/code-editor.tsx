"use client";

import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { announce } from "#app/_ui/announce.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import { editorPhrases } from "./editor-phrases.ts";
import type { Editor } from "./editor-setup.ts";

export interface CodeEditorProps {
  /** Another key is another text: of another question or language. */
  docKey: string;
  language: string;
  text: string;
  name: string;
  describedBy: string;
  readOnly: boolean;
  /** The plain text area: for screen readers and whoever prefers it. */
  plain: boolean;
  /** Grows when the text was replaced from outside (reset, restored): typing alone never changes it. */
  replaced: number;
  /** Pixels of the text. */
  codeSize: number;
  /** Holds the editor while there is one: null while it loads, and of the plain text area. */
  handle: RefObject<Editor | null>;
  onChange: (text: string) => void;
  onPaste: (characters: number) => void;
}

/** The ring is drawn above the gutter, which CodeMirror lays over its own. */
const FRAME =
  "relative isolate h-full min-h-48 after:pointer-events-none after:absolute after:inset-0 after:z-300 has-[.cm-focused]:after:outline-2 has-[.cm-focused]:after:-outline-offset-2 has-[.cm-focused]:after:outline-accent";

/** The answer's code: CodeMirror, or a plain text area while it loads, when it cannot, and when that is preferred. */
export function CodeEditor(props: CodeEditorProps) {
  const [rich, setRich] = useState(false);
  const shown = rich && !props.plain;
  return (
    <div className={FRAME} data-editor>
      {!shown && <PlainEditor {...props} />}
      {!props.plain && <RichEditor {...props} ready={rich} onReady={setRich} />}
    </div>
  );
}

function PlainEditor({ text, name, describedBy, readOnly, plain, onChange, onPaste }: CodeEditorProps) {
  return (
    <textarea
      aria-label={name}
      aria-describedby={describedBy}
      value={text}
      readOnly={readOnly}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      wrap="off"
      onChange={(event) => onChange(event.currentTarget.value)}
      onPaste={(event) => onPaste(event.clipboardData.getData("text/plain").length)}
      className={`absolute inset-0 size-full resize-none bg-surface py-2 pe-4 code-field focus-visible:-outline-offset-2 ${plain ? "ps-4" : "ps-10"}`}
    />
  );
}

function RichEditor(props: CodeEditorProps & { ready: boolean; onReady: (ready: boolean) => void }) {
  const { docKey, language, readOnly, text, replaced, codeSize } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = props.handle;
  const t = useWords("room");
  const onChange = useEffectEvent(props.onChange);
  const onPaste = useEffectEvent(props.onPaste);
  const onReady = useEffectEvent(props.onReady);

  const build = useEffectEvent(async (isCurrent: () => boolean) => {
    try {
      const setup = await import("./editor-setup.ts");
      const extension = await setup.languageExtension(language);
      if (!host.current || !isCurrent()) return;
      const { name, describedBy } = props;
      const handlers = {
        onChange: (next: string) => onChange(next),
        onPaste: (size: number) => onPaste(size),
        onEscape: () => announce(t("tabLeavesOnce")),
        onTabMode: (leaves: boolean) => announce(t(leaves ? "tabLeaves" : "tabIndents")),
      };
      const parts = {
        parent: host.current,
        name,
        describedBy,
        text: latest.current,
        readOnly,
        phrases: editorPhrases(t),
        ...handlers,
      };
      // Whoever writes in the plain text area goes on where they were, and no key falls between the two.
      const area = document.activeElement;
      const isWriting = area instanceof HTMLTextAreaElement && area.closest("[data-editor]") !== null;
      editor.current = setup.createEditor(parts, language, extension);
      if (isWriting) editor.current.select(area.selectionStart, area.selectionEnd);
      flushSync(() => onReady(true));
      if (isWriting) editor.current?.view.focus();
    } catch {
      // The script did not come (offline at the start): the plain text area stays, and nothing is lost.
    }
  });

  const latest = useRef(text);
  latest.current = text;

  useEffect(() => {
    let current = true;
    void build(() => current);
    return () => {
      current = false;
      editor.current?.view.destroy();
      editor.current = null;
      onReady(false);
    };
  }, [docKey]);

  // Once more when it stands: whether this tab writes may have become known while its script came.
  useEffect(() => editor.current?.setReadOnly(readOnly), [editor, readOnly, props.ready]);

  // Of another size each line stands elsewhere: CodeMirror measures anew.
  useEffect(() => editor.current?.view.requestMeasure(), [editor, codeSize]);

  // One step that Undo takes back. The text is not compared as it is typed: a render late by a keystroke would undo it.
  useEffect(() => {
    const view = editor.current?.view;
    if (!view || view.state.doc.toString() === text) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  }, [replaced]);

  return <div ref={host} className={`absolute inset-0 ${props.ready ? "" : "invisible"}`} />;
}
