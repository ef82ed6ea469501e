import { expect, test } from "vitest";
import { networkOf } from "./rules.ts";

test("an address's network is all of IPv4 and half of IPv6, however it is written", () => {
  expect(networkOf("192.0.2.7")).toBe("192.0.2.7");
  expect(networkOf("::ffff:192.0.2.7")).toBe("192.0.2.7");
  const written = ["2001:db8:0:1:2:3:4:5", "2001:0db8::1:9:9:9:9", "2001:DB8::1:0:0:0:0"];
  expect(new Set(written.map(networkOf))).toEqual(new Set(["2001:db8:0:1"]));
  expect(networkOf("2001:db8::5")).toBe("2001:db8:0:0");
  expect(networkOf("::1")).toBe("0:0:0:0");
  expect(networkOf("fe80::1%eth0")).toBe("fe80:0:0:0");
  expect([networkOf(""), networkOf("unknown"), networkOf("1.2.3")]).toEqual([null, null, null]);
});
