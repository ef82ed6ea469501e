import { expect, test } from "vitest";
import { CompileCache } from "./cache.ts";

function counting(bytes = 100) {
  const made: string[] = [];
  const make = (name: string) => async () => {
    made.push(name);
    return { value: `${name} made`, bytes };
  };
  return { made, make };
}

test("the same parts are made once, also when two ask at once", async () => {
  const cache = new CompileCache<string>();
  const { made, make } = counting();
  const both = await Promise.all([cache.take(["a", "b"], make("x")), cache.take(["a", "b"], make("y"))]);
  expect(both).toEqual(["x made", "x made"]);
  expect(await cache.take([Buffer.from("a"), "b"], make("z"))).toBe("x made");
  expect(made).toEqual(["x"]);
});

test("parts that only read the same when run together are different", async () => {
  const cache = new CompileCache<string>();
  const { made, make } = counting();
  await cache.take(["ab", "c"], make("x"));
  await cache.take(["a", "bc"], make("y"));
  expect(made).toEqual(["x", "y"]);
});

test("it holds no more bytes than it may, and forgets what was used longest ago", async () => {
  const cache = new CompileCache<string>(2_000);
  const { made, make } = counting(400);
  await cache.take(["a"], make("a"));
  await cache.take(["b"], make("b"));
  await cache.take(["a"], make("a"));
  await cache.take(["c"], make("c"));
  expect(made).toEqual(["a", "b", "c"]);
  await cache.take(["a"], make("a"));
  await cache.take(["b"], make("b"));
  expect(made).toEqual(["a", "b", "c", "b"]);
});

test("what is larger than all of it, and what failed, is not kept", async () => {
  const cache = new CompileCache<string>(1_000);
  const { made, make } = counting(2_000);
  await cache.take(["large"], make("large"));
  await cache.take(["large"], make("large"));
  expect(made).toEqual(["large", "large"]);
  const fails = () => Promise.reject(new Error("the box did not start"));
  await expect(cache.take(["a"], fails)).rejects.toThrow("did not start");
  expect(await cache.take(["a"], make("a"))).toBe("a made");
});
