import { readSync, writeSync } from "node:fs";
import { deserialize, serialize } from "node:v8";

/* What passes between the driver and an engine's process: ready → the job → the program's own streams. */

export type EngineName = "javascript" | "python";

export type EngineJob = {
  /** The program's arguments after the engine's name, as the language made them. */
  argv: readonly string[];
  files: readonly { name: string; content: Uint8Array }[];
  stdin: Uint8Array;
  memoryBytes: number;
};

/** Descriptors of an engine's process. Standard input carries the job; the program's own input is part of it. */
export const RESULT_FD = 3;
/** The engine says here that it is ready; nothing of the program reaches it. */
export const READY_FD = 4;
const LENGTH_BYTES = 4;
const RETRY_MS = 2;

export function packJob(job: EngineJob): Buffer {
  const body = serialize(job);
  const head = Buffer.alloc(LENGTH_BYTES);
  head.writeUInt32LE(body.length);
  return Buffer.concat([head, body]);
}

/** Engines run as users of their own where that can be had, apart from the boxes' and from each other. */
const FIRST_ENGINE_UID = 60_800;
const ENGINE_UIDS = 300;
/** What this process itself goes on using; nothing of it reaches beyond the process. */
const KEPT = new Set([
  "argv",
  "env",
  "exit",
  "exitCode",
  "hrtime",
  "nextTick",
  "ppid",
  "reallyExit",
  "versions",
]);
const REACHES_OUT = ["fetch", "WebSocket", "EventSource", "BroadcastChannel", "MessageChannel", "navigator"];

/**
 * Takes from this process what a program could do harm with if it found its way out of WebAssembly. Code can no more be
 * made from text (a flag of the process), so whatever it finds it cannot script; root becomes a nobody, so that it can
 * signal nothing and read nothing that is another user's.
 */
function lockDown(): void {
  if (process.getuid?.() === 0) {
    const uid = FIRST_ENGINE_UID + (process.pid % ENGINE_UIDS);
    process.setgroups?.([]);
    process.setgid?.(uid);
    process.setuid?.(uid);
  }
  for (const name of Object.getOwnPropertyNames(process))
    if (!KEPT.has(name)) Reflect.deleteProperty(process, name);
  for (const name of REACHES_OUT) Reflect.deleteProperty(globalThis, name);
}

/** Says that the engine is loaded, and waits for the one job that this process is for. */
export function receiveJob(): EngineJob {
  lockDown();
  writeAll(READY_FD, Buffer.from("r"));
  const length = readExactly(LENGTH_BYTES).readUInt32LE();
  return deserialize(readExactly(length)) as EngineJob;
}

function readExactly(length: number): Buffer {
  const buffer = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const got = patiently(() => readSync(0, buffer, at, length - at, null));
    // The driver is gone: so is the reason to be here.
    if (got === 0) process.exit(0);
    at += got;
  }
  return buffer;
}

/** Writes all of it, whether or not the reader is as fast. */
export function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += patiently(() => writeSync(fd, bytes, at));
}

function patiently(step: () => number): number {
  for (;;) {
    try {
      return step();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      pause(RETRY_MS);
    }
  }
}

/** Sleeps without using the processor. A process whose parent is gone ends instead. */
export function pause(milliseconds: number): void {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const end = performance.now() + milliseconds;
  for (let left = milliseconds; left > 0; left = end - performance.now()) {
    Atomics.wait(cell, 0, 0, Math.min(left, 1000));
    if (process.ppid === 1) process.exit(0);
  }
}

/** From now on no WebAssembly memory grows by more than this. */
export function capMemory(bytes: number): { lift: () => void; isReached: () => boolean } {
  const grow = WebAssembly.Memory.prototype.grow;
  const page = 64 * 1024;
  let left = bytes;
  let isReached = false;
  WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number) {
    if (pages * page > left) {
      isReached = true;
      throw new RangeError("out of memory");
    }
    left -= pages * page;
    return grow.call(this, pages);
  };
  const lift = () => {
    left = Number.POSITIVE_INFINITY;
  };
  return { lift, isReached: () => isReached };
}
