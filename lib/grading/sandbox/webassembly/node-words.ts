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
    static alloc(size, fill = 0) { return Buffer.from(new Uint8Array(size).fill(typeof fill === "string" ? encode(fill)[0] : fill)); }
    static concat(list, length = list.reduce((sum, one) => sum + one.length, 0)) {
      const made = new Buffer(length);
      let at = 0;
      for (const one of list) {
        made.set(one.subarray(0, Math.max(0, length - at)), at);
        at += one.length;
      }
      return made;
    }
    static byteLength(value) { return typeof value === "string" ? encode(value).length : value.length; }
    static isBuffer(value) { return value instanceof Buffer; }
    equals(other) { return this.length === other.length && this.every((byte, at) => byte === other[at]); }
    toString(encoding = "utf8", start = 0, end = this.length) {
      const bytes = this.subarray(start, end);
      if (encoding === "hex") return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
      return encoding === "latin1" || encoding === "ascii" ? String.fromCharCode(...bytes) : decode(bytes);
    }
  }
  Buffer.allocUnsafe = Buffer.alloc;
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
  class EventEmitter {
    #heard = new Map();
    on(name, call) { this.#heard.set(name, [...(this.#heard.get(name) ?? []), call]); return this; }
    addListener(name, call) { return this.on(name, call); }
    once(name, call) {
      const first = (...given) => { this.off(name, first); call.apply(this, given); };
      first.listener = call;
      return this.on(name, first);
    }
    off(name, call) {
      const calls = this.#heard.get(name) ?? [];
      const at = calls.findLastIndex((one) => one === call || one.listener === call);
      if (at >= 0) this.#heard.set(name, calls.toSpliced(at, 1));
      return this;
    }
    removeListener(name, call) { return this.off(name, call); }
    removeAllListeners(name) { if (name === undefined) this.#heard.clear(); else this.#heard.delete(name); return this; }
    emit(name, ...given) {
      const calls = this.#heard.get(name) ?? [];
      for (const call of calls) Reflect.apply(call, this, given);
      return calls.length > 0;
    }
    listenerCount(name) { return (this.#heard.get(name) ?? []).length; }
    hears(name) { return this.listenerCount(name) > 0; }
  }
  const emitter = () => new EventEmitter();
  /** Bytes, until the program asks for text. */
  const inputOf = (it) => (it.asText ? host.input() : Buffer.from(host.input()));
  const stdin = Object.assign(emitter(), {
    fd: 0, isTTY: false, setEncoding: () => { stdin.asText = true; return stdin; }, resume: () => stdin, pause: () => stdin, unref: () => stdin,
    read: () => { if (stdin.spent) return null; stdin.spent = true; return inputOf(stdin); },
    async *[Symbol.asyncIterator]() { if (!stdin.spent) { stdin.spent = true; yield inputOf(stdin); } },
  });
  starts.push(() => {
    if (!stdin.hears("data") && !stdin.hears("end") && !stdin.hears("readable")) return;
    if (stdin.hears("readable")) stdin.emit("readable");
    else if (!stdin.spent) { stdin.spent = true; const input = inputOf(stdin); if (input.length > 0) stdin.emit("data", input); }
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
  globalThis.clearTimeout = globalThis.clearInterval = globalThis.clearImmediate = (id) => {
    if (typeof id !== "number") return;
    host.forget(intervals.get(id) ?? id);
    intervals.delete(id);
  };
  // An interval's number goes on from timer to timer: to clear it is to clear the one that is set now.
  const intervals = new Map();
  globalThis.setInterval = (call, every, ...given) => {
    let first;
    const again = () => {
      intervals.set(first, host.timer(again, Number(every) || 1));
      call(...given);
    };
    first = host.timer(again, Number(every) || 1);
    intervals.set(first, first);
    return first;
  };
  globalThis.queueMicrotask = (call) => { Promise.resolve().then(call); };
  const clone = (value, seen = new Map()) => {
    if (value === null || typeof value !== "object") {
      if (typeof value === "function" || typeof value === "symbol") throw Object.assign(new Error(String(value) + " could not be cloned."), { name: "DataCloneError" });
      return value;
    }
    if (seen.has(value)) return seen.get(value);
    const keep = (made) => { seen.set(value, made); return made; };
    if (value instanceof Date) return keep(new Date(value.getTime()));
    if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
    if (value instanceof ArrayBuffer) return keep(value.slice(0));
    if (ArrayBuffer.isView(value)) return keep(value.slice());
    if (value instanceof Map) {
      const made = keep(new Map());
      for (const [key, item] of value) made.set(clone(key, seen), clone(item, seen));
      return made;
    }
    if (value instanceof Set) {
      const made = keep(new Set());
      for (const item of value) made.add(clone(item, seen));
      return made;
    }
    const made = keep(Array.isArray(value) ? new Array(value.length) : {});
    for (const key of Object.keys(value)) made[key] = clone(value[key], seen);
    return made;
  };
  globalThis.structuredClone = (value) => clone(value);
  globalThis.global = globalThis;

  const evaluate = (source, options) => host.evaluate(source, (options && options.filename) || "script.js");
  const fail = (message) => { throw Object.assign(new Error(message || "Assertion failed"), { name: "AssertionError" }); };
  const assert = Object.assign((value, message) => { if (!value) fail(message); }, {
    equal: (a, b, message) => { if (a != b) fail(message); }, strictEqual: (a, b, message) => { if (!Object.is(a, b)) fail(message); },
    deepStrictEqual: (a, b, message) => { if (inspect(a, 1) !== inspect(b, 1)) fail(message); }, ok: (value, message) => { if (!value) fail(message); },
  });
  const tidy = (text) => {
    const parts = [];
    for (const part of text.split("/")) {
      if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
      else if (part !== "" && part !== "." && !(part === ".." && text.startsWith("/"))) parts.push(part);
    }
    return (text.startsWith("/") ? "/" : "") + parts.join("/") || ".";
  };
  const path = {
    sep: "/", normalize: tidy, join: (...parts) => tidy(parts.filter(Boolean).join("/")),
    resolve: (...parts) => tidy(parts.reduce((from, part) => (part.startsWith("/") ? part : from + "/" + part), "/tmp")),
    basename: (text, end = "") => { const name = text.replace(/\/+$/, "").split("/").at(-1); return end && name.endsWith(end) && name !== end ? name.slice(0, -end.length) : name; },
    dirname: (text) => text.replace(/\/+[^/]*\/*$/, "") || (text.startsWith("/") ? "/" : "."),
    extname: (text) => /.(\.[^./]*)$/.exec(text)?.[1] ?? "", isAbsolute: (text) => text.startsWith("/"),
  };
  const modules = {
    fs, assert, readline: { createInterface }, os: { EOL: "\n", cpus: () => [{}] }, process: globalThis.process, buffer: { Buffer },
    util: { inspect: (value) => inspect(value, 1), format }, perf_hooks: { performance: globalThis.performance },
    url: { pathToFileURL: String, fileURLToPath: String }, module: { createRequire: () => require },
    events: Object.assign(EventEmitter, { EventEmitter }), path,
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
