import { TextLink } from "#app/_ui/button.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import type { before } from "#app/_words/en/before.ts";
import type { Words } from "#app/_words/message.ts";
import type { Preflight } from "#lib/attempts/queries.ts";
import { planWords } from "../_room/words.ts";
import { share } from "./actions.ts";

type Said = { preflight: Preflight; t: Words<typeof before> };

/** How long, why, and who knows: with the way to more time. */
export function Time({ preflight, t }: Said) {
  const { plan, ownExtra, invitationId } = preflight;
  const isOwn = ownExtra.percent > ownExtra.grantedPercent;
  return (
    <div className="grid max-w-prose justify-items-start gap-3">
      <p>
        {t("timePlan", { plan: planWords(plan, t) })} <Whose preflight={preflight} t={t} />
      </p>
      <p>
        <TextLink href={`/take/extra-time?for=${invitationId}`}>
          {t(ownExtra.percent > 0 ? "extraTimeChange" : "extraTimeGive")}
        </TextLink>
      </p>
      {isOwn && (
        <form action={share.bind(null, invitationId, !ownExtra.shared)}>
          <SubmitButton tone="secondary">
            {ownExtra.shared ? t("unshare") : t("share", { organisation: preflight.organisation })}
          </SubmitButton>
        </form>
      )}
    </div>
  );
}

function Whose({ preflight: { plan, ownExtra, organisation }, t }: Said) {
  const percent = plan.extraPercent;
  if (percent === 0) return t("extraTimeNone");
  if (ownExtra.percent <= ownExtra.grantedPercent) return t("timeGranted", { percent, organisation });
  return t(ownExtra.shared ? "timeShared" : "timeOwn", { percent, organisation });
}
