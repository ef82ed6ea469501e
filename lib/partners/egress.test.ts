import { describe, expect, it } from "vitest";
import { checkAddress, type EgressReason, EgressRefused, isPublicAddress } from "./egress.ts";

const reasonFor = (address: string, allow: string[] = []): EgressReason | "passes" => {
  try {
    checkAddress(address, allow);
    return "passes";
  } catch (error) {
    if (error instanceof EgressRefused) return error.reason;
    throw error;
  }
};

describe("the way out", () => {
  it.each<[string, EgressReason | "passes"]>([
    ["https://partner.example/api", "passes"],
    ["https://partner.example:8443/api", "passes"],
    ["https://8.8.8.8/", "passes"],
    ["https://[2606:4700::1111]/", "passes"],
    ["nonsense", "not_a_url"],
    ["ftp://partner.example", "scheme"],
    ["file:///etc/passwd", "scheme"],
    ["http://partner.example", "scheme"],
    ["https://user:secret@partner.example", "credentials_in_url"],
    ["https://partner.example:22", "port"],
    ["https://partner.example:6379", "port"],
    ["https://127.0.0.1", "internal_address"],
    ["https://127.1", "internal_address"],
    ["https://0x7f.1", "internal_address"],
    ["https://2130706433", "internal_address"],
    ["https://0177.0.0.1", "internal_address"],
    ["https://0.0.0.0", "internal_address"],
    ["https://10.0.0.8", "internal_address"],
    ["https://172.16.0.1", "internal_address"],
    ["https://192.168.1.1", "internal_address"],
    ["https://100.64.0.1", "internal_address"],
    ["https://169.254.169.254/latest/meta-data", "internal_address"],
    ["https://198.18.0.1", "internal_address"],
    ["https://224.0.0.1", "internal_address"],
    ["https://255.255.255.255", "internal_address"],
    ["https://[::1]", "internal_address"],
    ["https://[::]", "internal_address"],
    ["https://[::ffff:127.0.0.1]", "internal_address"],
    ["https://[::ffff:7f00:1]", "internal_address"],
    ["https://[::127.0.0.1]/", "internal_address"],
    ["https://[::7f00:1]", "internal_address"],
    ["https://[::808:808]", "internal_address"],
    ["https://[fe80::1]", "internal_address"],
    ["https://[fd00::1]", "internal_address"],
    ["https://[fec0::1]", "internal_address"],
    ["https://[64:ff9b::7f00:1]", "internal_address"],
    ["https://[2002:7f00:1::]", "internal_address"],
    ["https://[2001:db8::1]", "internal_address"],
    ["https://localhost", "internal_address"],
    ["https://api.localhost", "internal_address"],
    ["https://localhost.", "internal_address"],
    ["https://127.0.0.1.", "internal_address"],
  ])("%s: %s", (address, reason) => {
    expect(reasonFor(address)).toBe(reason);
  });

  it("opens to exactly what the allow list names", () => {
    const allow = ["127.0.0.1:4010"];
    expect(reasonFor("http://127.0.0.1:4010/x", allow)).toBe("passes");
    expect(reasonFor("http://127.0.0.1:4011/x", allow)).toBe("scheme");
    expect(reasonFor("https://127.0.0.1:4011/x", allow)).toBe("port");
    expect(reasonFor("https://127.0.0.1/x", allow)).toBe("internal_address");
    expect(reasonFor("http://u:p@127.0.0.1:4010", allow)).toBe("credentials_in_url");
  });

  it("tells public addresses from all others", () => {
    expect(isPublicAddress("93.184.216.34")).toBe(true);
    for (const address of ["127.0.0.1", "::ffff:10.0.0.1", "fe80::1%eth0", "nonsense", ""]) {
      expect(isPublicAddress(address)).toBe(false);
    }
  });
});
