/** What programs for a judge ask of Node, for an engine that has none of it. Runs in the engine before the program. */
export const NODE_WORDS = String.raw`"use strict";
(() => {
  const host = globalThis.assayHost;
  delete globalThis.assayHost;
  const argv = JSON.parse(globalThis.assayArgv);
  delete globalThis.assayArgv;
  const isIdentifier = (key) => /^[A-Za-z_$][\w$]*$/.test(key);
  const inspect = (value, depth = 0, seen = []) => {
    if (typeof value === "string") return depth === 0 ? value : "'" + value.replaceAll("\\", "\\\\").replaceAll("'", "\\'") + "'";
    if (typeof value === "bigint") return value + "n";
    if (Object.is(value, -0)) return "-0";
    if (typeof value === "symbol") return value.toString();
    if (typeof value === "function") return "[Function: " + (value.name || "(anonymous)") + "]";
    if (value === null || typeof value !== "object") return String(value);
    if (seen.includes(value)) return "[Circular *1]";
    if (value instanceof Error) return value.name + ": " + value.message + "\n" + (value.stack || "").trimEnd();
    if (depth > 3) return Array.isArray(value) ? "[Array]" : "[Object]";
    const inner = (item) => inspect(item, depth + 1, [...seen, value]);
    const list = (open, items, close) => (items.length ? open + " " + items.join(", ") + " " + close : open + close);
    if (Array.isArray(value)) return list("[", value.map(inner), "]");
    if (value instanceof Map)
      return "Map(" + value.size + ") " + list("{", [...value].map(([key, item]) => inner(key) + " => " + inner(item)), "}");
    if (value instanceof Set) return "Set(" + value.size + ") " + list("{", [...value].map(inner), "}");
    return list("{", Object.entries(value).map(([key, item]) => (isIdentifier(key) ? key : "'" + key + "'") + ": " + inner(item)), "}");
  };
  const format = (first, ...rest) => {
    const words = typeof first === "string" && /%[sdifjoO%]/.test(first)
      ? [first.replace(/%([sdifjoO%])/g, (all, kind) => {
          if (kind === "%") return "%";
          if (rest.length === 0) return all;
          const value = rest.shift();
          return kind === "s" ? inspect(value) : kind === "j" ? JSON.stringify(value) : kind === "d" ? String(Number(value)) : kind === "i" ? String(parseInt(value)) : kind === "f" ? String(parseFloat(value)) : inspect(value, 1);
        }), ...rest.map((one) => inspect(one))]
      : [first, ...rest].map((one) => inspect(one));
    return words.join(" ");
  };
  const say = (fd) => (...given) => host.write(fd, (given.length ? format(...given) : "") + "\n");
  globalThis.console = { log: say(1), info: say(1), debug: say(1), error: say(2), warn: say(2), trace: say(2) };

  const encode = (text) => {
    const bytes = [];
    for (const letter of text) {
      const code = letter.codePointAt(0);
      if (code < 0x80) bytes.push(code);
      else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
    return bytes;
  };
  const decode = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; ) {
      const first = bytes[at++];
      const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
      let code = more === 0 ? first : first & (0x3f >> more);
      for (let step = 0; step < more; step++) code = (code << 6) | (bytes[at++] & 63);
      text += String.fromCodePoint(code);
    }
    return text;
  };
  class Buffer extends Uint8Array {
    static from(value) {
      const bytes = typeof value === "string" ? encode(value) : value;
      const made = new Buffer(bytes.length);
      made.set(bytes);
      return made;
    }
    static isBuffer(value) { return value instanceof Buffer; }
    toString() { return decode(this); }
  }
  globalThis.Buffer = Buffer;
  globalThis.TextEncoder = class { encode(text) { return Uint8Array.from(encode(text)); } };
  globalThis.TextDecoder = class { decode(bytes) { return decode(bytes); } };

  const missing = (path) => Object.assign(new Error("ENOENT: no such file or directory, open '" + path + "'"), { code: "ENOENT" });
  const textOf = (path) => {
    if (path === 0 || path === "/dev/stdin" || path === "/proc/self/fd/0") return host.input();
    const text = host.file(String(path));
    if (text === undefined) throw missing(path);
    return text;
  };
  const out = (target) => (target === "/dev/stdout" ? 1 : target === "/dev/stderr" ? 2 : target);
  const put = (target, data) => {
    const text = typeof data === "string" ? data : decode(data);
    if (typeof out(target) !== "number") throw Object.assign(new Error("EROFS: read-only file system, open '" + target + "'"), { code: "EROFS" });
    host.write(out(target), text);
    return typeof data === "string" ? encode(data).length : data.length;
  };
  const fs = {
    readFileSync: (path, options) => (options === undefined || options === null || (typeof options === "object" && !options.encoding) ? Buffer.from(textOf(path)) : textOf(path)),
    writeFileSync: put, appendFileSync: put, writeSync: (fd, data, at = 0) => put(fd, typeof data === "string" ? data : data.slice(at)),
    existsSync: (path) => path === "/dev/stdin" || host.file(String(path)) !== undefined,
  };

  const starts = [];
  const emitter = () => {
    const heard = {};
    const it = {
      on(name, call) { (heard[name] ??= []).push(call); return it; },
      emit(name, ...given) { for (const call of heard[name] ?? []) call(...given); return (heard[name] ?? []).length > 0; },
      hears: (name) => (heard[name] ?? []).length > 0,
    };
    it.once = it.addListener = it.on;
    it.off = it.removeListener = it.removeAllListeners = () => it;
    return it;
  };
  const stdin = Object.assign(emitter(), {
    fd: 0, isTTY: false, setEncoding: () => stdin, resume: () => stdin, pause: () => stdin, unref: () => stdin,
    read: () => { if (stdin.spent) return null; stdin.spent = true; return host.input(); },
    async *[Symbol.asyncIterator]() { if (!stdin.spent) { stdin.spent = true; yield host.input(); } },
  });
  starts.push(() => {
    if (!stdin.hears("data") && !stdin.hears("end") && !stdin.hears("readable")) return;
    if (stdin.hears("readable")) stdin.emit("readable");
    else if (!stdin.spent) { stdin.spent = true; const text = host.input(); if (text) stdin.emit("data", text); }
    stdin.emit("readable"); stdin.emit("end"); stdin.emit("close");
  });
  const createInterface = () => {
    const lines = host.input().split(/\r?\n/);
    if (lines.at(-1) === "") lines.pop();
    let closed = false;
    const it = Object.assign(emitter(), {
      close: () => { if (!closed) { closed = true; it.emit("close"); } },
      question: (text, call) => { host.write(1, text); starts.push(() => call(lines.shift() ?? "")); },
      prompt: () => {}, setPrompt: () => {}, pause: () => it, resume: () => it,
      async *[Symbol.asyncIterator]() { while (lines.length > 0) yield lines.shift(); },
    });
    starts.push(() => {
      if (!it.hears("line") && !it.hears("close")) return;
      while (!closed && lines.length > 0) it.emit("line", lines.shift());
      it.close();
    });
    return it;
  };
  const stream = (fd) => ({ fd, isTTY: false, write: (data) => { put(fd, data); return true; }, end: (data) => { if (data !== undefined) put(fd, data); } });
  globalThis.process = {
    argv: ["node", ...argv], env: {}, platform: "linux", version: "", versions: {}, exitCode: 0, stdin, stdout: stream(1), stderr: stream(2),
    exit: (code) => host.exit(Number(code ?? globalThis.process.exitCode) | 0), cwd: () => "/tmp", on: () => globalThis.process,
    nextTick: (call, ...given) => { Promise.resolve().then(() => call(...given)); }, uptime: () => host.now() / 1000,
    memoryUsage: () => ({ heapUsed: 0, rss: 0 }),
    hrtime: Object.assign(() => { const now = host.now(); return [Math.floor(now / 1000), Math.round((now % 1000) * 1e6)]; }, { bigint: () => BigInt(Math.round(host.now() * 1e6)) }),
  };
  globalThis.performance = { now: () => host.now() };
  globalThis.setTimeout = (call, after = 0, ...given) => host.timer(() => call(...given), Number(after));
  globalThis.setImmediate = (call, ...given) => host.timer(() => call(...given), 0);
  globalThis.clearTimeout = globalThis.clearInterval = globalThis.clearImmediate = (id) => { if (typeof id === "number") host.forget(id); };
  globalThis.setInterval = (call, every, ...given) => { const again = () => { call(...given); host.timer(again, every); }; return host.timer(again, every); };
  globalThis.queueMicrotask = (call) => { Promise.resolve().then(call); };
  globalThis.structuredClone = (value) => JSON.parse(JSON.stringify(value));
  globalThis.global = globalThis;

  const evaluate = (source, options) => host.evaluate(source, (options && options.filename) || "script.js");
  const fail = (message) => { throw Object.assign(new Error(message || "Assertion failed"), { name: "AssertionError" }); };
  const assert = Object.assign((value, message) => { if (!value) fail(message); }, {
    equal: (a, b, message) => { if (a != b) fail(message); }, strictEqual: (a, b, message) => { if (!Object.is(a, b)) fail(message); },
    deepStrictEqual: (a, b, message) => { if (inspect(a, 1) !== inspect(b, 1)) fail(message); }, ok: (value, message) => { if (!value) fail(message); },
  });
  const modules = {
    fs, assert, readline: { createInterface }, os: { EOL: "\n", cpus: () => [{}] }, process: globalThis.process, buffer: { Buffer },
    util: { inspect: (value) => inspect(value, 1), format }, perf_hooks: { performance: globalThis.performance },
    url: { pathToFileURL: String, fileURLToPath: String }, module: { createRequire: () => require },
    events: Object.assign(function () { return emitter(); }, { EventEmitter: function () { return emitter(); } }),
    vm: { constants: { USE_MAIN_CONTEXT_DEFAULT_LOADER: 0 }, runInThisContext: evaluate,
      Script: class { constructor(source, options) { this.source = source; this.options = options; } runInThisContext() { return evaluate(this.source, this.options); } } },
  };
  modules["fs/promises"] = { readFile: async (path, options) => fs.readFileSync(path, options) };
  modules["readline/promises"] = modules.readline;
  function require(name) {
    const found = modules[String(name).replace(/^node:/, "")];
    if (!found) throw Object.assign(new Error("Cannot find module '" + name + "': this judge has JavaScript without Node's own modules"), { code: "MODULE_NOT_FOUND" });
    return found;
  }
  globalThis.require = require;
  globalThis.assayMain = (main) => {
    const module = { exports: {} };
    Object.assign(require, { main: module });
    main.call(module.exports, module.exports, require, module, argv[0], "/w");
  };
  globalThis.assayStart = () => { for (let start; (start = starts.shift()); ) start(); };
})();
`;
