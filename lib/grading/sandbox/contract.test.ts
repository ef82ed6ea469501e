import { openCgroupV2 } from "./cgroup-v2.ts";
import { sandboxContract } from "./contract.ts";
import { type JudgeOptions, openJudge } from "./detect.ts";

async function open(options: Pick<JudgeOptions, "cgroups" | "driver"> = {}) {
  const judge = await openJudge(2, { languages: ["python"], ...options });
  if (!judge.sandbox) throw new Error(JSON.stringify(judge.report));
  return judge;
}

sandboxContract("bubblewrap with what this machine offers", () => open());
sandboxContract("bubblewrap without cgroups", () =>
  open({ cgroups: { kind: "none", reason: "switched off for the test" } }),
);

/** Where v1 has the controllers, v2 stands beside it without any: it still counts, joins and kills. */
const bare = openCgroupV2("0::/\n", "/sys/fs/cgroup/unified");
if (bare.kind !== "none") sandboxContract("bubblewrap with a bare cgroup v2", () => open({ cgroups: bare }));

sandboxContract("WebAssembly", () => open({ driver: "webassembly" }), {
  result: true,
  together: false,
  processes: false,
});
