import { z } from "zod";
import type { Operation } from "#app/_edge/partner-route.ts";
import { Problem } from "#lib/partners/intake/schema.ts";
import { BASE_PATH, operations, problems } from "./registry.ts";

/** A JSON Schema (2020-12) of what is sent, or of what is answered. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return json;
}

function problemAnswers(operation: Operation): Record<string, unknown> {
  const own = problems.filter((entry) => entry.common || operation.problems.includes(entry.code));
  const answers: Record<string, unknown> = {};
  for (const status of new Set(own.map((entry) => entry.status))) {
    const codes = own.filter((entry) => entry.status === status);
    answers[status] = {
      description: codes.map((entry) => `\`${entry.code}\`: ${entry.text}`).join("\n\n"),
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    };
  }
  return answers;
}

function parameters(operation: Operation): unknown[] {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
  }));
  const query = operation.query ? jsonSchema(operation.query, "input") : {};
  const inQuery = Object.entries((query.properties ?? {}) as Record<string, unknown>).map(
    ([name, schema]) => ({ name, in: "query", required: false, schema }),
  );
  const key = operation.method === "POST" ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : [];
  return [...inPath, ...inQuery, ...key];
}

function describeOperation(operation: Operation): Record<string, unknown> {
  const answers = Object.entries(operation.status).map(([status, description]) => [
    status,
    {
      description,
      content: { "application/json": { schema: jsonSchema(operation.response, "output") } },
    },
  ]);
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: operation.description,
    security: [{ key: [operation.scope] }],
    parameters: parameters(operation),
    ...(operation.body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: jsonSchema(operation.body, "input") } },
          },
        }
      : {}),
    responses: { ...Object.fromEntries(answers), ...problemAnswers(operation) },
  };
}

/** The OpenAPI 3.1 document, from the same schemas that parse each request and answer. */
export function openApiDocument(appUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = paths[operation.path] ?? {};
    path[operation.method.toLowerCase()] = describeOperation(operation);
    paths[operation.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Assay partner API",
      version: "1",
      description: `Send candidates to assessments and read their results. Guide: ${appUrl}/developers`,
    },
    servers: [{ url: `${appUrl}${BASE_PATH}` }],
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", bearerFormat: "assay_live_…" } },
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          required: false,
          description:
            "A text of your choice, new for each request, the same for its retries. Kept for 24 hours.",
          schema: { type: "string", minLength: 1, maxLength: 255 },
        },
      },
      schemas: { Problem: jsonSchema(Problem, "output") },
    },
  };
}
