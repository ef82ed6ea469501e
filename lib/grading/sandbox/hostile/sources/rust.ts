import type { HostileSources } from "../types.ts";

const ANSWER = `println!("hostile 42");`;
const HEAD = `#![allow(dead_code, unused)]
use std::{fs, io::{self, Read, Write}, net::{TcpStream, UdpSocket}, os::unix::net::UnixStream, thread, time::Duration};
extern "C" { fn syscall(n: i64, ...) -> i64; fn fork() -> i32; fn setsid() -> i32; fn kill(p: i32, s: i32) -> i32; }
static mut OPENED: bool = false;
fn door(name: &str, r: i64) { if r != -1 { println!("opened {}", name); unsafe { OPENED = true; } } }
fn verdict() { if unsafe { !OPENED } { ${ANSWER} } }
fn show(p: &std::path::Path, depth: i32) {
    if let Ok(all) = fs::read_dir(p) {
        for e in all.flatten() { let q = e.path(); println!("{:?} {:?}", q, fs::read_link(&q)); if q.is_dir() { if depth > 0 { show(&q, depth - 1) } } else { show(&q, 0) } }
    } else if let Ok(f) = fs::File::open(p) { let mut b = vec![]; let _ = f.take(65536).read_to_end(&mut b); println!("== {:?}", p); let _ = io::stdout().write_all(&b); }
}
`;
/** @param statements the body of main. */
const main = (statements: string, before = "") => `${HEAD}${before}fn main() { ${statements} }\n`;
const shown = (paths: string) => `for p in [${paths}] { show(p.as_ref(), 3); }`;

