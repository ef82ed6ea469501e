import type { Signature } from "#lib/assessments/functions/schema.ts";
import { typeOf } from "#lib/assessments/functions/types.ts";
import type { Harness } from "./types.ts";

const program = ({ name, parameters }: Signature) => String.raw`"use strict";
const fs = require("node:fs");
const vm = require("node:vm");
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");

const NAME = ${JSON.stringify(name)};
const TYPES = ${JSON.stringify(parameters.map(({ type }) => typeOf(type)))};
const SOURCE = process.argv[2];
const write = fs.writeSync;
const exit = process.exit.bind(process);

function revive(value, type) {
  if (value === null) return null;
  if (type.kind === "long") return BigInt(value);
  if (type.kind === "nullable") return revive(value, type.of);
  if (type.kind === "list") return value.map((item) => revive(item, type.of));
  if (type.kind !== "map") return value;
  for (const key of Object.keys(value)) value[key] = revive(value[key], type.of);
  return value;
}

const foreign = (what) => "!" + JSON.stringify(what);

function textOfNumber(value) {
  if (Object.is(value, -0)) return "-0";
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
}

function textOf(value, left = 60) {
  switch (typeof value) {
    case "undefined": return "null";
    case "boolean": return String(value);
    case "number": return textOfNumber(value);
    case "bigint": {
      const text = value.toString();
      return text.length > 300 ? foreign("a whole number of more than 300 digits") : text;
    }
    case "string": return JSON.stringify(value);
    case "function": return foreign("a function");
    case "symbol": return foreign("a symbol");
  }
  if (value === null) return "null";
  if (left === 0) return foreign("a structure that nests without end");
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView)))
    return "[" + Array.from(value, (item) => textOf(item, left - 1)).join(",") + "]";
  if (value instanceof Map && ![...value.keys()].every((key) => typeof key === "string"))
    return foreign("a Map whose keys are not text");
  const name = value.constructor && value.constructor.name;
  if (!(value instanceof Map) && name !== undefined && name !== "Object")
    return foreign("a value of the type " + String(name).slice(0, 60));
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return "{" + entries.map(([key, item]) => JSON.stringify(key) + ":" + textOf(item, left - 1)).join(",") + "}";
}

function leave(code, text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += write(3, bytes, at);
  exit(code);
}

/** What the candidate's file calls NAME: a declaration of a script, or an export. */
async function load() {
  const module = { exports: {} };
  Object.assign(globalThis, { require: createRequire(SOURCE), module, exports: module.exports });
  let script;
  try {
    script = new vm.Script(fs.readFileSync(SOURCE, "utf8"), {
      filename: SOURCE,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const exported = await import(pathToFileURL(SOURCE));
    return exported[NAME] || exported.default;
  }
  script.runInThisContext();
  const declared = vm.runInThisContext("typeof " + NAME + " === 'function' ? " + NAME + " : undefined");
  return declared || (typeof module.exports === "function" ? module.exports : module.exports[NAME]);
}

async function call() {
  const given = JSON.parse(fs.readFileSync(0, "utf8"));
  const values = given.map((value, index) => revive(value, TYPES[index]));
  const found = await load();
  if (typeof found !== "function") leave(1, "?missing");
  return textOf(await found(...values));
}

call().then(
  (text) => leave(0, "=" + text),
  (error) => {
    const isError = error instanceof Error || (error && typeof error.stack === "string");
    const said = isError ? String(error.stack) : "Uncaught " + String(error);
    const lines = said.split("\n").filter((line) => !/\/w\/harness\.js|node:(vm|internal)/.test(line));
    write(2, lines.join("\n") + "\n");
    leave(1, "?threw " + (isError ? error.name + ": " + error.message : String(error)).slice(0, 400));
  },
);
`;

export const JAVASCRIPT_HARNESS: Harness = {
  wire: "bigints",
  place: "run",
  file: (signature) => ({ name: "harness.js", content: program(signature) }),
  run: (language, context, harness) => [...language.run({ ...context, program: harness }), context.program],
};
