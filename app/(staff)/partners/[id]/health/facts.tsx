import { TextLink } from "#app/_ui/button.tsx";
import { formatCount, formatShare } from "#app/_ui/format.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import type { PartnerHealthView } from "#lib/partners/health/queries.ts";
import type { Health } from "#lib/partners/health/state/rules.ts";

const GATE_WORDS: Record<string, string> = {
  closed: "Closed: the partner is asked at every sign-in",
  open: "Open: the partner kept failing and is not asked",
  half_open: "Half open: the next sign-in asks once",
  paused: "Paused, as the partner asked for",
};

function answered({ counts, isAllPast }: Health): string {
  const { asked, confirmed, denied, unknown, skipped } = counts;
  const unput = skipped > 0 ? `; ${formatCount(skipped)} more were not put, to give the partner a pause` : "";
  if (asked === 0) return `No look-up in 24 h${unput}`;
  const share = formatShare((confirmed + denied + unknown) / asked);
  const past = isAllPast ? ", all before it answered again" : "";
  return `${share} of ${formatCount(asked)} in 24 h${past}${unput}`;
}

function Breaker({ breaker: { word, triesAt, failuresInRow } }: Pick<PartnerHealthView, "breaker">) {
  const waits = word === "open" || word === "paused";
  return (
    <>
      <dt>Breaker</dt>
      <dd>
        {GATE_WORDS[word]}
        {word === "closed" && failuresInRow > 0 && `; ${failuresInRow} failed in a row`}
        {waits && triesAt && (
          <>
            , tries again at <LocalTime at={triesAt.toISOString()} style="clock" />
          </>
        )}
      </dd>
    </>
  );
}

/** What the sentence above is made of. */
export function Facts({ health: view, withCheck }: { health: PartnerHealthView; withCheck: boolean }) {
  const { affected, breaker, health, adminMailedAt, lastCheck } = view;
  const { trouble } = health;
  if (!view.hasLookup) return null;
  return (
    <dl className="facts mt-2">
      <dt>Answered</dt>
      <dd>{answered(health)}</dd>
      {affected.count > 0 && affected.firstAt && affected.lastAt && (
        <>
          <dt>Affected</dt>
          <dd>
            {formatCount(affected.count)} {affected.count === 1 ? "candidate" : "candidates"}, first{" "}
            <LocalTime at={affected.firstAt.toISOString()} />, last{" "}
            <LocalTime at={affected.lastAt.toISOString()} />
          </dd>
        </>
      )}
      {health.state !== "disabled" && <Breaker breaker={breaker} />}
      {trouble && (
        <>
          <dt>{trouble.until ? "Was failing" : "Failing since"}</dt>
          <dd>
            <LocalTime at={trouble.from.toISOString()} />
            {trouble.until && (
              <>
                {" "}
                to <LocalTime at={trouble.until.toISOString()} />
              </>
            )}
            ; Sentry was told <LocalTime at={trouble.toldAt.toISOString()} />
          </dd>
        </>
      )}
      {view.mutes.length > 0 && (
        <>
          <dt>Muting</dt>
          <dd>
            <TextLink href="#mute">
              {view.mutes.length === 1 ? "One kind of failure" : `${view.mutes.length} kinds of failure`}
            </TextLink>
            , until <LocalTime at={view.mutes.at(-1)?.until.toISOString() ?? ""} />
          </dd>
        </>
      )}
      {withCheck && lastCheck && (
        <>
          <dt>Last check</dt>
          <dd className="max-w-prose">
            <LocalTime at={lastCheck.at.toISOString()} /> by {lastCheck.by}: {lastCheck.sentence}
          </dd>
        </>
      )}
      <dt>Their admin</dt>
      <dd>
        {view.contactEmail ?? "No address is set"}
        {adminMailedAt && (
          <>
            , last told of a wrong setting on <LocalTime at={adminMailedAt.toISOString()} />
          </>
        )}
      </dd>
    </dl>
  );
}
