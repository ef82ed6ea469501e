import type { SignInMemory } from "#app/_edge/sign-in.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { FocusedNotice } from "#app/_views/focused-notice.tsx";

/** A wait in words: seconds below a minute, minutes above. */
function inWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

type RetryNoticeProps = { error: "invalid_credentials" | "throttled"; memory: SignInMemory };

/** The two refusals after which the form is still the place to be. */
export function RetryNotice({ error, memory }: RetryNoticeProps) {
  const code = <TextLink href="/sign-in/code?again=1">Send me a code</TextLink>;
  if (error === "throttled") {
    const wait = inWords(memory.retryAfterSeconds ?? 30);
    return (
      <FocusedNotice tone="warn" title={`Wait ${wait} before the next try.`}>
        Your account is not locked. A code by e-mail works right now. {code}
      </FocusedNotice>
    );
  }
  return (
    <FocusedNotice tone="fail" title="E-mail and password do not match.">
      Check both, or get a code by e-mail and skip the password. {code}
    </FocusedNotice>
  );
}

/** Shown after a right password only: it says who ended whose access. */
export function AccessEnded({ memory }: { memory: SignInMemory }) {
  const { ended, reference } = memory;
  const day =
    ended && new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(ended.endedAt);
  const who = ended?.orgName ?? "The team that invited you";
  return (
    <>
      <PageHeader title="Your access was ended" />
      <p className="mb-4">
        {who} ended it{day ? ` on ${day}` : ""}. Your password is right; trying again will not help.
      </p>
      <p className="mb-6">
        If it is a mistake, write to{" "}
        {ended?.contactEmail ? (
          <a className="link" href={`mailto:${ended.contactEmail}`}>
            {ended.contactEmail}
          </a>
        ) : (
          "the team that invited you"
        )}
        {reference && (
          <>
            {" "}
            and give reference <code className="font-mono wrap-anywhere">{reference}</code>
          </>
        )}
        .
      </p>
      <TextLink href="/sign-in">Sign in as somebody else</TextLink>
    </>
  );
}

type ServiceUnavailableProps = { memory: SignInMemory; returnPath: string | null };

export function ServiceUnavailable({ memory, returnPath }: ServiceUnavailableProps) {
  const again = returnPath ? `/sign-in?callbackUrl=${encodeURIComponent(returnPath)}` : "/sign-in";
  return (
    <>
      <PageHeader title="We cannot sign you in right now" />
      <p className="mb-4">The fault is ours, not your password. Invitation, time and saved work are safe.</p>
      <p className="mb-6">
        <LinkButton tone="primary" href={again}>
          Try again
        </LinkButton>
      </p>
      <p>
        Still closed in 5 minutes? Answer the mail with your invitation
        {memory.reference && (
          <>
            , and give reference <code className="font-mono wrap-anywhere">{memory.reference}</code>
          </>
        )}
        .
      </p>
    </>
  );
}
