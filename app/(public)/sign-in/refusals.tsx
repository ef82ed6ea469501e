import type { ReactNode } from "react";
import type { SignInMemory } from "#app/_edge/sign-in.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { formatsOf } from "#app/_ui/format.ts";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { FocusedNotice } from "#app/_views/focused-notice.tsx";
import type { access } from "#app/_words/en/access.ts";
import type { Words } from "#app/_words/message.ts";
import { rich } from "#app/_words/rich.ts";
import { GiveWords, getWords } from "#app/_words/server.tsx";
import { waitWords } from "#app/_words/wait.ts";
import { now } from "#lib/platform/clock.ts";
import { WaitNotice } from "./wait-notice.tsx";

type AccessWords = Words<typeof access>;

/** Said when the page was reached without a try to remember. */
const DEFAULT_WAIT_SECONDS = 30;

/** Milliseconds of a wait that are left by the server's clock; the browser's may be anywhere. */
function leftOf(seconds: number, since: number): number {
  const waitMs = seconds * 1000;
  return since === 0 ? waitMs : Math.max(0, since + waitMs - now().getTime());
}

type RetryNoticeProps = { error: "invalid_credentials" | "throttled"; memory: SignInMemory };

/** The two refusals after which the form is still the place to be. */
export async function RetryNotice({ error, memory }: RetryNoticeProps) {
  const t = await getWords("access");
  const code = <TextLink href="/sign-in/code?again=1">{t("sendCode")}</TextLink>;
  if (error === "throttled") {
    const seconds = memory.retryAfterSeconds ?? DEFAULT_WAIT_SECONDS;
    return (
      <GiveWords areas={["access"]}>
        <WaitNotice waitMs={leftOf(seconds, memory.at)} words={waitWords(seconds, t)} code={code} />
      </GiveWords>
    );
  }
  return (
    <FocusedNotice tone="fail" title={t("noMatch")}>
      {t("noMatchText")} {code}
    </FocusedNotice>
  );
}

type Ended = NonNullable<SignInMemory["ended"]>;

/** Who ended it, in a candidate's words. */
function whoEnded({ by, orgName, partnerName, endedAt }: Ended, t: AccessWords): string {
  const day = formatsOf(t.locale).time(endedAt, "day", "UTC");
  const org = orgName ?? t("someTeam");
  const partner = partnerName ?? t("someRecruiter");
  switch (by) {
    case "partner_denied":
      return t("endedByPartnerDenied", { partner, org, day });
    case "partner_withdrew":
      return t("endedByPartner", { partner, org, day });
    case "self_withdrew":
      return t("endedBySelf", { org, day });
    case "team_withdrew":
      return t("endedByTeam", { org: orgName ?? t("someTeamFirst"), day });
    case "record_erased":
      return t("endedByErasure", { org: orgName ?? t("someTeamFirst"), day });
    case "account_disabled":
      return t("accountDisabled", { day });
    case "account_erased":
      return t("accountErased", { day });
  }
}

const Reference = ({ children }: { children: string }) => (
  <code className="font-mono wrap-anywhere">{children}</code>
);

/** Whom to write to, as an address to press where it is known. */
function contactOf({ ended }: SignInMemory, t: AccessWords): ReactNode {
  if (!ended?.contactEmail) return t("contactUnknown");
  const contact = (
    <a className="link" href={`mailto:${ended.contactEmail}`}>
      {ended.contactEmail}
    </a>
  );
  return ended.orgName ? rich(t, "contactAt", { contact, org: ended.orgName }) : contact;
}

function ifMistake(memory: SignInMemory, t: AccessWords): ReactNode {
  const contact = contactOf(memory, t);
  const partner = memory.ended?.partnerName;
  const reference = memory.reference && <Reference>{memory.reference}</Reference>;
  if (partner) {
    return reference
      ? rich(t, "mistakePartnerReference", { partner, contact, reference })
      : rich(t, "mistakePartner", { partner, contact });
  }
  return reference ? rich(t, "mistakeReference", { contact, reference }) : rich(t, "mistake", { contact });
}

/** What was right all the same: nobody should try it again and again. */
const PROVED = {
  password: "passwordIsRight",
  code: "codeIsRight",
  link: "linkIsRight",
  invitation: "tryingWillNotHelp",
  member_invite: "tryingWillNotHelp",
} as const satisfies Record<Ended["proof"], string>;

/** Shown after a try that proved who it was, and only then: it says who ended whose access. */
export async function AccessEnded({ memory }: { memory: SignInMemory & { ended: Ended } }) {
  const t = await getWords("access");
  return (
    <>
      <PageHeader title={t("endedTitle")} />
      <p className="mb-4">
        {whoEnded(memory.ended, t)} {t(PROVED[memory.ended.proof])}
      </p>
      <p className="mb-6">{ifMistake(memory, t)}</p>
      <TextLink href="/sign-in">{t("somebodyElse")}</TextLink>
    </>
  );
}

type ServiceUnavailableProps = { memory: SignInMemory; returnPath: string | null };

export async function ServiceUnavailable({ memory, returnPath }: ServiceUnavailableProps) {
  const t = await getWords("access");
  const again = returnPath ? `/sign-in?callbackUrl=${encodeURIComponent(returnPath)}` : "/sign-in";
  const { reference } = memory;
  return (
    <>
      <PageHeader title={t("unavailableTitle")} />
      <p className="mb-4">{t("unavailableText")}</p>
      <p className="mb-6">
        <LinkButton tone="primary" href={again}>
          {t("tryAgain")}
        </LinkButton>
      </p>
      <p>
        {reference
          ? rich(t, "stillClosedReference", { reference: <Reference>{reference}</Reference> })
          : t("stillClosed")}
      </p>
    </>
  );
}
