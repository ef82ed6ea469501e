import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type Socket as Connection, createServer, type Server } from "node:net";
import { homedir, tmpdir } from "node:os";
import type { HostileInput } from "./types.ts";

/** A word that stands nowhere else; seen in an output, it was read where it was planted. */
export type Canary = { planted: string; word: string };

/** Secrets laid out on this machine, each with a word of its own, and the input that leads to them. */
export class Canaries {
  readonly all: Canary[] = [];
  readonly #paths: string[] = [];
  readonly #sockets: string[] = [];
  readonly #folders: string[] = [];
  readonly #servers: Server[] = [];
  #udp: Socket | null = null;
  #neighbour: ChildProcess | null = null;
  /** Who got through to a service of the host, if anybody did. */
  readonly visits: string[] = [];

  readonly #environment: NodeJS.ProcessEnv;

  private constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
  }

  static async plant(environment: NodeJS.ProcessEnv): Promise<Canaries> {
    const canaries = new Canaries(environment);
    canaries.#plantFiles();
    canaries.#plantProcess();
    await canaries.#plantServices();
    return canaries;
  }

  /** @param planted where, in words. @returns the word. */
  word(planted: string): string {
    const word = `canary-${randomUUID()}`;
    this.all.push({ planted, word });
    return word;
  }

  /** Where the canary of something that stands on a path is to be looked for too. */
  lead(path: string): void {
    this.#paths.push(path);
  }

  input(kind: HostileInput): Buffer {
    if (kind === "number") return Buffer.from("21\n");
    if (kind === "megabyte") return Buffer.from("21 is a line\n".repeat(80_000));
    return Buffer.from([...this.#paths.map((path) => `path ${path}`), ...this.#sockets, ""].join("\n"));
  }

  /** The planted places whose words stand in these bytes. */
  found(bytes: Uint8Array): string[] {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return this.all.filter(({ word }) => text.includes(word)).map(({ planted }) => planted);
  }

  #plantFiles(): void {
    const data = `${process.cwd()}/.data`;
    mkdirSync(data, { recursive: true });
    for (const [where, parent] of [
      ["the data folder of the repository", data],
      ["the home folder", homedir()],
      ["the temporary folder", tmpdir()],
      ["shared memory", "/dev/shm"],
    ] as const) {
      try {
        const folder = mkdtempSync(`${parent}/assay-hostile-`);
        this.#folders.push(folder);
        writeFileSync(`${folder}/secret`, this.word(where));
        this.#paths.push(folder, `${folder}/secret`);
      } catch {
        // A machine without that place has nothing to hide there.
      }
    }
    this.#paths.push(
      process.cwd(),
      `${process.cwd()}/package.json`,
      `${process.cwd()}/.env`,
      data,
      homedir(),
    );
    this.all.push({ planted: "the repository", word: '"partner:simulator"' });
    this.#environment.ASSAY_HOSTILE_SECRET = this.word("the environment of the runner");
    this.all.push({ planted: "DATABASE_URL", word: this.#environment.DATABASE_URL ?? "no database is set" });
  }

  /** Another process of this machine, with a secret among its arguments and in its environment. */
  #plantProcess(): void {
    this.#neighbour = spawn("sleep", ["600"], {
      argv0: this.word("the arguments of another process"),
      env: { ...this.#environment, SECRET: this.word("the environment of another process") },
      stdio: "ignore",
    });
    this.#paths.push(`/proc/${process.pid}/environ`, `/proc/${this.#neighbour.pid}/cmdline`);
  }

  async #plantServices(): Promise<void> {
    const answer = (planted: string) => (connection: Connection) => {
      this.visits.push(planted);
      connection.on("error", () => {}).end(this.word(planted));
    };
    const listen = (planted: string, where: { port: number; host: string } | { path: string }) =>
      new Promise<Server>((resolve) => {
        const server = createServer(answer(planted)).listen(where, () => resolve(server));
        this.#servers.push(server);
      });
    const folder = this.#folders.at(-2) ?? tmpdir();
    const name = `assay-hostile-${randomUUID()}`;
    const tcp = await listen("a service on loopback", { port: 0, host: "127.0.0.1" });
    await listen("a Unix socket", { path: `${folder}/socket` });
    await listen("an abstract socket", { path: `\0${name}` });
    const udp = createSocket("udp4", () => void this.visits.push("a UDP service"));
    await new Promise<void>((resolve) => udp.bind(0, "127.0.0.1", resolve));
    this.#udp = udp;
    this.#sockets.push(
      `tcp ${(tcp.address() as { port: number }).port}`,
      `udp ${udp.address().port}`,
      `unix ${folder}/socket`,
      `abstract ${name}`,
    );
  }

  remove(): void {
    delete this.#environment.ASSAY_HOSTILE_SECRET;
    this.#neighbour?.kill("SIGKILL");
    for (const server of this.#servers) server.close();
    this.#udp?.close();
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }
}
