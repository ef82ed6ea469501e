"use client";

import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { CopyField } from "#app/_ui/copy-field.tsx";
import { useFormState } from "#app/_ui/form.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import type { InviteResult } from "../invite-result.ts";

/** In the form's place once the invitation exists: what happened, the link, and the two next steps. */
export function Invited() {
  const { result, message } = useFormState();
  const { candidateId, email, inviteUrl } = result as InviteResult;
  return (
    <div className="grid max-w-form gap-5">
      <Notice tone="pass" title={message} live>
        The mail to {email} is queued. Its link is this one, should they ask for it again.
      </Notice>
      <CopyField label="Invitation link" value={inviteUrl} />
      <p className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <LinkButton href={`/candidates/${candidateId}`}>See the candidate</LinkButton>
        {/* A whole new page: the form keeps nothing of the person before. */}
        <a href="/candidates/new" className="link">
          Invite another
        </a>
        <TextLink href="/candidates">All candidates</TextLink>
      </p>
    </div>
  );
}
