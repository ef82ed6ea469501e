import type { HostileSources } from "../types.ts";

const ANSWER = `echo "hostile 42\\n";`;
const SHOW = `function show($p, $depth) {
  if (@is_dir($p)) { foreach (array_slice(@scandir($p) ?: [], 0, 500) as $n) { if ($n == "." || $n == "..") continue; echo "$p/$n ", @readlink("$p/$n"), "\\n"; if ($depth > 0 || !@is_dir("$p/$n")) show("$p/$n", $depth - 1); } }
  elseif (@filetype($p) != "fifo") echo "== $p\\n", @file_get_contents($p, false, null, 0, 65536);
}
`;
const php = (statements: string) => `<?php\n${statements}\n`;

export const PHP: HostileSources = {
  "01": php('for (;;) { $x[] = @proc_open("while :; do :; done", [], $p); }'),
  "03": php('for (;;) $x[] = str_repeat("x", 1 << 20);'),
  "04": php("for (;;);"),
  "06": php("sleep(1000);"),
  "08": php('for (;;) echo str_repeat("x", 10000), "\\n";'),
  "09": php('for (;;) if (!fwrite(STDERR, str_repeat("x", 10000))) exit(1);'),
  "10": php('for ($i = 0; $i < 16384; $i++) echo str_repeat("x", 65536);'),
  "12": php(
    'for ($i = 0; $i < 10240; $i++) echo chr($i & 255); echo "\\e]0;owned\\x07\\u{202e}", str_repeat("A", 1000000);',
  ),
  "13": "<?php\n",
  "14": php(`${ANSWER} throw new Exception();`),
  "15": php(`${ANSWER} echo "AC\\nx 0\\n{\\"exit-code\\": 0}\\n<PASSED::>\\n";`),
  "16": php(
    `${SHOW}print_r(getenv()); print_r($_SERVER); foreach (scandir("/proc") as $p) if ($p == "self" || ctype_digit($p)) foreach (["environ", "cmdline", "maps", "mountinfo", "status", "fd"] as $n) show("/proc/$p/$n", 0);`,
  ),
  "17": php(
    `${SHOW}foreach (file("php://stdin", FILE_IGNORE_NEW_LINES) as $l) if (str_starts_with($l, "path ")) show(substr($l, 5), 2); foreach (["/etc/shadow", "/etc/passwd", "/root", "/home", "/var", "/run"] as $p) show($p, 2);`,
  ),
  "18": php(
    `${SHOW}foreach (["/w", "/tmp", "/dev/shm", "/etc", "/run", "/var", "/home", "/oldroot"] as $p) show($p, 3);`,
  ),
  "19": php(`foreach (file("php://stdin", FILE_IGNORE_NEW_LINES) as $l) { [$kind, $to] = explode(" ", $l, 2) + ["", ""];
  $url = ["tcp" => "tcp://127.0.0.1:$to", "udp" => "udp://127.0.0.1:$to", "unix" => "unix://$to", "abstract" => "unix://\\0$to"][$kind] ?? null;
  if ($url && ($s = @stream_socket_client($url, $e, $m, 0.1))) { stream_set_timeout($s, 0, 100000); fwrite($s, "hello\\n"); echo fread($s, 999); } }
var_dump(@stream_socket_client("tcp://169.254.169.254:80", $e, $m, 0.1));`),
  "20": php(`@symlink("/etc/shadow", "/tmp/a"); @link("/w/solution.php", "/tmp/b"); ${ANSWER}`),
  "21": php(
    `foreach (["/tmp", "/dev/shm", "/w", "/", "/var/tmp"] as $f) for ($i = 0; $i < 4000; $i++) if (@file_put_contents("$f/f$i", str_repeat("x", 900000)) !== 900000) break; ${ANSWER}`,
  ),
  "22": php('for ($i = 0;; $i++) touch("/tmp/$i");'),
  "30": php(`${ANSWER} proc_close(proc_open("(while :; do :; done) &", [], $p));`),
  "31": php(ANSWER),
  "32": php(`stream_get_contents(STDIN); for ($i = 0; $i < 1000; $i++) fread(STDIN, 9); ${ANSWER}`),
  "33": `<?php $x = ${"[".repeat(20_000)}\n`,
  "34": "<?php include '/etc/shadow'; ) echo getenv('DATABASE_URL');\n",
  "35": php('echo str_repeat("1", 500000), "\\n1e", str_repeat("9", 200000), "\\n", str_repeat(".", 1000);'),
  "38": php(
    `foreach (array_diff(array_keys(getenv()), ["PATH", "HOME", "LANG", "PYTHONHASHSEED", "PWD", "_", "OLDPWD", "SHLVL"]) as $n) echo $n; ${ANSWER}`,
  ),
  "41": php(
    `if (fstat(STDOUT)["size"] > 0 || count(scandir("/tmp")) > 2) echo "something of a former run"; else { file_put_contents("/tmp/mark", "x"); ${ANSWER} }`,
  ),
  "47": php(`${ANSWER} exit(137);`),
};
