import { isAlias, isCollection, isMap, isPair, isScalar, parseDocument } from "yaml";
import { PackageError } from "./schema.ts";

/**
 * YAML is read on the web's only thread, and an author's file may be hostile: what a short text can cost is bounded
 * before it is parsed (bytes and nesting) and before it is turned into values (keys and aliases).
 */
export const MAX_YAML_BYTES = 64 * 1024;
const MAX_DEPTH = 32;
const MAX_LINES = 4_000;
const MAX_ENTRIES = 5_000;
const MAX_ALIASES = 100;

type Document = ReturnType<typeof parseDocument>;

/** @throws PackageError naming the file and what is wrong with it. */
export function readYaml(path: string, text: string): unknown {
  refuseCostly(path, text);
  // The library compares every key with every other one; ours does it in one pass.
  const document = parseDocument(text, {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const broken = document.errors[0];
  if (broken) {
    const line = text.slice(0, broken.pos[0]).split("\n").length;
    throw new PackageError(path, `is not valid YAML: ${broken.message.split("\n")[0]} at line ${line}`);
  }
  refuseSprawling(path, document);
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    throw new PackageError(path, `cannot be read: ${(error as Error).message}`);
  }
}

function refuseCostly(path: string, text: string): void {
  if (Buffer.byteLength(text) > MAX_YAML_BYTES) {
    throw new PackageError(path, `is larger than ${MAX_YAML_BYTES / 1024} KiB`);
  }
  if ((text.match(/[\r\n]/g)?.length ?? 0) > MAX_LINES) {
    throw new PackageError(path, `has more than ${MAX_LINES.toLocaleString("en")} lines`);
  }
  if ((text.match(/[,[{]/g)?.length ?? 0) > MAX_ENTRIES) {
    throw new PackageError(path, `holds more than ${MAX_ENTRIES.toLocaleString("en")} entries`);
  }
  if (deepest(text) > MAX_DEPTH) {
    throw new PackageError(path, `is nested more than ${MAX_DEPTH} levels deep`);
  }
}

/** An upper bound of the nesting: brackets that are open at once, and markers of lists that follow each other. */
function deepest(text: string): number {
  let open = 0;
  let most = 0;
  for (const char of text) {
    if (char === "[" || char === "{") most = Math.max(most, ++open);
    else if (char === "]" || char === "}") open = Math.max(0, open - 1);
  }
  for (const line of text.split(/[\r\n]/)) {
    const markers = /^[\s?:-]*/.exec(line)?.[0] ?? "";
    most = Math.max(most, markers.match(/[?:-](?=\s)/g)?.length ?? 0);
  }
  return most;
}

function refuseSprawling(path: string, document: Document): void {
  const left: { node: unknown; depth: number }[] = [{ node: document.contents, depth: 1 }];
  let entries = 0;
  let aliases = 0;
  for (let next = left.pop(); next; next = left.pop()) {
    const { node, depth } = next;
    if (depth > MAX_DEPTH) {
      throw new PackageError(path, `is nested more than ${MAX_DEPTH} levels deep`);
    }
    if (isAlias(node) && ++aliases > MAX_ALIASES) {
      throw new PackageError(path, `holds more than ${MAX_ALIASES} aliases`);
    }
    if (isScalar(node) && typeof node.value === "string" && node.value.includes("\0")) {
      throw new PackageError(path, "holds a NUL character; remove it");
    }
    if (isPair(node)) {
      left.push({ node: node.key, depth }, { node: node.value, depth });
    } else if (isCollection(node)) {
      entries += node.items.length;
      if (entries > MAX_ENTRIES) {
        throw new PackageError(path, `holds more than ${MAX_ENTRIES.toLocaleString("en")} entries`);
      }
      if (isMap(node)) refuseTwins(path, node.items);
      for (const item of node.items) left.push({ node: item, depth: depth + 1 });
    }
  }
}

function refuseTwins(path: string, pairs: readonly { key: unknown }[]): void {
  const seen = new Set<string>();
  for (const { key } of pairs) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    if (seen.has(name)) throw new PackageError(path, `has the key "${name.slice(0, 60)}" twice`);
    seen.add(name);
  }
}
