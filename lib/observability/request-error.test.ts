import { beforeEach, expect, test, vi } from "vitest";
import { reportRequestError } from "./request-error.ts";

const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
const said = () => written.mock.calls.map(([line]) => String(line)).join("");
beforeEach(() => written.mockClear());

const request = { path: "/verify", method: "POST", headers: {} };
const route = { routePath: "/verify", routeType: "action" };

test("a body larger than a page takes is a stranger's post, not a bug", () => {
  reportRequestError(new Error("Body exceeded 1 MB limit.\nTo configure …"), request, route);
  expect(said()).not.toContain('"bug"');
});

test("a request that breaks off is its sender's doing: no bug, and no database that is away", () => {
  reportRequestError(Object.assign(new Error("aborted"), { code: "ECONNRESET" }), request, route);
  expect(said()).not.toMatch(/"bug"|database\.away/);
});

test("a database that starts up again is away: a warning, and no bug of ours", () => {
  const driver = Object.assign(new Error("the database system is starting up"), {
    cause: { kind: "postgres", code: "57P03" },
  });
  const error = Object.assign(new Error("Raw query failed"), {
    code: "P2010",
    meta: { driverAdapterError: driver },
  });
  reportRequestError(error, request, route);
  expect(said()).toContain("database.away");
  expect(said()).not.toContain('"bug"');
  reportRequestError(new Error("ours"), request, route);
  expect(said()).toContain('"bug"');
});
