/** What the invite form shows once it was sent. */
export interface InviteResult {
  candidateId: string;
  inviteUrl: string;
  name: string;
  email: string;
}
