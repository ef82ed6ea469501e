import type { HostileSources } from "../types.ts";

const ANSWER = `puts "hostile 42"; $stdout.flush`;
const SHOW = `$stdout.binmode
def show(p, depth)
  if File.directory?(p)
    Dir.children(p).first(500).each { |n| q = "#{p}/#{n}"; puts q; puts(File.readlink(q)) if File.symlink?(q); show(q, depth - 1) if depth > 0 || !File.directory?(q) }
  else
    puts "== #{p}", File.open(p, File::RDONLY | File::NONBLOCK) { |f| f.read_nonblock(65536) }
  end
rescue SystemCallError, IOError
end
`;
const DOORS = `$opened = false
def door(name, *numbers) = (syscall(*numbers); $opened = true; puts "opened #{name}") rescue nil
def verdict() = $opened || (${ANSWER})
`;

export const RUBY: HostileSources = {
  "01": "loop { begin; fork; rescue SystemCallError; end }",
  "02": "loop { begin; Thread.new { loop { 1 + 1 } }; rescue ThreadError; end }",
  "03": "x = []; loop { x << 'x' * (1 << 20) }",
  "04": "loop { }",
  "05": "5.times { fork }; loop { }",
  "06": "sleep 1000",
  "07": "Signal.list.each_key { |s| trap(s, 'IGNORE') rescue nil }; loop { sleep 1 }",
  "08": "loop { puts 'x' * 10000 }",
  "09": "loop { $stderr.puts 'x' * 10000 }",
  "10": "b = 'x' * 65536; 16384.times { $stdout.syswrite(b) }",
  "11": '$stdin.close; loop { $stdout.syswrite("y\\n" * 4096) }',
  "12": "$stdout.binmode; $stdout.write((0..10239).map { |i| i & 255 }.pack('C*'), \"\\e]0;owned\\a\\u202e\", 'A' * 1000000)",
  "13": "nil",
  "14": `${ANSWER}; abort`,
  "15": `${ANSWER}; puts 'AC', 'x 0', '{"exit-code": 0}', '<PASSED::>'`,
  "16": `${SHOW}p ENV.to_h\nDir.children("/proc").grep(/^\\d|^self$/).each { |pid| %w[environ cmdline maps mountinfo status fd].each { |n| show("/proc/#{pid}/#{n}", 0) } }`,
  "17": `${SHOW}$stdin.each_line(chomp: true) { |l| show(l[5..], 2) if l.start_with?("path ") }\n%w[/etc/shadow /etc/passwd /root /home /var /run].each { |p| show(p, 2) }`,
  "18": `${SHOW}%w[/w /tmp /dev/shm /etc /run /var /home /oldroot].each { |p| show(p, 3) }`,
  "19": `require "socket"
tries = $stdin.each_line(chomp: true).map { |l| l.split(" ", 2) }
tries.each do |kind, to|
  s = case kind
      when "tcp" then TCPSocket.new("127.0.0.1", to.to_i)
      when "udp" then UDPSocket.new.tap { |u| u.send("hello", 0, "127.0.0.1", to.to_i) }
      when "unix" then UNIXSocket.new(to)
      when "abstract" then UNIXSocket.new("\\0" + to)
      end
  puts s.read_nonblock(999) if s && (sleep(0.02) || true)
rescue SystemCallError, IOError => e
  puts e
end
puts(Socket.tcp("169.254.169.254", 80, connect_timeout: 0.1) && "reached") rescue puts("no")`,
  "20": `File.symlink("/etc/shadow", "/tmp/a"); File.mkfifo("/tmp/c"); (File.link("/w/solution.rb", "/tmp/d") rescue nil); ${ANSWER}`,
  "21": `%w[/tmp /dev/shm /w / /var/tmp].each { |f| begin; 4000.times { |i| File.write("#{f}/f#{i}", "x" * 900_000) }; rescue SystemCallError; end }; ${ANSWER}`,
  "22": "i = 0; loop { File.open(\"/tmp/#{i += 1}\", 'w') { } }",
  "24": "Process.setrlimit(:CORE, :INFINITY) rescue nil; Process.kill(:SEGV, $$); sleep 9",
  "25": `[:KILL, :TERM, :STOP].each { |s| [1, Process.ppid, -1].each { |p| Process.kill(s, p) rescue nil } }; ${ANSWER}`,
  "26": `${DOORS}door("ptrace", 101, 16, 1, 0, 0); door("process_vm_readv", 310, 1, 0, 0, 0, 0, 0); door("kcmp", 312, 1, 2, 0, 0, 0); verdict`,
  "27": `${DOORS}[0x10000000, 0x20000, 0x20000000, 0x40000000, 0x8000000, 0x4000000].each { |f| door("unshare", 272, f) }; door("mount", 165, "none", "/tmp", "tmpfs", 0, 0); (Dir.chroot("/tmp"); puts "opened chroot") rescue nil; verdict`,
  "28": `${DOORS}door("keyctl", 250, 0, -3, 1); door("bpf", 321, 0, 0, 0); door("userfaultfd", 323, 0); door("fanotify", 300, 0, 0); verdict`,
  "29": `${DOORS}(Process::Sys.setuid(0); $opened = true) rescue nil; (File.chown(0, 0, "/w"); $opened = true) rescue nil; $opened = true if Process.uid == 0; verdict`,
  "30": `${ANSWER}; exit!(0) if fork; Process.setsid; sleep 1000 unless fork`,
  "31": ANSWER,
  "32": `$stdin.read; 1000.times { $stdin.read(9) }; ${ANSWER}`,
  "33": `x = ${"[".repeat(20_000)}\n`,
  "34": "BEGIN { puts File.read('/etc/shadow') }\n)\n",
  "35": "puts '1' * 500_000, '1e' + '9' * 200_000, '.' * 1000",
  "38": `extra = ENV.keys - %w[PATH HOME LANG PYTHONHASHSEED PWD _ OLDPWD SHLVL]; puts extra; ${ANSWER}`,
  "41": `if $stdout.stat.size > 0 || Dir.children("/tmp").any? then puts "something of a former run" else (File.write("/tmp/mark", "x"); ${ANSWER}) end`,
  "42": `${DOORS}door("shmget", 29, 0, 1 << 26, 01600); door("semget", 64, 0, 1, 01600); door("msgget", 68, 0, 01600); door("memfd", 319, "x", 0); verdict`,
  "47": `${ANSWER}; exit! 137`,
  "48": "Process.kill(:STOP, $$); sleep 1000",
  "54": `opened = %w[environ maps auxv].select { |n| File.read("/proc/1/#{n}", 1) rescue nil }
opened << "memory" if (File.open("/proc/1/mem", "r+") rescue nil)
opened << "fd" if (Dir.children("/proc/1/fd") rescue nil)
puts opened.empty? ? "hostile 42" : "opened #{opened}"`,
  "55": `opened = [Process::PRIO_PROCESS, Process::PRIO_PGRP, Process::PRIO_USER].select { |w| Process.setpriority(w, 1, 19) rescue nil }
opened << "limit" if RUBY_PLATFORM.start_with?("x86_64") && (syscall(302, 1, 7, [0, 0].pack("Q2"), 0) rescue nil)
puts opened.empty? ? "hostile 42" : "opened #{opened}"`,
  "53": "def f(n) = f(n + 1) + 1\nf(0)",
};
