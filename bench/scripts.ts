import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/*
 * What the exam room costs a browser in script, read from a build: bytes as a server that compresses with gzip sends
 * them. The bare page is what Next itself needs for a page with nothing on it; what we promise is what comes on top.
 */

/** Bytes, gzip, above the bare page, the Sentry client left out (contract §8). */
export const SCRIPT_BUDGETS = {
  /** The room until its editor is asked for: question, clock, saving, forms. */
  room: 40_000,
  /** With the editor and the one language that is written in. */
  editor: 150_000,
  /** The Sentry client, fetched after the page works. */
  sentry: 25_000,
} as const;

export interface RoomScripts {
  bare: number;
  room: number;
  /** The room, the editor and the largest language. */
  editor: number;
  sentry: number;
  /** Each further language, smallest first. */
  languages: number[];
  /** Bytes, gzip, of scripts of this build, such as a browser fetched. */
  sum: (paths: readonly string[]) => number;
}

const ROOM_PAGE = "app/take/attempts/[attemptId]/page";
/** What only the editor's script, and only Sentry's, holds. */
const EDITOR_MARK = "cm-content";
const SENTRY_MARK = "sentry.javascript";
/** What the editor fetches when somebody searches: no language. */
const SEARCH_MARK = "cm-searchMatch";

/** Lists of chunks that a script fetches when it is first needed: `import("…")` as Turbopack writes it. */
const FETCHED_LATER = /\[((?:"static\/chunks\/[^"]+\.js",?)+)\]/g;

class Build {
  readonly #folder: string;
  readonly #texts = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  text(path: string): string {
    const known = this.#texts.get(path) ?? readFileSync(join(this.#folder, path), "utf8");
    this.#texts.set(path, known);
    return known;
  }

  /** Each script is sent on its own, so each is compressed on its own. */
  bytes(paths: Iterable<string>): number {
    return [...new Set(paths)].reduce((sum, path) => sum + gzipSync(this.text(path)).length, 0);
  }

  fetchedLater(paths: Iterable<string>): string[][] {
    return [...new Set(paths)].flatMap((path) =>
      [...this.text(path).matchAll(FETCHED_LATER)].map((match) =>
        (match[1] ?? "").split(",").map((part) => part.replaceAll('"', "")),
      ),
    );
  }

  holds(paths: readonly string[], mark: string): boolean {
    return paths.some((path) => this.text(path).includes(mark));
  }
}

/** Scripts that the server names in the room's page, its layouts' and their error pages' among them. */
function scriptsOfRoom(build: Build): string[] {
  const source = build.text(`server/${ROOM_PAGE}_client-reference-manifest.js`);
  const json = source.slice(source.indexOf("{", source.indexOf("] =")), source.lastIndexOf("}") + 1);
  const manifest = JSON.parse(json) as { entryJSFiles: Record<string, string[]> };
  return Object.values(manifest.entryJSFiles).flat();
}

/**
 * @param folder a build, `.next`
 * @throws Error where the build is not as this reader knows it: a promise that cannot be checked is not kept.
 */
export function weighRoom(folder: string): RoomScripts {
  const build = new Build(folder);
  const { rootMainFiles } = JSON.parse(build.text("build-manifest.json")) as { rootMainFiles: string[] };
  const bare = new Set(rootMainFiles);
  const without = (paths: readonly string[], ...sets: ReadonlySet<string>[]) =>
    paths.filter((path) => !bare.has(path) && sets.every((set) => !set.has(path)));

  const room = new Set(without(scriptsOfRoom(build)));
  const later = build.fetchedLater([...bare, ...room]);
  const editor = later.find((paths) => build.holds(paths, EDITOR_MARK));
  const sentry = later.find((paths) => build.holds(paths, SENTRY_MARK));
  if (!editor || !sentry) throw new Error("the build does not fetch the editor, or Sentry, on demand");

  const editorOnly = new Set(without(editor, room));
  const languages = build
    .fetchedLater(editorOnly)
    .filter((paths) => !build.holds(without(paths, room, editorOnly), SEARCH_MARK))
    .map((paths) => build.bytes(without(paths, room, editorOnly)))
    .sort((a, b) => a - b);
  const roomBytes = build.bytes(room);
  return {
    bare: build.bytes(bare),
    room: roomBytes,
    editor: roomBytes + build.bytes(editorOnly) + (languages.at(-1) ?? 0),
    sentry: build.bytes(without(sentry, room)),
    languages,
    sum: (paths) => build.bytes(paths),
  };
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1).padStart(7);

/** The table for a terminal. */
export function scriptsTable(weights: Omit<RoomScripts, "sum">): string {
  const { bare, room, editor, sentry, languages } = weights;
  const line = (name: string, bytes: number, budget?: number) =>
    `${name.padEnd(44)} ${kilobytes(bytes)} kB${budget ? `   ≤ ${budget / 1000}` : ""}`;
  return [
    line("A bare page", bare),
    line("Above it: the room before its editor", room, SCRIPT_BUDGETS.room),
    line("Above it: with editor and one language", editor, SCRIPT_BUDGETS.editor),
    line("Sentry, on demand", sentry, SCRIPT_BUDGETS.sentry),
    ...languages.map((bytes, index) =>
      line(`Language ${index + 1} of ${languages.length}, on demand`, bytes),
    ),
  ].join("\n");
}
