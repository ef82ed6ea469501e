import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { Language } from "./types.ts";

/* Languages whose source is what runs. */

const PYTHON_CHECK = `import sys, traceback
try:
    compile(open(sys.argv[1], "rb").read(), sys.argv[1], "exec", dont_inherit=True)
except Exception as error:
    sys.exit("".join(traceback.format_exception_only(error)))`;

const PYTHON_HOMES = "import sysconfig as s; print(s.get_path('stdlib')); print(s.get_path('platstdlib'))";

// UTF-8 whatever the locale, no environment, no user packages, no byte code written beside a read-only source.
const PYTHON_FLAGS = ["-X", "utf8", "-E", "-s", "-B"] as const;

export const PYTHON: Language = {
  id: "python",
  sourceName: "solution.py",
  commands: ["/usr/bin/python3", "/usr/local/bin/python3", "python3"],
  versionArgs: ["--version"],
  aptPackage: "python3",
  pieces: async ({ executable, ask }) => {
    const homes = [...new Set((await ask(["-I", "-c", PYTHON_HOMES])).split("\n"))];
    return { run: [executable, ...homes], compile: [executable, ...homes] };
  },
  // Parsing only: compiling to a file would need somewhere to write it.
  compile: ({ tool, source }) => [tool.executable, ...PYTHON_FLAGS, "-c", PYTHON_CHECK, source],
  run: ({ tool, program }) => [tool.executable, ...PYTHON_FLAGS, program],
  timeMultiplier: 1,
  outOfMemory: /^MemoryError/m,
  reservesMib: 0,
  selfTest: { source: "print('assay', 2 * int(input()))\n" },
};

/** What each of these would load at every start costs a tenth of a second; `require` finds the rest as it always does. */
const RUBY_FLAGS = ["--disable=gems,did_you_mean,error_highlight,rubyopt", "-W0", "-Eutf-8:utf-8"] as const;
/** Parts of the standard library that Ruby ships as gems, and that people expect of it. */
const RUBY_PATHS = `puts RbConfig::CONFIG["rubylibdir"], RbConfig::CONFIG["rubyarchdir"]
%w[prime matrix].each { |name| puts Gem::Specification.find_by_name(name).full_require_paths rescue nil }`;

export const RUBY: Language = {
  id: "ruby",
  sourceName: "solution.rb",
  commands: ["ruby"],
  versionArgs: ["--version"],
  aptPackage: "ruby",
  pieces: async ({ executable, ask }) => {
    const [library = "", machine = "", ...gems] = (await ask(["-e", RUBY_PATHS])).split("\n");
    const pieces = [executable, dirname(library), machine];
    return { run: pieces, compile: pieces, flags: gems.map((path) => `-I${path}`) };
  },
  compile: ({ tool, source }) => [tool.executable, ...RUBY_FLAGS, "-c", source],
  run: ({ tool, program }) => [tool.executable, ...RUBY_FLAGS, ...tool.flags, program],
  timeMultiplier: 1.5,
  outOfMemory: /NoMemoryError|failed to allocate memory/,
  reservesMib: 0,
  selfTest: { source: 'require "prime"\nputs "assay #{2 * gets.to_i}"\n' },
};

/** Extensions that distributions keep in files of their own, and that people expect of PHP. */
const PHP_EXTENSIONS = ["ctype", "iconv", "mbstring", "tokenizer", "bcmath", "gmp"];
// No ini file: warnings never mix with what the program prints, and the box's own limit ends a hungry one.
const PHP_FLAGS = [
  "-n",
  "-d",
  "display_errors=stderr",
  "-d",
  "html_errors=0",
  "-d",
  "memory_limit=-1",
] as const;

export const PHP: Language = {
  id: "php",
  sourceName: "solution.php",
  commands: ["php"],
  versionArgs: ["--version"],
  aptPackage: "php-cli",
  pieces: async ({ executable, ask }) => {
    const folder = await ask(["-n", "-r", "echo ini_get('extension_dir');"]);
    const found = PHP_EXTENSIONS.filter((name) => existsSync(`${folder}/${name}.so`));
    // Debian's PHP knows times only with the system's own table of zones.
    const pieces = [executable, "/usr/share/zoneinfo?", ...(found.length > 0 ? [folder] : [])];
    return { run: pieces, compile: pieces, flags: found.flatMap((name) => ["-d", `extension=${name}`]) };
  },
  compile: ({ tool, source }) => [tool.executable, ...PHP_FLAGS, "-l", source],
  run: ({ tool, program }) => [tool.executable, ...PHP_FLAGS, ...tool.flags, program],
  timeMultiplier: 1.5,
  outOfMemory: /Out of memory|Allowed memory size/,
  reservesMib: 0,
  selfTest: {
    source: "<?php echo 'assay ', 2 * (int) fgets(STDIN), ctype_digit('1') ? '' : '?', PHP_EOL;\n",
  },
};

/** What a script for a shell takes for granted. */
const SHELL_TOOLS =
  `sh bash awk basename bc cat comm cp cut date dc diff dirname du env expand expr factor false find fmt fold grep egrep
  fgrep head join jq ls md5sum mkdir mktemp mv nl numfmt od paste pr printf pwd rev rm rmdir sed seq sha256sum shuf sleep
  sort split stat sum tac tail tee test timeout touch tr true tsort uniq unexpand wc xargs xxd yes base64 column [`
    .split(/\s+/)
    .filter(Boolean);

export const BASH: Language = {
  id: "bash",
  sourceName: "solution.sh",
  commands: ["bash"],
  versionArgs: ["--version"],
  aptPackage: "bash",
  pieces: async ({ executable, gather }) => {
    // One folder: a mount for each tool would cost every test milliseconds.
    const tools = { host: gather("shell", SHELL_TOOLS), box: "/usr/bin" };
    return {
      run: [executable, "awk?", "jq?", tools],
      compile: [executable, tools],
      executable: "/usr/bin/bash",
    };
  },
  compile: ({ tool, source }) => [tool.executable, "--norc", "--noprofile", "-n", source],
  run: ({ tool, program }) => [tool.executable, "--norc", "--noprofile", program],
  timeMultiplier: 2,
  outOfMemory: /cannot allocate|Cannot allocate memory|memory exhausted/,
  reservesMib: 0,
  selfTest: { source: 'read -r n\nprintf "%s\\n" assay "$((2 * n))" | sort -r | tr "\\n" " "\n' },
};
