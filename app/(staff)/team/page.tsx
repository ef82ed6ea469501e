import type { Metadata } from "next";
import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { getTeam, type InvitedMemberView, type MemberView } from "#lib/auth/team/queries.ts";
import { cancelInvite } from "./actions.ts";
import { ROLE_WORDS } from "./role-words.ts";

export const metadata: Metadata = { title: "Team" };

function memberColumns(canManage: boolean): Column<MemberView>[] {
  const columns: Column<MemberView>[] = [
    {
      key: "name",
      header: "Name",
      cell: (member) => (
        <>
          {member.name}
          {member.isYou && <span className="font-normal text-muted"> (you)</span>}
        </>
      ),
    },
    { key: "email", header: "E-mail", cell: (member) => member.email },
    { key: "role", header: "Role", narrow: "end", cell: (member) => ROLE_WORDS[member.role] },
    {
      key: "joined",
      header: "Joined",
      narrow: "hide",
      cell: (member) => <LocalTime at={member.joinedAt.toISOString()} style="date" />,
    },
  ];
  if (!canManage) return columns;
  const change: Column<MemberView> = {
    key: "change",
    header: "Change",
    narrow: "below",
    cell: (member) => (
      <TextLink href={`/team/${member.userId}`}>
        Change<span className="sr-only"> {member.name}</span>
      </TextLink>
    ),
  };
  return [...columns, change];
}

const INVITED_COLUMNS: Column<InvitedMemberView>[] = [
  { key: "name", header: "Name", cell: (invited) => invited.name },
  { key: "email", header: "E-mail", cell: (invited) => invited.email },
  { key: "role", header: "Role", narrow: "end", cell: (invited) => ROLE_WORDS[invited.role] },
  {
    key: "expires",
    header: "Works until",
    cell: (invited) => <LocalTime at={invited.expiresAt.toISOString()} />,
  },
  {
    key: "cancel",
    header: "Cancel",
    narrow: "below",
    cell: (invited) => (
      <Form action={cancelInvite} scope={invited.inviteId}>
        <input type="hidden" name="inviteId" value={invited.inviteId} />
        <SubmitButton tone="secondary">
          <span>
            Cancel<span className="sr-only"> the invitation of {invited.name}</span>
          </span>
        </SubmitButton>
      </Form>
    ),
  },
];

export default async function TeamPage() {
  const { members, invited, canManage } = await found(getTeam(await requireStaff()));
  return (
    <>
      <PageHeader
        title="Team"
        meta={canManage ? undefined : "Owners decide who is in the team and in which role."}
        actions={
          canManage && (
            <LinkButton href="/team/invite" tone="primary">
              Invite a colleague
            </LinkButton>
          )
        }
      />
      <Table
        caption="Members"
        captionHidden
        columns={memberColumns(canManage)}
        rows={members}
        rowKey={(member) => member.userId}
      />
      {canManage && (
        <Section title="Still to join">
          <Table
            caption="Open invitations"
            captionHidden
            columns={INVITED_COLUMNS}
            rows={invited}
            rowKey={(row) => row.inviteId}
            empty={<p className="text-muted">No invitation is open.</p>}
          />
        </Section>
      )}
    </>
  );
}
