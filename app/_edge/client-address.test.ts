import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { believeAddresses, believedAddress } from "./client-address.ts";
import { clientAddress } from "./request.ts";

test.each([
  ["nobody's header is believed without a proxy", "1.2.3.4", 0, "127.0.0.1"],
  ["one proxy: the last that it wrote", "6.6.6.6, 192.0.2.7", 1, "192.0.2.7"],
  ["two proxies: whom the outer one heard from", "6.6.6.6, 192.0.2.7, 10.0.0.1", 2, "192.0.2.7"],
  ["a request that went round a proxy is nobody's", "192.0.2.7", 2, null],
  ["so is one that no proxy wrote on", undefined, 1, null],
])("%s", (_why, forwarded, proxies, expected) => {
  expect(believedAddress(forwarded, "127.0.0.1", proxies)).toBe(expected);
});

describe("a request", () => {
  let proxies = 0;
  const server = createServer((request, response) => {
    const headers = new Headers({ "x-forwarded-for": String(request.headers["x-forwarded-for"]) });
    response.end(String(clientAddress(headers)));
  });
  const seen = async (forwarded?: string) => {
    const { port } = server.address() as AddressInfo;
    const headers = forwarded ? { "x-forwarded-for": forwarded } : undefined;
    return (await fetch(`http://127.0.0.1:${port}/`, headers ? { headers } : {})).text();
  };

  beforeAll(async () => {
    believeAddresses(() => proxies);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });
  afterAll(() => server.close());

  test("cannot choose its own address", async () => {
    expect(await seen("6.6.6.6")).toBe("127.0.0.1");
    expect(await seen()).toBe("127.0.0.1");
  });

  test("has the address that our proxy saw", async () => {
    proxies = 1;
    expect(await seen("6.6.6.6, 192.0.2.7")).toBe("192.0.2.7");
    expect(await seen()).toBe("null");
  });
});
