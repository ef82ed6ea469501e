import type { HostileSources } from "../types.ts";

/** @param statements the body of main. */
const main = (statements: string, members = "") => `import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.file.*;
import java.util.*;
public class Main {
  static void show(Path p, int depth) {
    try {
      if (Files.isDirectory(p)) { try (var all = Files.newDirectoryStream(p)) { for (Path q : all) { System.out.println(q); if (depth > 0) show(q, depth - 1); } } }
      else try (var in = Files.newInputStream(p)) { System.out.println("== " + p); System.out.write(in.readNBytes(65536)); }
    } catch (Throwable t) {}
  }
  ${members}
  public static void main(String[] args) throws Throwable { ${statements} }
}
`;
const ANSWER = `System.out.println("hostile 42");`;

export const JAVA: HostileSources = {
  "01": main(
    `for (;;) try { new ProcessBuilder("/usr/bin/sh", "-c", "sh -c 'while :; do :; done'").start(); } catch (Throwable t) {}`,
  ),
  "02": main(
    `for (;;) try { Thread t = new Thread(() -> { for (;;); }); t.setDaemon(true); t.start(); } catch (Throwable t) {}`,
  ),
  "03": main(
    `var x = new ArrayList<byte[]>(); for (;;) { byte[] b = new byte[1 << 20]; Arrays.fill(b, (byte) 1); x.add(b); }`,
  ),
  "03b": main(
    `var x = new ArrayList<ByteBuffer>(); for (;;) { var b = ByteBuffer.allocateDirect(1 << 20); while (b.hasRemaining()) b.put((byte) 1); x.add(b); }`,
  ),
  "04": main("for (;;);"),
  "05": main("for (int i = 0; i < 3; i++) new Thread(() -> { for (;;); }).start();"),
  "06": main("Thread.sleep(1000000);"),
  "08": main(`String s = "x".repeat(10000); for (;;) System.out.println(s);`),
  "09": main(
    `String s = "x".repeat(10000); for (;;) { System.err.println(s); if (System.err.checkError()) System.exit(3); }`,
  ),
  "10": main(
    `byte[] b = new byte[65536]; var out = new FileOutputStream(FileDescriptor.out); for (int i = 0; i < 16384; i++) out.write(b);`,
  ),
  "12": main(
    `for (int i = 0; i < 10240; i++) System.out.write(i & 255); System.out.print("\\u001b]0;owned\\u0007\\u202e" + "A".repeat(1000000)); System.out.flush();`,
  ),
  "13": main(""),
  "14": main(`${ANSWER} throw new IllegalStateException();`),
  "15": main(`${ANSWER} System.out.println("AC\\nx 0\\n{\\"exit-code\\": 0}\\n<PASSED::>");`),
  "16": main(`System.out.println(System.getenv()); System.out.println(System.getProperties());
    for (String p : new File("/proc").list()) if (p.equals("self") || Character.isDigit(p.charAt(0))) { for (String n : List.of("environ", "cmdline", "maps", "mountinfo", "status")) show(Path.of("/proc", p, n), 0); show(Path.of("/proc", p, "fd"), 1); }`),
  "17": main(`for (String l : new String(System.in.readAllBytes()).split("\\n")) if (l.startsWith("path ")) show(Path.of(l.substring(5)), 2);
    for (String p : List.of("/etc/shadow", "/etc/passwd", "/root", "/home", "/var", "/run")) show(Path.of(p), 2);`),
  "18": main(
    `for (String p : List.of("/w", "/tmp", "/dev/shm", "/run", "/var", "/home", "/oldroot")) show(Path.of(p), 3);`,
  ),
  "19": main(
    `for (String l : new String(System.in.readAllBytes()).split("\\n")) { String[] w = l.split(" ", 2); if (w[0].equals("tcp")) talk("127.0.0.1", Integer.parseInt(w[1]));
      if (w[0].equals("udp")) try (var s = new DatagramSocket()) { s.send(new DatagramPacket(new byte[4], 4, InetAddress.getByName("127.0.0.1"), Integer.parseInt(w[1]))); } catch (Throwable t) {}
      if (w[0].equals("unix")) try (var c = java.nio.channels.SocketChannel.open(UnixDomainSocketAddress.of(w[1]))) { var b = ByteBuffer.allocate(999); c.read(b); System.out.println(new String(b.array())); } catch (Throwable t) {} }
    talk("169.254.169.254", 80); talk("::1", 5432); try { System.out.println(InetAddress.getByName("example.org")); } catch (Throwable t) {}`,
    `static void talk(String host, int port) { try (var s = new Socket()) { s.connect(new InetSocketAddress(host, port), 100); s.setSoTimeout(100); System.out.write(s.getInputStream().readNBytes(99)); } catch (Throwable t) { System.out.println(t); } }`,
  ),
  "20": main(
    `Files.createSymbolicLink(Path.of("/tmp/a"), Path.of("/etc/shadow")); Files.createSymbolicLink(Path.of("/tmp/b"), Path.of("../../../../etc/passwd")); ${ANSWER}`,
  ),
  "21": main(
    `for (String f : List.of("/tmp", "/dev/shm", "/w", "/", "/var/tmp")) try { for (int i = 0; i < 4000; i++) Files.write(Path.of(f, "f" + i), new byte[900000]); } catch (Throwable t) {} ${ANSWER}`,
  ),
  "22": main(`for (int i = 0;; i++) Files.createFile(Path.of("/tmp/" + i));`),
  "25": main(
    `for (String s : List.of("KILL -1", "KILL 1", "TERM 1")) try { new ProcessBuilder("/usr/bin/sh", "-c", "kill -" + s.replace(" -1", " 1")).start().waitFor(); } catch (Throwable t) {} ProcessHandle.allProcesses().filter(p -> p.pid() == 1).forEach(ProcessHandle::destroyForcibly); ${ANSWER}`,
  ),
  "30": main(
    `${ANSWER} new ProcessBuilder("/usr/bin/sh", "-c", "(while :; do read x < /dev/zero; done) & ").inheritIO().start();`,
  ),
  "31": main(ANSWER),
  "32": main(`System.in.readAllBytes(); for (int i = 0; i < 1000; i++) System.in.read(); ${ANSWER}`),
  "33": `public class Main { static int x = ${"(".repeat(9000)}1${")".repeat(9000)}; public static void main(String[] a) { System.out.println("hostile 42") } }\n`,
  "34": `import java.nio.file.*;
import javax.annotation.processing.*;
@SupportedAnnotationTypes("*")
public class Main extends AbstractProcessor {
  static final String S = Files.readString(Path.of("/etc/shadow"));
  public boolean process(java.util.Set a, RoundEnvironment r) { throw new Error(System.getenv().toString()); }
  public static void main(String[] a) { }
}
`,
  "38": main(
    `for (String n : System.getenv().keySet()) if (!List.of("PATH", "HOME", "LANG", "PYTHONHASHSEED", "PWD", "_", "OLDPWD", "SHLVL").contains(n)) System.out.println(n); ${ANSWER}`,
  ),
  "46": main(
    `${ANSWER} System.out.flush(); try (var c = new FileOutputStream(FileDescriptor.out).getChannel()) { c.position(1L << 40); c.write(ByteBuffer.wrap(new byte[1])); } catch (IOException e) {}`,
  ),
  "47": main(`${ANSWER} System.out.flush(); Runtime.getRuntime().halt(137);`),
  "53": main("System.out.println(f(0));", "static int f(int n) { return f(n + 1) + 1; }"),
};
