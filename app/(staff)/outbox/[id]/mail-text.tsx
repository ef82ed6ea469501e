const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/;

/** The mail as it was written; its addresses can be followed. */
export function MailText({ text }: { text: string }) {
  const parts = text
    .split(ADDRESS)
    .map((part, index) => ({ part, key: `${index}`, isAddress: index % 2 === 1 }));
  return (
    <div className="max-w-column rounded-panel border border-hairline bg-surface p-4 whitespace-pre-wrap wrap-anywhere">
      {parts.map(({ part, key, isAddress }) =>
        isAddress ? (
          <a key={key} href={part} className="link">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
