-- The candidates list by score, a page at a time, and the newest scores of a version to compare with: both stay flat at
-- any size.
CREATE INDEX attempt_by_score ON "attempt" ("orgId", (round(points * 100 / "maxPoints", 6)) DESC, id DESC) WHERE "maxPoints" > 0;
CREATE INDEX attempt_cohort ON "attempt" ("assessmentVersionId", "gradedAt" DESC) INCLUDE (points, "maxPoints") WHERE state = 'graded' AND "maxPoints" > 0;
CREATE INDEX invitation_newest ON "invitation" ("orgId", "createdAt" DESC, id DESC);
