import type { Metadata } from "next";
import { found } from "#app/_edge/found.ts";
import { href, pageRequest, readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Pager } from "#app/_ui/pager.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { listOutbox, type OutboxMail } from "#lib/mail/queries.ts";
import { MailState } from "./mail-state.tsx";

export const metadata: Metadata = { title: "Outbox" };

const COLUMNS: Column<OutboxMail>[] = [
  {
    key: "subject",
    header: "Subject",
    cell: (mail) => <TextLink href={`/outbox/${mail.id}`}>{mail.subject}</TextLink>,
  },
  { key: "to", header: "To", cell: (mail) => mail.to },
  { key: "state", header: "State", narrow: "end", cell: (mail) => <MailState mail={mail} /> },
  {
    key: "at",
    header: "Written",
    align: "end",
    // An address is as long as a line of a phone: beside it a time would hang on its separator.
    narrow: "below",
    cell: (mail) => <LocalTime at={mail.createdAt.toISOString()} />,
  },
];

export default async function OutboxPage({ searchParams }: { searchParams: SearchParams }) {
  const { older } = pageRequest(await readParams(searchParams));
  const { mails, nextBefore } = await found(listOutbox(await requireStaff(), { before: older }));
  return (
    <>
      <PageHeader
        title="Outbox"
        meta="Every mail to candidates and the team. Where no mail server is set, the mails are kept here instead of sent."
      />
      <Table
        caption="Mails, newest first"
        captionHidden
        columns={COLUMNS}
        rows={mails}
        rowKey={(mail) => mail.id}
        empty={
          older ? (
            <EmptyState action={<TextLink href="/outbox">Show the newest mails</TextLink>}>
              There are no older mails.
            </EmptyState>
          ) : (
            <EmptyState action={<TextLink href="/candidates">Go to the candidates</TextLink>}>
              No mail yet. The first one is written when somebody is invited.
            </EmptyState>
          )
        }
      />
      <Pager
        newerHref={older && "/outbox"}
        labels={{ newer: "Newest", older: "Older" }}
        olderHref={nextBefore ? href("/outbox", { older: nextBefore }) : undefined}
      />
    </>
  );
}
