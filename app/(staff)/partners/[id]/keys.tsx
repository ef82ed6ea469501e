import { TextLink } from "#app/_ui/button.tsx";
import { ban, check, clock } from "#app/_ui/icons.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Status } from "#app/_ui/status.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import type { PartnerKeyView, PartnerView } from "#lib/partners/queries.ts";

function KeyState({ apiKey }: { apiKey: PartnerKeyView }) {
  const { revokedAt, expiresAt, live } = apiKey;
  if (revokedAt) {
    return (
      <Status icon={ban}>
        Revoked <LocalTime at={revokedAt.toISOString()} style="date" />
      </Status>
    );
  }
  if (!live) return <Status icon={ban}>Over</Status>;
  if (!expiresAt) {
    return (
      <Status icon={check} tone="pass">
        Works
      </Status>
    );
  }
  return (
    <Status icon={clock} tone="warn">
      Ends <LocalTime at={expiresAt.toISOString()} />
    </Status>
  );
}

function columnsOf(partnerId: string, canManage: boolean): Column<PartnerKeyView>[] {
  return [
    {
      key: "name",
      header: "Key",
      cell: (key) => (
        <>
          {canManage && key.live ? (
            <TextLink href={`/partners/${partnerId}/keys/${key.id}`}>{key.name}</TextLink>
          ) : (
            key.name
          )}
          <code className="block text-13 font-normal text-muted">{key.prefix}…</code>
        </>
      ),
    },
    { key: "state", header: "State", cell: (key) => <KeyState apiKey={key} /> },
    { key: "scopes", header: "May", narrow: "hide", cell: (key) => key.scopes.join(", ") },
    {
      key: "made",
      header: "Made",
      narrow: "hide",
      cell: (key) => (
        <>
          <LocalTime at={key.createdAt.toISOString()} style="date" />
          {key.createdBy && ` by ${key.createdBy}`}
        </>
      ),
    },
    {
      key: "used",
      header: "Last used",
      align: "end",
      cell: (key) => (key.lastUsedAt ? <LocalTime at={key.lastUsedAt.toISOString()} /> : "Never used"),
    },
  ];
}

/** The partner's keys. Two may live at once: the one in use and the one that takes over. */
export function Keys({ partner, canManage }: { partner: PartnerView; canManage: boolean }) {
  return (
    <>
      <Table
        caption="Keys, newest first"
        captionHidden
        columns={columnsOf(partner.id, canManage)}
        rows={partner.keys}
        rowKey={(key) => key.id}
        empty={<p className="text-muted">No key yet. Without one the partner cannot send candidates.</p>}
      />
      {canManage && !partner.canAddKey && (
        <p className="mt-3 text-muted">Two keys live. Revoke one before you make another.</p>
      )}
    </>
  );
}
