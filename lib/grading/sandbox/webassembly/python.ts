import { constants, readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { capMemory, pause, RESULT_FD, receiveJob, writeAll } from "./job.ts";

/*
 * CPython as WebAssembly, in a process of its own that runs one program. It sees a file system in memory; the process
 * around it may read the engine's own files and nothing else.
 */

/** Flags of the language that take a word of their own. */
const FLAGS_WITH_VALUE = new Set(["-X", "-W"]);

/** Writing to it sleeps so many milliseconds, a float of 8 bytes: a program that waits must not use the processor. */
const PAUSE = "/dev/assay-pause";
const RESULT = "/dev/assay-result";

const RUN = `
def run(kind, text, path, argv):
    import _pyodide._importhook, builtins, os, struct, sys, time, traceback, types
    write, clock, pack = os.write, os.open("${PAUSE}", os.O_WRONLY), struct.pack
    def sleep(seconds):
        if seconds < 0: raise ValueError("sleep length must be non-negative")
        write(clock, pack("d", float(seconds) * 1000))
    time.sleep = sleep
    class Ended(BaseException): pass
    def leave(code): raise Ended(code)
    os._exit = leave
    os.environ.clear()
    os.environ.update({"PATH": "/usr/bin", "HOME": "/tmp", "LANG": "C.UTF-8"})
    os.chdir("/tmp")
    # No object of JavaScript's is left within reach.
    _pyodide._importhook.jsfinder.jsproxies.clear()
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] not in ("js", "pyodide_js", "_pyodide", "pyodide", "_pyodide_core"): continue
        for key, value in list(vars(module).items()) if type(module) is types.ModuleType else ():
            if "JsProxy" in type(value).__name__: delattr(module, key)
        del sys.modules[name]
    sys.meta_path[:] = [one for one in sys.meta_path if "Js" not in type(one).__name__]
    sys.argv = list(argv)
    sys.setrecursionlimit(1000)
    main = types.ModuleType("__main__")
    main.__builtins__ = builtins
    if kind == "file":
        main.__file__ = path
        sys.path.insert(0, os.path.dirname(path))
        with open(path, "rb") as file: text = file.read()
    else: path = "<string>"
    sys.modules["__main__"] = main
    code = 0
    try: exec(compile(text, path, "exec", dont_inherit=True), main.__dict__)
    except Ended as end: code = end.args[0]
    except SystemExit as end:
        code = end.code
        if code is None: code = 0
        elif not isinstance(code, int):
            print(code, file=sys.stderr)
            code = 1
    except BaseException as error:
        place = error.__traceback__
        if place is not None: place = place.tb_next
        traceback.print_exception(type(error), error, place)
        code = 1
    for stream in (sys.stdout, sys.stderr):
        try: stream.flush()
        except Exception: pass
    return code & 255
run
`;

/** Where a memory image of the loaded engine stands: a tenth of the time to load. `-`: make one, on standard output. */
const image = process.argv[2] ?? "";

// Emscripten asks for constants in a way that Node's permission model refuses.
Object.assign(process, { binding: () => ({ fs: constants }), argv: ["python"] });
const engine = await loadPyodide({
  jsglobals: {},
  env: { HOME: "/tmp", LANG: "C.UTF-8" },
  ...(image === "-" ? { _makeSnapshot: true } : { _loadSnapshot: readFileSync(image) }),
});
if (image === "-") {
  // What programs load anyway is loaded before any clock starts.
  engine.runPython(
    "import bisect, collections, decimal, functools, heapq, inspect, itertools, json, math, random, re, string, traceback, types",
  );
  writeAll(1, engine.makeMemorySnapshot());
  process.exit(0);
}
for (const fd of [1, 2]) {
  const write = (bytes: Uint8Array) => {
    writeAll(fd, bytes);
    return bytes.length;
  };
  const sink = { write, isatty: false };
  if (fd === 1) engine.setStdout(sink);
  else engine.setStderr(sink);
}
const { FS } = engine;
// Devices, and no functions of ours in Python's reach: from any function of JavaScript's a way leads to all of it.
makeDevice(PAUSE, 0, (bytes) => {
  if (bytes.length === 8) pause(new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true));
});
makeDevice(RESULT, 1, (bytes) => writeAll(RESULT_FD, bytes));
FS.dupStream(FS.open(RESULT, "w"), RESULT_FD);
const run = engine.runPython(RUN);
// What the first program would load anyway is loaded before its clock starts.
engine.runPython(
  "import collections, heapq, math, itertools, functools, re, json, traceback, types, inspect",
);

const job = receiveJob();
capMemory(job.memoryBytes);
FS.mkdir("/w");
for (const { name, content } of job.files) {
  FS.writeFile(`/w/${name}`, content);
  FS.chmod(`/w/${name}`, 0o444);
}
FS.chmod("/w", 0o555);
let at = 0;
engine.setStdin({
  read: (buffer: Uint8Array) => {
    const piece = job.stdin.subarray(at, at + buffer.length);
    buffer.set(piece);
    at += piece.length;
    return piece.length;
  },
  isatty: false,
});

const words = [...job.argv];
while (words[0]?.startsWith("-") && words[0] !== "-c")
  words.splice(0, FLAGS_WITH_VALUE.has(words[0]) ? 2 : 1);
const isCommand = words[0] === "-c";
const [text = "", ...rest] = isCommand ? words.slice(1) : ["", ...words.slice(1)];
const argv = isCommand ? ["-c", ...rest] : words;
try {
  process.exit(run(isCommand ? "text" : "file", text, isCommand ? "" : (words[0] ?? ""), argv));
} catch (error) {
  writeAll(2, Buffer.from(`${(error as Error).message}\n`));
  process.exit(1);
}

function makeDevice(path: string, minor: number, written: (bytes: Uint8Array) => void): void {
  const device = FS.makedev(64, minor);
  FS.registerDevice(device, {
    write: (_stream: unknown, memory: Uint8Array, offset: number, length: number) => {
      written(memory.slice(offset, offset + length));
      return length;
    },
  });
  FS.mkdev(path, 0o222, device);
}
