import { getQuickJS, type QuickJSContext, type QuickJSHandle, type VmCallResult } from "quickjs-emscripten";
import { capMemory, pause, RESULT_FD, receiveJob, writeAll } from "./job.ts";
import { NODE_WORDS } from "./node-words.ts";

/*
 * QuickJS as WebAssembly, in a process of its own that runs one program. What programs expect of Node to read their input
 * and write their output is in node-words.ts; the rest of Node is not there.
 */

const STACK_BYTES = 512 * 1024;

const quickjs = await getQuickJS();
const job = receiveJob();
const files = new Map(job.files.map(({ name, content }) => [`/w/${name}`, Buffer.from(content).toString()]));
const runtime = quickjs.newRuntime();
// QuickJS's own limit counts a few bytes an allocation here, whatever its size: only a count of the pages holds.
const cap = capMemory(job.memoryBytes);
runtime.setMaxStackSize(STACK_BYTES);
const vm = runtime.newContext();
const timers: { at: number; id: number; call: QuickJSHandle }[] = [];
let lastTimer = 0;

type ErrorParts = { name?: string; message?: string; stack?: string };

/** Ends the process with what an uncaught error says. */
function fail(result: VmCallResult<QuickJSHandle>): QuickJSHandle {
  if (!result.error) return result.value;
  // What is said of an error takes memory too, also where it is that memory has run out.
  cap.lift();
  const error = vm.dump(result.error) as ErrorParts | string | null;
  const words =
    typeof error === "object" && error !== null
      ? `${error.name ?? "Error"}: ${error.message ?? ""}\n${error.stack ?? ""}`
      : // Where there is no room even for the error, nothing is thrown.
        error === null && cap.isReached()
        ? "InternalError: out of memory"
        : `Uncaught ${String(error)}`;
  writeAll(2, Buffer.from(`${words.trimEnd()}\n`));
  process.exit(1);
}

// Recursion without end fills the stack of the engine itself, whose frames say nothing to anybody.
process.once("uncaughtException", ({ name, message }) => {
  writeAll(2, Buffer.from(`${name}: ${message}\n`));
  process.exit(1);
});

const HOST: Record<string, (...given: QuickJSHandle[]) => QuickJSHandle | undefined> = {
  write: (fd, text) => {
    const descriptor = vm.getNumber(fd as QuickJSHandle);
    if (descriptor >= 1 && descriptor <= RESULT_FD)
      writeAll(descriptor, Buffer.from(vm.getString(text as QuickJSHandle)));
    return undefined;
  },
  input: () => {
    // Handed over it is there twice for a moment.
    if (2 * job.stdin.length > job.memoryBytes) throw new Error("out of memory");
    return vm.newString(Buffer.from(job.stdin).toString());
  },
  file: (path) => {
    const text = files.get(vm.getString(path as QuickJSHandle));
    return text === undefined ? undefined : vm.newString(text);
  },
  exit: (code) => process.exit(vm.getNumber(code as QuickJSHandle) & 255),
  now: () => vm.newNumber(performance.now()),
  evaluate: (source, name) => {
    const result = vm.evalCode(vm.getString(source as QuickJSHandle), vm.getString(name as QuickJSHandle), {
      type: "global",
    });
    if (result.error) throw asError(vm, result.error);
    return result.value;
  },
  timer: (call, milliseconds) => {
    const at = performance.now() + Math.max(0, vm.getNumber(milliseconds as QuickJSHandle) || 0);
    timers.push({ at, id: ++lastTimer, call: (call as QuickJSHandle).dup() });
    return vm.newNumber(lastTimer);
  },
  forget: (id) => {
    const wanted = vm.getNumber(id as QuickJSHandle);
    const index = timers.findIndex((timer) => timer.id === wanted);
    if (index >= 0) timers.splice(index, 1);
    return undefined;
  },
};

/** An error of the program, to be thrown on inside it. */
function asError(context: QuickJSContext, handle: QuickJSHandle): Error {
  const { name = "Error", message = "" } = (context.dump(handle) ?? {}) as {
    name?: string;
    message?: string;
  };
  return Object.assign(new Error(message), { name });
}

const host = vm.newObject();
for (const [name, call] of Object.entries(HOST)) {
  const made = vm.newFunction(name, (...given) => call(...given) ?? vm.undefined);
  vm.setProp(host, name, made);
  made.dispose();
}
vm.setProp(vm.global, "assayHost", host);
const [argv0 = "", ...argvRest] = job.argv.filter((word) => !word.startsWith("--"));
vm.setProp(vm.global, "assayArgv", vm.newString(JSON.stringify([argv0, ...argvRest])));
fail(vm.evalCode(NODE_WORDS, "node-words.js", { type: "global" }));
runtime.setModuleLoader((name) => {
  const own = files.get(name);
  if (own !== undefined) return own;
  return `const it = require(${JSON.stringify(name)}); export default it;
export const { readFileSync, writeFileSync, writeSync, createInterface, EOL, performance } = it;`;
});

const source = (files.get(argv0) ?? "").replace(/^#!.*/, "");
const isModule = /\.mjs$/.test(argv0) || /^\s*(import\s*[\w{*"']|export\s)/m.test(source);
if (job.argv.includes("--check")) {
  const wrapped = isModule
    ? source
    : `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  fail(vm.evalCode(wrapped, argv0, { type: isModule ? "module" : "global", compileOnly: true }));
  process.exit(0);
}
if (isModule) fail(vm.evalCode(source, argv0, { type: "module" }));
else
  fail(
    vm.evalCode(`assayMain(function (exports, require, module, __filename, __dirname) {${source}\n})`, argv0),
  );
settle();
fail(vm.evalCode("assayStart()", "node-words.js"));
settle();
process.exit(vm.getNumber(vm.unwrapResult(vm.evalCode("process.exitCode | 0", "node-words.js"))));

/** Runs promises and timers until none is left. */
function settle(): void {
  for (;;) {
    const jobs = runtime.executePendingJobs();
    if (jobs.error) fail(jobs as VmCallResult<QuickJSHandle>);
    timers.sort((a, b) => a.at - b.at || a.id - b.id);
    const next = timers.shift();
    if (!next) return;
    pause(next.at - performance.now());
    fail(vm.callFunction(next.call, vm.undefined));
  }
}
