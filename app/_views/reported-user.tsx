/** Says whose page this is, should the browser have an error to report: the id, and nothing else. React puts it into the head. */
export function ReportedUser({ userId }: { userId: string }) {
  return <meta name="sentry-user" content={userId} />;
}
