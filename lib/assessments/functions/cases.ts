import { conform } from "./conform.ts";
import type { Signature } from "./schema.ts";
import { typeOf } from "./types.ts";
import { parseValue, showValue, type Value, ValueError } from "./values.ts";

/** Arguments or an expected value that do not fit the signature; the message says which and how. */
export class CaseError extends Error {}

function parse(text: string, what: string): Value {
  try {
    return parseValue(text);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new CaseError(`${what} ${error.message}`);
  }
}

function fit(value: Value, type: string, what: string): Value {
  const fitting = conform(value, typeOf(type));
  if (fitting.ok) return fitting.value;
  throw new CaseError(`${what}${fitting.path} is ${fitting.found} where ${fitting.wanted} is asked for`);
}

/** Values for the parameters in their order. @throws CaseError */
export function fitArguments(signature: Signature, values: readonly Value[]): Value[] {
  const { parameters } = signature;
  if (values.length !== parameters.length) {
    throw new CaseError(`${values.length} arguments are given where ${parameters.length} are asked for`);
  }
  return parameters.map(({ name, type }, index) => fit(values[index] ?? null, type, name));
}

/** A test's input: a JSON list with one value a parameter. @throws CaseError */
export function readArguments(signature: Signature, input: Uint8Array | string): Value[] {
  const value = parse(textOf(input), "The arguments");
  if (!Array.isArray(value)) throw new CaseError("The arguments are no list");
  return fitArguments(signature, value);
}

/** A test's answer. @throws CaseError */
export function readExpected(signature: Signature, answer: Uint8Array | string): Value {
  return fit(parse(textOf(answer), "The expected value"), signature.result.type, "The expected value");
}

/** A candidate's own arguments: one JSON value a line, in the parameters' order. @throws CaseError */
export function readOwnArguments(signature: Signature, text: string): Value[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return fitArguments(
    signature,
    lines.map((line, index) => parse(line, signature.parameters[index]?.name ?? `Line ${index + 1}`)),
  );
}

/** The arguments as a person reads them, one a line: `seats = [3, 4]`. What cannot be read is shown as it is. */
export function showArguments(
  signature: Signature,
  input: Uint8Array | string,
  nameOf: (camel: string) => string = (name) => name,
): string {
  try {
    const values = readArguments(signature, input);
    return signature.parameters
      .map(({ name }, index) => `${nameOf(name)} = ${showValue(values[index] ?? null)}`)
      .join("\n");
  } catch (error) {
    if (error instanceof CaseError) return textOf(input);
    throw error;
  }
}

/** The expected value as a person reads it. */
export function showExpected(signature: Signature, answer: Uint8Array | string): string {
  try {
    return showValue(readExpected(signature, answer));
  } catch (error) {
    if (error instanceof CaseError) return textOf(answer);
    throw error;
  }
}

function textOf(bytes: Uint8Array | string): string {
  return typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes);
}
