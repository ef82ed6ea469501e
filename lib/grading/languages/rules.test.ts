import { describe, expect, test } from "vitest";
import type { LanguageStatus, SandboxReport } from "../sandbox/detect.ts";
import { mergeLanguages } from "./rules.ts";

const on: LanguageStatus = { id: "go", name: "Go", on: true, version: "go1.19" };
const off: LanguageStatus = { id: "go", name: "Go", on: false, why: "no go on this machine" };
const rust: LanguageStatus = { id: "rust", name: "Rust", on: false, why: "no rustc on this machine" };

const limits = { cpu: "", memory: "", processes: "", output: "", network: "", degraded: false };
const judging = (worker: string, ...languages: LanguageStatus[]) => {
  const report: SandboxReport = { driver: "bubblewrap", version: "0.8", limits, languages };
  return { worker, report };
};
const without = (worker: string) => {
  const languages: LanguageStatus[] = [{ id: "go", name: "Go", on: false, why: "no sandbox" }];
  const report: SandboxReport = { driver: "none", reason: "no bubblewrap", fix: "install it", languages };
  return { worker, report };
};

describe("what several workers can judge", () => {
  test("is said of each where they differ, and once where they do not", () => {
    expect(mergeLanguages([judging("a", off, rust), judging("b", on, rust)])).toEqual([
      {
        id: "go",
        name: "Go",
        on: 1,
        of: 2,
        said: [
          { workers: ["a"], status: off },
          { workers: ["b"], status: on },
        ],
      },
      { id: "rust", name: "Rust", on: 0, of: 2, said: [{ workers: ["a", "b"], status: rust }] },
    ]);
  });

  test("leaves the reasons for a missing language to the workers that judge", () => {
    const [go] = mergeLanguages([without("a"), judging("b", off)]);
    expect(go).toMatchObject({ on: 0, of: 1, said: [{ workers: ["b"], status: off }] });
    expect(mergeLanguages([without("a")])).toMatchObject([{ on: 0, of: 1, said: [{ workers: ["a"] }] }]);
    expect(mergeLanguages([])).toEqual([]);
  });
});
