import { describe, expect, test } from "vitest";
import {
  candidateDefinition,
  freeSlug,
  moved,
  type Plan,
  type PlannedItem,
  planIssues,
  publishBlockers,
  slugOf,
  totalPoints,
} from "./rules.ts";

function item(id: string, question: Partial<PlannedItem["question"]> = {}): PlannedItem {
  return {
    questionVersionId: id,
    points: 10,
    question: {
      title: `Question ${id}`,
      type: "code",
      published: true,
      archived: false,
      sampleTests: 1,
      secretTests: 5,
      ...question,
    },
  };
}

function plan(items: PlannedItem[], durationMinutes = 60): Plan {
  return { name: "Backend screen", durationMinutes, items };
}

describe("what may be published", () => {
  test("an assessment of published, tested questions has nothing against it", () => {
    expect(
      planIssues(plan([item("a"), item("b", { type: "text", sampleTests: 0, secretTests: 0 })])),
    ).toEqual([]);
  });

  test("an empty one is refused with what to do", () => {
    expect(publishBlockers(plan([]))).toEqual([
      { weight: "blocks", detail: "There is no question yet. Add at least one from the library." },
    ]);
  });

  test("the same question twice is refused once, by its title", () => {
    const details = publishBlockers(plan([item("a"), item("a"), item("a")])).map((issue) => issue.detail);
    expect(details).toEqual(["“Question a” is in the list twice. Remove one of them."]);
  });

  test("a coding question without secret tests is refused; without samples it is only advised against", () => {
    const issues = planIssues(plan([item("a", { secretTests: 0 }), item("b", { sampleTests: 0 })]));
    expect(issues.map(({ weight, questionVersionId }) => [weight, questionVersionId])).toEqual([
      ["blocks", "a"],
      ["advises", "b"],
    ]);
  });

  test("unpublished and archived questions are refused", () => {
    expect(
      publishBlockers(plan([item("a", { published: false }), item("b", { archived: true })])),
    ).toHaveLength(2);
  });

  test("more work than time is advice, never a refusal", () => {
    const short = plan([item("a"), item("b")], 30);
    expect(publishBlockers(short)).toEqual([]);
    expect(planIssues(short)[0]?.detail).toContain("about 40 min; candidates get 30");
  });

  test("fifty questions are the most", () => {
    const many = Array.from({ length: 51 }, (_, index) => item(String(index), { type: "choice" }));
    expect(publishBlockers(plan(many, 480)).map((issue) => issue.detail)).toEqual([
      "An assessment holds at most 50 questions.",
    ]);
  });
});

describe("the order of questions", () => {
  test("a question moves one place and the others keep their order", () => {
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  });

  test("at either end it stays", () => {
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 7, -1)).toEqual(["a", "b"]);
  });
});

describe("names and points", () => {
  test("points add up", () => {
    expect(totalPoints([{ points: 40 }, { points: 2 }])).toBe(42);
    expect(totalPoints([])).toBe(0);
  });

  test("an address follows from the name, whatever its letters", () => {
    expect(slugOf("  Backend: Zürich & Genève (2026) ")).toBe("backend-zurich-geneve-2026");
    expect(slugOf("Оценка")).toBe("assessment");
    expect(slugOf("a".repeat(200))).toHaveLength(60);
  });

  test("a taken address gets the next free number", () => {
    expect(freeSlug("screen", new Set(["screen", "screen-2", "screen-4"]))).toBe("screen-3");
  });
});

describe("what a candidate is sent", () => {
  test("never holds the key of a choice or the rubric of a written answer", () => {
    const choice = candidateDefinition({
      type: "choice",
      multiple: true,
      options: [
        { id: "a", text: "A" },
        { id: "b", text: "B" },
      ],
      correct: ["b"],
    });
    const text = candidateDefinition({
      type: "text",
      minWords: null,
      maxWords: 200,
      rubric: [{ id: "r", title: "Clear", description: "Says what and why" }],
    });
    expect(choice).not.toHaveProperty("correct");
    expect(text).not.toHaveProperty("rubric");
  });
});