export const RUST: HostileSources = {
  "01": main("loop { unsafe { fork(); } }"),
  "02": main(
    "loop { let _ = thread::Builder::new().spawn(|| loop { thread::sleep(Duration::from_secs(9)); }); }",
  ),
  "03": main("let mut x: Vec<Vec<u8>> = vec![]; loop { x.push(vec![1u8; 1 << 20]); }"),
  "04": main("let mut i = 0u64; loop { i = std::hint::black_box(i + 1); }"),
  "05": main("unsafe { for _ in 0..5 { fork(); } } loop { std::hint::spin_loop(); }"),
  "06": main("thread::sleep(Duration::from_secs(1000));"),
  "08": main('loop { println!("{}", "x".repeat(10000)); }'),
  "09": main('loop { eprintln!("{}", "x".repeat(10000)); }'),
  "10": main("let b = [120u8; 65536]; for _ in 0..16384 { let _ = io::stdout().write_all(&b); }"),
  "12": main(
    'let b: Vec<u8> = (0..10240).map(|i| i as u8).collect(); io::stdout().write_all(&b).unwrap(); print!("\\x1b]0;owned\\x07\\u{202e}{}", "A".repeat(1000000));',
  ),
  "13": main(""),
  "14": main(`${ANSWER} panic!();`),
  "15": main(`${ANSWER} println!("AC\\nx 0\\n{{\\"exit-code\\": 0}}\\n<PASSED::>");`),
  "16": main(
    'for e in std::env::vars() { println!("{:?}", e); } for p in ["1", "2", "self"] { for n in ["environ", "cmdline", "maps", "mountinfo", "status", "fd"] { show(format!("/proc/{}/{}", p, n).as_ref(), 0); } }',
  ),
  "17": main(
    `for l in io::stdin().lines().flatten() { if let Some(p) = l.strip_prefix("path ") { show(p.as_ref(), 2); } } ${shown('"/etc/shadow", "/etc/passwd", "/root", "/home", "/var", "/run"')}`,
  ),
  "18": main(shown('"/w", "/tmp", "/dev/shm", "/run", "/var", "/home", "/oldroot"')),
  "19": main(`for l in io::stdin().lines().flatten() { let w: Vec<&str> = l.splitn(2, ' ').collect(); let mut b = [0u8; 999];
    match w[0] { "tcp" => if let Ok(mut s) = TcpStream::connect(format!("127.0.0.1:{}", w[1])) { let n = s.read(&mut b).unwrap_or(0); println!("{}", String::from_utf8_lossy(&b[..n])); },
    "udp" => { if let Ok(s) = UdpSocket::bind("127.0.0.1:0") { let _ = s.send_to(b"hello", format!("127.0.0.1:{}", w[1])); } },
    "unix" => if let Ok(mut s) = UnixStream::connect(w[1]) { let n = s.read(&mut b).unwrap_or(0); println!("{}", String::from_utf8_lossy(&b[..n])); }, _ => {} } }
    println!("{:?}", TcpStream::connect("169.254.169.254:80").is_ok());`),
  "21": main(
    `for f in ["/tmp", "/dev/shm", "/w", "/", "/var/tmp"] { for i in 0..4000 { if fs::write(format!("{}/f{}", f, i), vec![1u8; 900000]).is_err() { break; } } } ${ANSWER}`,
  ),
  "22": main('let mut i = 0; loop { let _ = fs::File::create(format!("/tmp/{}", i)); i += 1; }'),
  "25": main(`unsafe { for s in [9, 15, 19] { kill(1, s); kill(-1, s); } } ${ANSWER}`),
  "26": main(
    'unsafe { door("ptrace", syscall(101, 16i64, 1i64, 0i64, 0i64)); door("process_vm_readv", syscall(310, 1i64, 0i64, 0i64, 0i64, 0i64, 0i64)); door("kcmp", syscall(312, 1i64, 2i64, 0i64, 0i64, 0i64)); } verdict();',
  ),
  "27": main(
    'unsafe { for f in [0x10000000i64, 0x20000, 0x20000000, 0x40000000, 0x8000000, 0x4000000, 0x2000000] { door("unshare", syscall(272, f)); door("clone", syscall(56, f | 17, 0i64, 0i64, 0i64, 0i64)); } door("chroot", syscall(161, "/tmp\\0".as_ptr())); } verdict();',
  ),
  "28": main(
    'unsafe { door("keyctl", syscall(250, 0i64, -3i64, 1i64)); door("bpf", syscall(321, 0i64, 0i64, 0i64)); door("io_uring", syscall(425, 8i64, [0u8; 120].as_mut_ptr())); door("userfaultfd", syscall(323, 0i64)); } verdict();',
  ),
  "29": main('unsafe { door("setuid", syscall(105, 0i64)); door("setgid", syscall(106, 0i64)); } verdict();'),
  "30": main(
    `${ANSWER} unsafe { if fork() == 0 { setsid(); if fork() == 0 { loop { thread::sleep(Duration::from_secs(9)); } } } }`,
  ),
  "31": main(ANSWER),
  "32": main(
    `let mut b = vec![]; io::stdin().read_to_end(&mut b).unwrap(); for _ in 0..1000 { io::stdin().read(&mut [0u8; 9]).unwrap(); } ${ANSWER}`,
  ),
  "33": `macro_rules! bomb { ($($x:tt)*) => { bomb!($($x)* $($x)*) } }\nfn main() { bomb!(a b c d) }\n`,
  "33b": 'const S: &[u8] = include_bytes!("/dev/zero");\nfn main() { println!("{}", S.len()) }\n',
  "34": 'const S: &str = include_str!("/etc/shadow");\nconst T: &str = include_str!("/proc/self/environ");\nconst U: &str = env!("DATABASE_URL");\nfn main() { println!("{}{}{}", S, T, U) }\n',
  "38": main(
    `let mut opened = false; for (n, _) in std::env::vars() { if !["PATH", "HOME", "LANG", "PYTHONHASHSEED", "PWD", "_", "OLDPWD", "SHLVL"].contains(&n.as_str()) { println!("{}", n); opened = true; } } if !opened { ${ANSWER} }`,
  ),
  "42": main(
    'unsafe { door("shmget", syscall(29, 0i64, 1i64 << 26, 0o1600i64)); door("msgget", syscall(68, 0i64, 0o1600i64)); door("memfd", syscall(319, "x\\0".as_ptr(), 0i64)); } verdict();',
  ),
  "47": main(`${ANSWER} std::process::exit(137);`),
  "48": main("unsafe { kill(std::process::id() as i32, 19); } thread::sleep(Duration::from_secs(1000));"),
  "53": main(
    'println!("{}", f(0));',
    "fn f(n: u64) -> u64 { let a = std::hint::black_box([n; 64]); f(n + 1) + a[(n % 64) as usize] }\n",
  ),
};
