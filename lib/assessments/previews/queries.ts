import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { type SampleView, sampleView } from "../questions/queries.ts";
import { type CandidateDefinition, candidateDefinition, showsSamples } from "../rules.ts";
import { Definition } from "../schema.ts";

export interface PreviewQuestion {
  id: string;
  title: string;
  /** Markdown. */
  statement: string;
  /** BCP 47, of title and statement. */
  language: string;
  points: number;
  definition: CandidateDefinition;
  samples: SampleView[];
}

export interface AssessmentPreview {
  id: string;
  name: string;
  description: string;
  durationMinutes: number;
  versionNumber: number;
  published: boolean;
  questions: PreviewQuestion[];
}

/**
 * What a candidate will see of a version, key and rubric left out: the newest version, draft included, unless
 * `versionNumber` names another.
 * @throws DomainError not_found
 */
export async function getAssessmentPreview(
  actor: Actor,
  assessmentId: string,
  versionNumber?: number,
): Promise<AssessmentPreview> {
  const staff = assertStaff(actor);
  if (!isId(assessmentId)) throw notFound("assessment");
  const version = await db.assessmentVersion.findFirst({
    where: { assessmentId, number: versionNumber, assessment: { orgId: staff.orgId } },
    orderBy: { number: "desc" },
    include: {
      items: {
        orderBy: { ordinal: "asc" },
        include: {
          questionVersion: {
            include: { tests: { where: { visibility: "sample" }, orderBy: { ordinal: "asc" } } },
          },
        },
      },
    },
  });
  if (!version) throw notFound("assessment");
  const { name, description, durationMinutes, number, publishedAt } = version;
  return {
    id: assessmentId,
    name,
    description,
    durationMinutes,
    versionNumber: number,
    published: publishedAt !== null,
    questions: version.items.map(
      ({ id, points, questionVersion: { title, statement, language, definition, tests } }) => ({
        id,
        title,
        statement,
        language,
        points,
        definition: candidateDefinition(Definition.parse(definition)),
        samples: showsSamples(Definition.parse(definition))
          ? tests.map((test) => sampleView(test, Definition.parse(definition)))
          : [],
      }),
    ),
  };
}
