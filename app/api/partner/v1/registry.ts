import type { z } from "zod";
import type { Operation } from "#app/_edge/partner-route.ts";
import {
  AssessmentList,
  BatchInput,
  BatchResult,
  Candidate,
  CandidateInput,
  CandidatePage,
  ListQuery,
  WithdrawInput,
} from "#lib/partners/intake/schema.ts";

/** Keeps each operation's own schemas in its type, so that its command is checked against them. */
function describe<Body extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType>(
  operation: Operation<Body, Query, Answer>,
): Operation<Body, Query, Answer> {
  return operation;
}

export const BASE_PATH = "/api/partner/v1";

export const listAssessmentsOperation = describe({
  id: "listAssessments",
  method: "GET",
  path: "/assessments",
  scope: "assessments:read",
  summary: "List assessments",
  description: "The published assessments that you may send candidates to.",
  response: AssessmentList,
  status: { 200: "Every published assessment, by slug." },
  problems: [],
});

export const createCandidateOperation = describe({
  id: "createCandidate",
  method: "POST",
  path: "/candidates",
  scope: "candidates:write",
  summary: "Send a candidate",
  description:
    "Makes a candidate and an invitation to one assessment. The answer waits for nobody outside: the mail is sent " +
    "afterwards. The same externalId again answers 200 and the candidate that is there, unchanged.",
  body: CandidateInput,
  response: Candidate,
  status: { 201: "The candidate was made.", 200: "You had sent this externalId before." },
  problems: ["not_found", "idempotency_mismatch", "idempotency_running"],
});

export const createBatchOperation = describe({
  id: "createCandidates",
  method: "POST",
  path: "/candidates/batch",
  scope: "candidates:write",
  summary: "Send up to 100 candidates",
  description:
    "Each is taken in by itself, in the order given: a bad one never fails the others. One request of the rate limit.",
  body: BatchInput,
  response: BatchResult,
  status: { 200: "One result for each candidate, in the same order." },
  problems: ["idempotency_mismatch", "idempotency_running"],
});

export const listCandidatesOperation = describe({
  id: "listCandidates",
  method: "GET",
  path: "/candidates",
  scope: "candidates:read",
  summary: "List candidates",
  description: "Your candidates, newest first. Follow nextCursor, or the Link header, to the end.",
  query: ListQuery,
  response: CandidatePage,
  status: { 200: "One page." },
  problems: [],
});

export const getCandidateOperation = describe({
  id: "getCandidate",
  method: "GET",
  path: "/candidates/{id}",
  scope: "candidates:read",
  summary: "Read a candidate",
  description: "Status at any time; score and reportUrl once the status is graded.",
  response: Candidate,
  status: { 200: "The candidate." },
  problems: ["not_found"],
});

export const withdrawCandidateOperation = describe({
  id: "withdrawCandidate",
  method: "POST",
  path: "/candidates/{id}/withdraw",
  scope: "candidates:write",
  summary: "Withdraw a candidate",
  description:
    "Ends the candidate's access at once; who did it and why is recorded. What was saved is kept. Again: the same answer.",
  body: WithdrawInput,
  response: Candidate,
  status: { 200: "The candidate, withdrawn." },
  problems: ["not_found", "idempotency_mismatch", "idempotency_running"],
});

/** Every call of the API, in reading order. */
export const operations: Operation[] = [
  listAssessmentsOperation,
  createCandidateOperation,
  createBatchOperation,
  listCandidatesOperation,
  getCandidateOperation,
  withdrawCandidateOperation,
] as unknown as Operation[];

export interface ProblemDescription {
  code: string;
  status: number;
  title: string;
  /** What it means and what to do. */
  text: string;
  /** Whether any call may answer it. */
  common: boolean;
}

/** Every error code, told once: its anchor on /developers is its `type`. */
export const problems: ProblemDescription[] = [
  {
    code: "malformed_json",
    status: 400,
    title: "Not JSON",
    text: "The body could not be read as JSON. Check quotes, commas and the encoding (UTF-8).",
    common: true,
  },
  {
    code: "unauthenticated",
    status: 401,
    title: "No working key",
    text: "The Authorization header is missing, or its key has a typing error, was revoked or has expired. Ask the team for the current key.",
    common: true,
  },
  {
    code: "forbidden",
    status: 403,
    title: "Not allowed",
    text: "The key lacks the scope that this call needs. Ask the team for a key that has it.",
    common: true,
  },
  {
    code: "not_found",
    status: 404,
    title: "Not found",
    text: "There is no such assessment, candidate or path, or it is not yours. Both read the same.",
    common: false,
  },
  {
    code: "method_not_allowed",
    status: 405,
    title: "Method not allowed",
    text: "The path is right, the method is not: the Allow header names those that work.",
    common: true,
  },
  {
    code: "idempotency_running",
    status: 409,
    title: "The first request with this key is still running",
    text: "Ask again as Retry-After says: you get the first request's answer.",
    common: false,
  },
  {
    code: "too_large",
    status: 413,
    title: "Too large",
    text: "A body may have 256 KiB at most. Send smaller batches.",
    common: true,
  },
  {
    code: "unsupported_media_type",
    status: 415,
    title: "Not a type that we read",
    text: "Send JSON with Content-Type: application/json.",
    common: true,
  },
  {
    code: "invalid",
    status: 422,
    title: "The input needs changes",
    text: "errors holds a JSON pointer to each member that needs a change, and what is wrong with it.",
    common: true,
  },
  {
    code: "idempotency_mismatch",
    status: 422,
    title: "Idempotency key used with another body",
    text: "The Idempotency-Key belongs to another request. A new request needs a new key.",
    common: false,
  },
  {
    code: "throttled",
    status: 429,
    title: "Too many requests",
    text: "Wait as long as Retry-After says. RateLimit tells in every answer what is left.",
    common: true,
  },
  {
    code: "internal",
    status: 500,
    title: "The fault is ours",
    text: "It was recorded. Retry with the same Idempotency-Key; if it stays, write to us with the requestId.",
    common: true,
  },
  {
    code: "unavailable",
    status: 503,
    title: "Not available now",
    text: "Nothing was changed. Retry as Retry-After says, with the same Idempotency-Key.",
    common: true,
  },
];
