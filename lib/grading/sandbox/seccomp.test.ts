import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { assembleFilter, type FilterArch, filterArch } from "./seccomp.ts";

const ALLOW = 0x7fff0000;
const NOTHING = 0x00050000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;
const KILL = 0x80000000;

/** A small BPF machine: what the kernel would answer to one system call. */
function answer(arch: FilterArch, call: { arch: number; nr: number; args?: number[] }): number {
  const program = Buffer.from(assembleFilter(arch));
  const load = (offset: number) => {
    if (offset === 0) return call.nr;
    if (offset === 4) return call.arch;
    return call.args?.[(offset - 16) / 8] ?? 0;
  };
  let accumulator = 0;
  for (let at = 0; at < program.length / 8; at++) {
    const code = program.readUInt16LE(at * 8);
    const k = program.readUInt32LE(at * 8 + 4);
    if (code === 0x20) accumulator = load(k);
    else if (code === 0x06) return k;
    else {
      const holds =
        code === 0x15 ? accumulator === k : code === 0x35 ? accumulator >= k : (accumulator & k) !== 0;
      at += program.readUInt8(at * 8 + (holds ? 2 : 3));
    }
  }
  throw new Error("the program ran off its end");
}

const X86 = 0xc000003e;

describe("the filter on x86_64", () => {
  test.each([
    ["read", { arch: X86, nr: 0 }, ALLOW],
    ["ptrace", { arch: X86, nr: 101 }, EPERM],
    ["mount", { arch: X86, nr: 165 }, EPERM],
    ["bpf", { arch: X86, nr: 321 }, EPERM],
    ["io_uring_setup", { arch: X86, nr: 425 }, EPERM],
    ["keyctl", { arch: X86, nr: 250 }, EPERM],
    ["clone3", { arch: X86, nr: 435 }, ENOSYS],
    ["fork by clone", { arch: X86, nr: 56, args: [17] }, ALLOW],
    ["a thread", { arch: X86, nr: 56, args: [0x3d0f00] }, ALLOW],
    ["clone with a new user namespace", { arch: X86, nr: 56, args: [0x10000011] }, EPERM],
    ["TIOCSTI", { arch: X86, nr: 16, args: [0, 0x5412] }, EPERM],
    ["another ioctl", { arch: X86, nr: 16, args: [0, 0x5401] }, ALLOW],
    ["a Unix socket", { arch: X86, nr: 41, args: [1] }, ALLOW],
    ["AF_VSOCK", { arch: X86, nr: 41, args: [40] }, EPERM],
    ["AF_ALG", { arch: X86, nr: 41, args: [38] }, EPERM],
    ["a family nobody has use for", { arch: X86, nr: 41, args: [30] }, EPERM],
    ["IPv6", { arch: X86, nr: 41, args: [10] }, ALLOW],
    ["a pair of Unix sockets", { arch: X86, nr: 53, args: [1] }, ALLOW],
    ["a pair of another family", { arch: X86, nr: 53, args: [30] }, EPERM],
    ["an attribute on a file", { arch: X86, nr: 190 }, EPERM],
    ["a flag on a file", { arch: X86, nr: 16, args: [1, 0x40086602] }, EPERM],
    ["System V shared memory", { arch: X86, nr: 29 }, EPERM],
    ["watching files", { arch: X86, nr: 294 }, EPERM],
    ["a lock on a file", { arch: X86, nr: 73 }, NOTHING],
    ["its own limits", { arch: X86, nr: 302, args: [0, 7] }, ALLOW],
    ["the limits of pid 1", { arch: X86, nr: 302, args: [1, 7] }, EPERM],
    ["its own processors", { arch: X86, nr: 203, args: [0] }, ALLOW],
    ["the processors of pid 1", { arch: X86, nr: 203, args: [1] }, EPERM],
    ["the scheduler of pid 1", { arch: X86, nr: 144, args: [1] }, EPERM],
    ["its own priority", { arch: X86, nr: 141, args: [0, 0, 5] }, ALLOW],
    ["the priority of pid 1", { arch: X86, nr: 141, args: [0, 1, 19] }, EPERM],
    ["the priority of its whole user", { arch: X86, nr: 141, args: [2, 0, 19] }, EPERM],
    ["its own turn at the disk", { arch: X86, nr: 251, args: [1, 0] }, ALLOW],
    ["the turn of its group", { arch: X86, nr: 251, args: [2, 0] }, EPERM],
    ["an x32 call", { arch: X86, nr: 0x40000000 }, ENOSYS],
    ["a 32-bit call", { arch: 0x40000003, nr: 0 }, KILL],
  ])("%s", (_name, call, expected) => {
    expect(answer("x86_64", call)).toBe(expected);
  });
});

test("the filter on aarch64 has that machine's numbers", () => {
  const arch = 0xc00000b7;
  expect(answer("aarch64", { arch, nr: 117 })).toBe(EPERM);
  expect(answer("aarch64", { arch, nr: 101 })).toBe(ALLOW);
  expect(answer("aarch64", { arch, nr: 220, args: [0x10000011] })).toBe(EPERM);
  expect(answer("aarch64", { arch, nr: 261, args: [1] })).toBe(EPERM);
  expect(answer("aarch64", { arch, nr: 261, args: [0] })).toBe(ALLOW);
  expect(answer("aarch64", { arch: X86, nr: 0 })).toBe(KILL);
});

/** A changed hash means a changed wall: look at the difference twice, then write the new hash here. */
test.each([
  ["x86_64", "4436eca59654f9c4838d3b6f613e7cee8a2ab3349cbc83ec38e0ed5859f91ade"],
  ["aarch64", "e542100a062aabf9a9682f7923847a0905617ce0b422e84c962e4bc924d11ba6"],
] as const)("the filter for %s is the one that was reviewed", (arch, hash) => {
  expect(createHash("sha256").update(assembleFilter(arch)).digest("hex")).toBe(hash);
});

test("an architecture without numbers has no filter", () => {
  expect(filterArch("x64")).toBe("x86_64");
  expect(filterArch("ppc64")).toBeNull();
});
