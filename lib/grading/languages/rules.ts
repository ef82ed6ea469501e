import type { LanguageStatus, SandboxReport } from "../sandbox/detect.ts";

/** What one live worker can judge. */
export interface WorkerReport {
  /** Its machine and process. */
  worker: string;
  report: SandboxReport;
}

/** One language over all workers that could judge it. */
export interface MergedLanguage {
  id: string;
  name: string;
  /** Workers that have it, and those that judge at all. */
  on: number;
  of: number;
  /** What each worker says of it, the same words once. */
  said: { workers: string[]; status: LanguageStatus }[];
}

const wordsOf = (status: LanguageStatus) =>
  status.on ? status.version : `${status.why}\n${status.fix ?? ""}`;

/**
 * What several workers have between them, in the order of the first that names it. A worker without a sandbox has no
 * word on languages while another judges: it is its sandbox that is missing.
 */
export function mergeLanguages(workers: readonly WorkerReport[]): MergedLanguage[] {
  const judging = workers.filter(({ report }) => report.driver !== "none");
  const asked = judging.length > 0 ? judging : workers;
  const merged = new Map<string, MergedLanguage>();
  for (const { worker, report } of asked) {
    for (const status of report.languages) {
      const { id, name } = status;
      const language = merged.get(id) ?? { id, name, on: 0, of: asked.length, said: [] };
      merged.set(id, language);
      if (status.on) language.on++;
      const same = language.said.find((one) => wordsOf(one.status) === wordsOf(status));
      if (same) same.workers.push(worker);
      else language.said.push({ workers: [worker], status });
    }
  }
  return [...merged.values()];
}
