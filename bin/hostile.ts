import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Arena } from "#lib/grading/sandbox/hostile/arena.ts";
import { allBouts } from "#lib/grading/sandbox/hostile/selection.ts";
import { withHostileTable } from "#lib/grading/sandbox/hostile/table.ts";
import type { HostileRecord, HostileVerdicts } from "#lib/grading/sandbox/hostile/types.ts";

const USAGE = `Usage: npm run hostile [-- --only ID,…] [--language ID,…] [--dry]

Lets every hostile program loose in every language that this machine has, with cgroups and without, and writes what
came of it to SECURITY.md. With --only, --language or --dry nothing is written.
Exit code: 0 when all walls held, 1 when not.`;

const RECORD = "lib/grading/sandbox/hostile/latest.json";
const WITHOUT = { cgroups: { kind: "none", reason: "switched off for the trial" } } as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      language: { type: "string" },
      dry: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const wanted = {
    ids: values.only?.split(",") ?? null,
    languages: values.language?.split(",") ?? null,
  };
  const full = await faceAll({}, wanted);
  const degraded = await faceAll(WITHOUT, wanted);
  const faults = full.faults + degraded.faults;
  process.stdout.write(`${full.runs + degraded.runs} runs, ${faults} faults\n`);
  if (faults === 0 && !wanted.ids && !wanted.languages && !values.dry) {
    const { sandbox, toolchains, verdicts } = full;
    const record: HostileRecord = { sandbox, toolchains, verdicts, degraded: degraded.verdicts };
    writeFileSync(RECORD, `${JSON.stringify(record, null, 2)}\n`);
    writeFileSync("SECURITY.md", withHostileTable(readFileSync("SECURITY.md", "utf8"), record));
  }
  return faults === 0 ? 0 : 1;
}

async function faceAll(
  options: Parameters<typeof Arena.open>[1],
  wanted: { ids: string[] | null; languages: string[] | null },
) {
  const arena = await Arena.open(process.env, options);
  const { sandbox, runtimes } = arena.judge;
  const verdicts: HostileVerdicts = {};
  const toolchains: Record<string, string> = {};
  let faults = 0;
  let runs = 0;
  try {
    for (const { program, language, source } of allBouts(wanted.languages ?? arena.languages)) {
      if (wanted.ids && !wanted.ids.includes(program.id)) continue;
      const outcome = await arena.face(program, language, source);
      runs++;
      if (outcome.faults.length > 0) faults++;
      const said = [program.id, language, outcome.verdict, `${Math.round(outcome.tookMs)} ms`];
      process.stdout.write(`${[...said, ...outcome.faults].join("\t")}\n`);
      verdicts[language] = `${verdicts[language] ?? ""} ${program.id}:${outcome.verdict}`.trim();
    }
    for (const [id, { tool }] of runtimes) if (verdicts[id]) toolchains[id] = tool.version;
  } finally {
    await arena.close();
  }
  return { sandbox: `${sandbox.version}, ${sandbox.limits.memory}`, toolchains, verdicts, faults, runs };
}

process.exitCode = await main();
