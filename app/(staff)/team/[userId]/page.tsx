import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { ChoiceField } from "#app/_ui/choice-field.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { getTeam } from "#lib/auth/team/queries.ts";
import { remove, setRole } from "../actions.ts";
import { ROLE_OPTIONS } from "../role-words.ts";

type MemberPageProps = { params: Promise<{ userId: string }> };

const load = cache(async (userId: string) => {
  const { members } = await found(getTeam(await found(requireStaff("owner"))));
  return members.find((member) => member.userId === userId) ?? notFound();
});

export async function generateMetadata({ params }: MemberPageProps): Promise<Metadata> {
  return { title: `${(await load((await params).userId)).name} · Team` };
}

export default async function MemberPage({ params }: MemberPageProps) {
  const { userId, name, email, role, isYou } = await load((await params).userId);
  return (
    <>
      <PageHeader
        title={isYou ? `${name} (you)` : name}
        back={{ href: "/team", label: "Team" }}
        meta={email}
      />
      <Section title="Role">
        <Form action={setRole} scope="role">
          <input type="hidden" name="userId" value={userId} />
          <ChoiceField
            name="role"
            legend="What this person may do"
            options={ROLE_OPTIONS}
            defaultValue={role}
          />
          <div>
            <SubmitButton>Save the role</SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title="Remove from the team">
        <Form action={remove} scope="remove">
          <input type="hidden" name="userId" value={userId} />
          <p className="max-w-prose">
            {isYou ? "You lose" : "They lose"} access at once. What {isYou ? "you" : "they"} wrote stays and
            keeps the name.
          </p>
          <div>
            <SubmitButton tone="danger">Remove {isYou ? "yourself" : name}</SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  );
}
