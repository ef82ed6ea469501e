import { BASE_PATH } from "#app/api/partner/v1/registry.ts";

/* What the page shows. A test parses every example with the schemas in use. */

const CANDIDATE = {
  id: "019a2f6c-7d1e-7c3a-9b52-3f6a1c0e8d41",
  externalId: "cand-4711",
  email: "ada@example.org",
  name: "Ada Lovelace",
  locale: "en",
  status: "invited",
  assessment: {
    id: "019a2f6b-0c55-7f0e-8a11-5d2c9e7b6a30",
    slug: "backend-screen",
    name: "Backend screen",
  },
  timeMultiplier: 1,
  inviteUrl: "https://assay.example/invite/q1Zx…",
  profileUrl: null,
  metadata: { jobId: 7 },
  lookup: { state: "none", checkedAt: null },
  createdAt: "2026-03-14T12:00:00.000Z",
  expiresAt: "2026-03-28T12:00:00.000Z",
  startedAt: null,
  submittedAt: null,
  gradedAt: null,
  withdrawnAt: null,
  erasedAt: null,
  score: null,
  reportUrl: null,
};

const GRADED = {
  ...CANDIDATE,
  status: "graded",
  startedAt: "2026-03-15T00:00:00.000Z",
  submittedAt: "2026-03-15T09:48:10.000Z",
  gradedAt: "2026-03-15T09:48:22.000Z",
  score: { points: 72.5, maxPoints: 100, percent: 72.5 },
  reportUrl: "https://assay.example/reports/019a2f80-1b2c-7d4e-8f60-71829304a5b6",
};

const INPUT = {
  email: "ada@example.org",
  name: "Ada Lovelace",
  externalId: "cand-4711",
  assessment: "backend-screen",
  metadata: { jobId: 7 },
};

interface Example {
  /** Path and query below the base, with an id where the path has a parameter. */
  path: string;
  body?: unknown;
  status: number;
  answer: unknown;
}

/** One request and its answer, by operation id. */
export const EXAMPLES: Record<string, Example> = {
  listAssessments: {
    path: "/assessments",
    status: 200,
    answer: {
      data: [
        {
          id: CANDIDATE.assessment.id,
          slug: "backend-screen",
          name: "Backend screen",
          durationMinutes: 60,
          questionCount: 3,
          languages: ["javascript", "python"],
        },
      ],
    },
  },
  createCandidate: { path: "/candidates", body: INPUT, status: 201, answer: CANDIDATE },
  createCandidates: {
    path: "/candidates/batch",
    body: { candidates: [INPUT, { ...INPUT, externalId: "cand-4712", email: "nobody" }] },
    status: 200,
    answer: {
      results: [
        { status: 201, candidate: CANDIDATE },
        {
          status: 422,
          problem: {
            type: "/developers#invalid",
            title: "The input needs changes",
            status: 422,
            detail: "Some members of this candidate need a change.",
            code: "invalid",
            requestId: "019a2f6c-8888-7000-8000-000000000000",
            errors: [{ pointer: "/email", detail: "is not an e-mail address: write name@example.org" }],
          },
        },
      ],
    },
  },
  listCandidates: {
    path: "/candidates?status=graded&limit=1",
    status: 200,
    answer: { data: [GRADED], nextCursor: "AZovbH0efDqbUj9qHA6NQQ" },
  },
  getCandidate: { path: `/candidates/${CANDIDATE.id}`, status: 200, answer: GRADED },
  withdrawCandidate: {
    path: `/candidates/${CANDIDATE.id}/withdraw`,
    body: { reason: "Took another offer" },
    status: 200,
    answer: {
      ...CANDIDATE,
      status: "withdrawn",
      inviteUrl: null,
      withdrawnAt: "2026-03-16T08:00:00.000Z",
    },
  },
};

/** The example as a shell command; the key comes from the environment, so that no history holds it. */
export function curlFor(appUrl: string, example: Example): string {
  const lines = [`curl '${appUrl}${BASE_PATH}${example.path}'`, `-H "Authorization: Bearer $ASSAY_KEY"`];
  if (example.body !== undefined) {
    lines.push("-H 'Content-Type: application/json'", `-H "Idempotency-Key: $(uuidgen)"`);
    lines.push(`-d '${JSON.stringify(example.body, null, 2)}'`);
  }
  return lines.join(" \\\n  ");
}

/** What a lookup service answers for a candidate who may go on. */
export const LOOKUP_ACTIVE = {
  externalId: "cand-4711",
  decision: "active",
  checkedAt: "2026-03-15T09:00:00Z",
};

/** What it answers to keep one out. */
export const LOOKUP_DENIED = {
  externalId: "cand-4711",
  decision: "denied",
  reason: "The position was filled",
  checkedAt: "2026-03-15T09:00:00Z",
};
