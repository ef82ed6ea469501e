import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { LocalAnswer } from "./local-store.ts";
import { withDrafts } from "./room-rules.ts";

/** A text, and the last one in each of its question's languages. */
export type Entry = Pick<LocalAnswer, "content" | "drafts">;

const DRAFT_CHARACTERS = 100_000;

const languageOf = (content?: AnswerContent) =>
  content && "language" in content ? content.language : undefined;

/** What stands in the editors, and which texts of other languages the server has not got: they go along with a save. */
export class Contents {
  readonly #all = new Map<string, Entry>();
  /** Question → language → the text that gave way to another language before it was committed. */
  readonly #owed = new Map<string, Map<string, AnswerContent>>();

  of(itemId: string): Entry | undefined {
    return this.#all.get(itemId);
  }

  draftsOf(itemId: string): Record<string, string> {
    return this.of(itemId)?.drafts ?? {};
  }

  put(itemId: string, content: AnswerContent, drafts = this.draftsOf(itemId)): void {
    this.#all.set(itemId, withDrafts(content, drafts));
  }

  /** @param isCommitted the server has what stands there until now. */
  edit(itemId: string, content: AnswerContent, isCommitted: boolean): void {
    const before = this.of(itemId)?.content;
    const language = languageOf(content);
    if (before && !isCommitted && languageOf(before) !== language) this.#owe(itemId, before);
    if (language) this.#owed.get(itemId)?.delete(language);
    this.put(itemId, content);
  }

  #owe(itemId: string, content: AnswerContent): void {
    const language = languageOf(content);
    // Beside another one a longer text does not fit into a save: it stays on this device alone.
    if (!language || !("source" in content) || content.source.length > DRAFT_CHARACTERS) return;
    const owed = this.#owed.get(itemId) ?? new Map<string, AnswerContent>();
    this.#owed.set(itemId, owed.set(language, content));
  }

  takeOver(local: LocalAnswer): void {
    const { itemId, content, drafts } = local;
    this.put(itemId, content, { ...this.draftsOf(itemId), ...drafts });
    this.oweAs(local);
  }

  /** Takes over which languages this device had not sent. @returns whether there are any. */
  oweAs({ itemId, drafts, owed = [] }: LocalAnswer): boolean {
    for (const language of owed) this.#owe(itemId, { language, source: drafts[language] ?? "" });
    return owed.length > 0;
  }

  /**
   * A text of another language that goes along with the answer's next save, and whether it is the last one.
   * @param isLean none goes along.
   */
  owedOf(itemId: string, isLean: boolean): { draft?: AnswerContent; isLast: boolean } {
    const owed = [...(this.#owed.get(itemId)?.values() ?? [])];
    const draft = isLean ? undefined : owed[0];
    return { draft, isLast: owed.length <= Number(draft !== undefined) };
  }

  /** It was committed, or never will be. */
  settle(itemId: string, content: AnswerContent): void {
    const owed = this.#owed.get(itemId);
    const language = languageOf(content) ?? "";
    if (owed?.get(language) === content) owed.delete(language);
  }

  /** For this device: the entry with what is owed. */
  rowOf(itemId: string, entry: Entry): Entry & Pick<LocalAnswer, "owed"> {
    const owed = [...(this.#owed.get(itemId)?.keys() ?? [])];
    return owed.length > 0 ? { ...entry, owed } : entry;
  }

  /** What was owed stands aside now. */
  forgive(itemId: string): void {
    this.#owed.delete(itemId);
  }
}
