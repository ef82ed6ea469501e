import { readFileSync, realpathSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Ask, Language } from "./types.ts";

/** Our own driver of the compiler, with an archive of the classes that it loads: javac and jar take three times as long. */
const DRIVER = readFileSync(`${import.meta.dirname}/java/Build.java`, "utf8");
const DRIVER_HOME = "/usr/lib/assay/java";

// Warnings of the machine itself would else stand on standard output, among what the program prints.
const QUIET = ["-Xlog:disable", "-XX:-UsePerfData", "-XX:+UseSerialGC"] as const;
/** A compiler lives shorter than the second stage of the just-in-time compiler needs to pay. */
const SHORT_LIVED = [...QUIET, "-XX:TieredStopAtLevel=1", "-Xmx768m"];

async function makeDriver(ask: Ask, home: string, folder: string): Promise<void> {
  const java = { tool: `${home}/bin/java`, cwd: folder };
  await writeFile(`${folder}/Build.java`, DRIVER);
  await writeFile(`${folder}/Main.java`, SELF_TEST);
  await ask(["-d", "classes", "Build.java"], { cwd: folder });
  await ask(["cf", "build.jar", "-C", "classes", "."], { ...java, tool: `${home}/bin/jar` });
  // By its bare name: the archive holds only for the same class path, and boxes keep the folder elsewhere.
  const run = [
    ...SHORT_LIVED,
    "-XX:ArchiveClassesAtExit=build.jsa",
    "-cp",
    "build.jar",
    "Build",
    "Main.java",
  ];
  await ask(run, java);
  for (const name of ["Build.java", "Main.java", "classes"])
    await rm(`${folder}/${name}`, { recursive: true });
}

const SELF_TEST = `import java.util.*;

public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        System.out.println("assay " + 2 * in.nextInt());
    }
}
`;

export const JAVA: Language = {
  id: "java",
  sourceName: "Main.java",
  commands: ["javac"],
  versionArgs: ["--version"],
  aptPackage: "default-jdk-headless",
  pieces: async ({ executable, ask, keep, lend }) => {
    const home = dirname(dirname(executable));
    const driver = await keep(DRIVER, (folder) => makeDriver(ask, home, folder));
    // Distributions keep the configuration under /etc, with links to it.
    const settings = dirname(dirname(realpathSync(`${home}/conf/security/java.security`)));
    const run = [`${home}/bin/java`, home, settings];
    const compile = [...run, { host: lend(driver, "java-driver"), box: DRIVER_HOME }];
    return { run, compile, executable: `${home}/bin/java` };
  },
  compile: ({ tool, sources }) => [
    ...["/usr/bin/sh", "-c", `cd ${DRIVER_HOME} && exec "$@"`, "build"],
    ...[tool.executable, ...SHORT_LIVED, "-XX:SharedArchiveFile=build.jsa", "-cp", "build.jar", "Build"],
    ...sources,
  ],
  artifact: { name: "program.jar" },
  run: ({ tool, program, memoryMib }) => [
    tool.executable,
    ...QUIET,
    // A heap of the whole limit: the box's own limit ends the program first, so the verdict is MLE, not a crash.
    ...[`-Xmx${memoryMib}m`, `-Xss${Math.max(8, Math.floor(memoryMib / 4))}m`, "-jar", program],
  ],
  timeMultiplier: 1.5,
  outOfMemory: /java\.lang\.OutOfMemoryError/,
  reservesMib: 4096,
  selfTest: { source: SELF_TEST },
};
