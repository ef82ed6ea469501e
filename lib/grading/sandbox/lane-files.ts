import {
  chmodSync,
  chownSync,
  closeSync,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import type { BoxFiles } from "./box-command.ts";

type Stream = "stdin" | "stdout" | "stderr" | "result" | "status";

/** The program reads one and writes the next three; bwrap's own report is out of its sight. */
const MODES: Record<Stream, number> = {
  stdin: 0o440,
  stdout: 0o620,
  stderr: 0o620,
  result: 0o620,
  status: 0o620,
};

/**
 * The standard streams of a lane's boxes, as plain files that are opened once and emptied for each box. Files leave
 * no reader to stall and no pipe to break, and the kernel's file size limit caps the output. Beside them the folder that
 * a box sees as /w: read-only there, filled and cleared from this side, never while a program could change it.
 */
export class LaneFiles {
  readonly paths: BoxFiles;
  /** What a box sees as /w. */
  readonly w: string;
  readonly #directory: string;
  readonly #uid: number | null;
  readonly #fds: Record<Stream, number>;

  /** @param uid the lane's own uid when we are root; null when everything runs as this user. */
  constructor(directory: string, uid: number | null) {
    this.#directory = directory;
    this.#uid = uid;
    mkdirSync(directory, { recursive: true });
    chmodSync(directory, 0o711);
    this.w = `${directory}/w`;
    mkdirSync(this.w);
    chmodSync(this.w, 0o755);
    const path = (stream: Stream) => `${directory}/${stream}`;
    this.paths = {
      stdin: path("stdin"),
      stdout: path("stdout"),
      stderr: path("stderr"),
      result: path("result"),
      status: path("status"),
    };
    const open = (stream: Stream) => {
      const fd = openSync(path(stream), "w+", MODES[stream]);
      // Owned by root, so that the program behind the descriptor cannot change the file's mode.
      if (uid !== null) chownSync(path(stream), 0, uid);
      fchmodSync(fd, MODES[stream]);
      return fd;
    };
    this.#fds = {
      stdin: open("stdin"),
      stdout: open("stdout"),
      stderr: open("stderr"),
      result: open("result"),
      status: open("status"),
    };
  }

  /** Empties everything, for a box that is yet to be made. */
  clear(): void {
    for (const fd of Object.values(this.#fds)) {
      // Same uid: the last program may have changed modes through its own descriptors.
      if (this.#uid === null) fchmodSync(fd, 0o600);
      ftruncateSync(fd, 0);
    }
    for (const name of readdirSync(this.w)) unlinkSync(`${this.w}/${name}`);
  }

  /** Lays the input and the job's files down before a box that waits. @param folder holds these files and no other. */
  fill(stdin: Uint8Array, folder: string): void {
    for (let at = 0; at < stdin.length; ) {
      at += writeSync(this.#fds.stdin, stdin, at, stdin.length - at, at);
    }
    for (const name of readdirSync(folder)) linkSync(`${folder}/${name}`, `${this.w}/${name}`);
  }

  size(stream: Stream): number {
    return fstatSync(this.#fds[stream]).size;
  }

  /** At most `cap` bytes from the beginning. */
  read(stream: Stream, cap: number): Buffer {
    const size = Math.min(this.size(stream), cap);
    const buffer = Buffer.allocUnsafe(size);
    let at = 0;
    while (at < size) {
      const got = readSync(this.#fds[stream], buffer, at, size - at, at);
      if (got === 0) break;
      at += got;
    }
    return buffer.subarray(0, at);
  }

  /** Closes and removes them; again: does nothing. */
  remove(): void {
    for (const fd of Object.values(this.#fds)) {
      try {
        closeSync(fd);
      } catch {
        // Closed by an earlier call.
      }
    }
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
