import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { boxArguments, DISMISS_LINE, goLine, makeLine, readyLine } from "./box-command.ts";
import { Doorman } from "./doorman.ts";
import { LaneFiles } from "./lane-files.ts";
import type { LaneKind, LaneOptions } from "./lane-options.ts";
import { LaneRun, SilentBox } from "./lane-run.ts";
import { afterWhatIsHeard } from "./late.ts";
import { type Ending, type RunResult, type RunSpec, SandboxFailure } from "./types.ts";

/** A box that does not stand after this, or is not gone this long after its end, takes its doorman with it. */
const GRACE_MS = 5000;
/** Process places on top of the program's own: doorman, its fork, bwrap, the box's shell. */
const OWN_PROCESSES = 4;
/** Memory that the doorman and bwrap themselves use inside the lane's group. */
const OWN_BYTES = 2 * 1024 * 1024;

/**
 * Where one box at a time stands: made ahead, with everything around the program in place, it waits for a run, serves
 * that one, and ends. `empty → making → ready → running → ending → empty`.
 */
export class Lane {
  state: "empty" | "making" | "ready" | "running" | "ending" | "closed" = "empty";
  kind: LaneKind | null = null;
  /** Why the last box could not be made; the pool takes it from here. */
  failure: SandboxFailure | null = null;
  readonly #options: LaneOptions;
  #files: LaneFiles;
  #doorman: Doorman | null = null;
  #name = "";
  #running: LaneRun | null = null;
  #offGrace = () => {};

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#files = new LaneFiles(options.directory, options.uid);
  }

  /** Makes a box of this kind in the empty lane. Afterwards it is ready, or there is a `failure`. */
  make(kind: LaneKind): void {
    this.state = "making";
    this.kind = kind;
    try {
      const doorman = this.#doorman ?? this.#hire();
      const { ground, filter } = this.#options;
      this.#files.clear();
      // Unguessable: what an earlier box left in the channel is nobody's word any more.
      this.#name = randomBytes(12).toString("hex");
      const files = { ...this.#files.paths, ...kind.pipes };
      const box = boxArguments(ground, kind, this.#files.w);
      this.#giveGrace();
      doorman.say(makeLine(box, this.#name, files, filter, kind.pipes?.outputFirst === true));
      doorman.sayToBox(readyLine(this.#name));
    } catch (error) {
      // Where the caller of a run hears of it: no caller of this method could do anything.
      this.#discard(new SandboxFailure((error as Error).message, { cause: error }));
    }
  }

  /** Ends the ready box unused. */
  dismiss(): void {
    this.state = "ending";
    this.#giveGrace();
    this.#doorman?.sayToBox(DISMISS_LINE);
  }

  /**
   * Runs the program in the ready box. @throws SandboxFailure, never for the program.
   * @param folder the job's files.
   * @param again a SilentBox was the end of the first try: now its silence is a result.
   */
  async run(spec: RunSpec, folder: string, again: boolean): Promise<RunResult> {
    const { cgroup, has } = this.#options;
    const { limits } = spec;
    this.state = "running";
    const doorman = this.#doorman;
    try {
      if (!doorman) throw new SandboxFailure("the box is gone");
      this.#files.fill(spec.stdin, folder);
      cgroup?.arm({
        memoryBytes: limits.memoryBytes + OWN_BYTES,
        processes: limits.processes + OWN_PROCESSES,
      });
      const line = goLine(this.#name, spec.argv, limits, {
        result: spec.result === true,
        countProcesses: !has.processes,
        capAddressSpace: !has.memory,
        times: !has.cpu,
      });
      const overrun = (why: Ending) => this.#kill(why);
      this.#running = new LaneRun(spec, { cgroup, has, files: this.#files, overrun, again });
      const { result } = this.#running;
      doorman.sayToBox(line);
      return await result;
    } catch (error) {
      if (error instanceof SandboxFailure) throw error;
      this.#discard();
      throw new SandboxFailure((error as Error).message, { cause: error });
    }
  }

  #hire(): Doorman {
    const { tools, uid, cgroup } = this.#options;
    const doorman = new Doorman(tools, uid, {
      line: (line) => this.#onLine(line),
      boxLine: (line) => this.#onBoxLine(line),
      gone: (why) => {
        if (this.#doorman === doorman) this.#onGone(`the lane's doorman ended: ${why}`);
      },
    });
    this.#doorman = doorman;
    // Joined once, while it has nothing to do yet; every box is born in the group.
    if (doorman.pid !== undefined) cgroup?.join(doorman.pid);
    return doorman;
  }

  #onBoxLine(line: string): void {
    const [word, name, code] = line.split(" ");
    if (this.state === "making" && word === "r" && name === this.#name) {
      this.#offGrace();
      this.state = "ready";
      this.#options.changed();
    } else if (this.#running && word === "x" && name === this.#name) {
      this.#giveGrace();
      this.#finish(Number(code));
    } else this.#running?.hear(line);
  }

  #onLine(line: string): void {
    const [word, name, code] = line.split(" ");
    if (word !== "e" || name !== this.#name) return;
    this.#offGrace();
    if (this.#running)
      this.#finish(Number(code), new SilentBox(`the box ended without a word: exit ${code}`));
    else if (this.state === "making") this.failure = this.#unmade(`exit ${code}`);
    this.#empty();
  }

  /** Nothing may live on in the lane. By construction nothing does; this is the proof, at the price of one read. */
  #empty(): void {
    const strays = (this.#options.cgroup?.pids() ?? []).some((pid) => pid !== this.#doorman?.pid);
    if (strays) this.#discard();
    else {
      this.state = "empty";
      this.#options.changed();
    }
  }

  /** bwrap's own words stand where the program's errors would. */
  #unmade(why: string): SandboxFailure {
    const said = this.#files.read("stderr", 500).toString("utf8").trim();
    return new SandboxFailure(`the box did not start: ${said || why}`);
  }

  #onGone(why: string): void {
    this.#discard(new SandboxFailure(why));
  }

  #finish(code: number, unsaid?: SandboxFailure): void {
    this.state = "ending";
    this.#running?.finish(code, unsaid);
    this.#running = null;
  }

  #kill(why: Ending): void {
    this.#giveGrace();
    if (this.#running && !this.#running.kill(why)) this.#discard();
  }

  #giveGrace(): void {
    this.#offGrace();
    this.#offGrace = afterWhatIsHeard(GRACE_MS, () => this.#discard(new SandboxFailure("the box hangs")));
  }

  /** Throws the doorman away with whatever it stands for. */
  #discard(why = new SandboxFailure("the box was thrown away")): void {
    this.#offGrace();
    const doorman = this.#doorman;
    this.#doorman = null;
    doorman?.kill();
    this.#options.cgroup?.kill();
    if (this.state === "closed") return;
    if (this.#running) this.#finish(128 + 9, why);
    else if (this.state === "making") this.failure = why;
    this.state = "ending";
    void this.#renew(doorman);
  }

  /** New files: what still dies for a moment writes into the old ones. */
  async #renew(doorman: Doorman | null): Promise<void> {
    await doorman?.ended();
    await this.#vacated();
    if (this.state !== "ending") return;
    this.#files.remove();
    this.#files = new LaneFiles(this.#options.directory, this.#options.uid);
    this.state = "empty";
    this.#options.changed();
  }

  /** A killed box takes a moment to leave its group, and a group with processes cannot be removed. */
  async #vacated(): Promise<void> {
    const until = performance.now() + GRACE_MS;
    while ((this.#options.cgroup?.pids() ?? []).length > 0 && performance.now() < until) await sleep(5);
  }

  async close(): Promise<void> {
    const ended = this.#doorman?.ended();
    this.remove();
    await ended;
    await this.#vacated();
    this.#options.cgroup?.remove();
  }

  /** The part of closing that also works while the process exits. */
  remove(): void {
    this.#running?.abandon(new SandboxFailure("the sandbox is closed"));
    this.#running = null;
    this.state = "closed";
    this.#discard();
    this.#files.remove();
    this.#options.cgroup?.remove();
  }
}
