/** The mark: a sheet, two lines of writing, and the eight-sided stamp an assay office leaves on what it has tested. */
export function Mark({ className = "size-6" }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={`shrink-0 ${className}`}>
      <path
        d="M10.500 21.250H6A1.75 1.75 0 0 1 4.25 19.500V4.500A1.75 1.75 0 0 1 6 2.75h12a1.75 1.75 0 0 1 1.75 1.75v5.500M8.250 7.500h7.500M8.250 11.500h3.500"
        fill="none"
        stroke="var(--text)"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
      <path
        d="M15.200 13h4.600l3.200 3.200v4.600l-3.200 3.200h-4.600l-3.200-3.200v-4.600z"
        fill="var(--accent)"
      />
    </svg>
  );
}

/** Mark and name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-16 font-semibold">
      <Mark />
      Assay
    </span>
  );
}
