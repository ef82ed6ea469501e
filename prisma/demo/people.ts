/* Who the demo's candidates are and how far each has come. Invented names; addresses below .example reach nobody. */

export type Stage = "invited" | "opened" | "expired" | "withdrawn" | "started" | "submitted";
/** How well they did: which of the library's own submissions stand in for their code. */
export type Quality = "strong" | "fair" | "slow" | "weak" | "blank";

export interface DemoPerson {
  name: string;
  source: "invited" | "partner";
  assessment: "backend" | "algorithms" | "data";
  stage: Stage;
  quality?: Quality;
  language?: "python" | "javascript";
  /** Days before today at which they were invited; an attempt follows a day later. */
  daysAgo: number;
  timeMultiplier?: number;
  /** Points for the written answer, where a reviewer has read it. */
  writtenPoints?: number;
  decision?: { kind: "advance" | "hold" | "reject"; reason: string };
}

const advance = (reason: string) => ({ kind: "advance" as const, reason });
const reject = (reason: string) => ({ kind: "reject" as const, reason });

export const PEOPLE: DemoPerson[] = [
  {
    name: "Ada Lindt",
    source: "invited",
    assessment: "backend",
    stage: "submitted",
    quality: "strong",
    language: "python",
    daysAgo: 12,
    writtenPoints: 18,
    decision: advance("Complete, readable code and a note to customers that we could have sent."),
  },
  {
    name: "Tomás Ferreira",
    source: "partner",
    assessment: "backend",
    stage: "submitted",
    quality: "fair",
    language: "python",
    daysAgo: 12,
    writtenPoints: 14,
  },
  {
    name: "Yuki Tanabe",
    source: "invited",
    assessment: "backend",
    stage: "submitted",
    quality: "strong",
    language: "javascript",
    daysAgo: 11,
    writtenPoints: 16,
    decision: advance("Strong on every part."),
  },
  {
    name: "Brónagh Keane",
    source: "invited",
    assessment: "backend",
    stage: "submitted",
    quality: "weak",
    language: "javascript",
    daysAgo: 11,
    writtenPoints: 8,
    decision: reject("Missed the ordering rule and two edge cases; the note leaves out the times."),
  },
  {
    name: "Oluwaseun Adeyemi-Brandt",
    source: "partner",
    assessment: "backend",
    stage: "submitted",
    quality: "strong",
    language: "python",
    daysAgo: 10,
    timeMultiplier: 1.5,
  },
  {
    name: "Wilhelmina Charlotte von Hohenstein-Abernathy",
    source: "partner",
    assessment: "backend",
    stage: "submitted",
    quality: "fair",
    language: "javascript",
    daysAgo: 9,
    writtenPoints: 15,
  },
  {
    name: "Đặng Minh Châu",
    source: "invited",
    assessment: "backend",
    stage: "submitted",
    quality: "fair",
    language: "python",
    daysAgo: 8,
  },
  {
    name: "Ivana Petrović",
    source: "invited",
    assessment: "backend",
    stage: "submitted",
    quality: "weak",
    language: "python",
    daysAgo: 7,
  },
  {
    name: "Sam Ng",
    source: "partner",
    assessment: "backend",
    stage: "submitted",
    quality: "blank",
    daysAgo: 6,
  },
  {
    name: "Léa Marchand",
    source: "invited",
    assessment: "backend",
    stage: "submitted",
    quality: "strong",
    language: "python",
    daysAgo: 5,
  },
  {
    name: "Анна Соколова",
    source: "partner",
    assessment: "backend",
    stage: "submitted",
    quality: "fair",
    language: "python",
    daysAgo: 4,
  },
  {
    name: "Mateo Quispe",
    source: "invited",
    assessment: "backend",
    stage: "submitted",
    quality: "strong",
    language: "javascript",
    daysAgo: 3,
  },
  {
    name: "Henrik Solberg",
    source: "invited",
    assessment: "algorithms",
    stage: "submitted",
    quality: "strong",
    language: "python",
    daysAgo: 14,
    decision: advance("All four problems, the hard one included."),
  },
  {
    name: "Priya Raghunathan",
    source: "invited",
    assessment: "algorithms",
    stage: "submitted",
    quality: "slow",
    language: "python",
    daysAgo: 13,
    decision: {
      kind: "hold",
      reason: "Right answers, too slow on the large inputs. Compare with the next three.",
    },
  },
  {
    name: "Jonas Weidmann",
    source: "partner",
    assessment: "algorithms",
    stage: "submitted",
    quality: "slow",
    language: "javascript",
    daysAgo: 9,
  },
  {
    name: "Chiara Bellandi",
    source: "invited",
    assessment: "algorithms",
    stage: "submitted",
    quality: "fair",
    language: "javascript",
    daysAgo: 8,
  },
  {
    name: "Kofi Mensah",
    source: "partner",
    assessment: "algorithms",
    stage: "submitted",
    quality: "strong",
    language: "javascript",
    daysAgo: 6,
    timeMultiplier: 1.25,
  },
  {
    name: "Noor Haddad",
    source: "invited",
    assessment: "algorithms",
    stage: "submitted",
    quality: "weak",
    language: "python",
    daysAgo: 5,
  },
  {
    name: "Marta Kowalczyk",
    source: "invited",
    assessment: "data",
    stage: "submitted",
    quality: "strong",
    language: "python",
    daysAgo: 6,
    decision: advance("Every share adds up, and the query counts nothing twice."),
  },
  {
    name: "Teun de Graaf",
    source: "partner",
    assessment: "data",
    stage: "submitted",
    quality: "fair",
    language: "javascript",
    daysAgo: 5,
  },
  {
    name: "Amina Yusuf",
    source: "invited",
    assessment: "data",
    stage: "submitted",
    quality: "weak",
    language: "javascript",
    daysAgo: 4,
  },
  { name: "Ricardo Nogueira", source: "invited", assessment: "data", stage: "invited", daysAgo: 1 },
  {
    name: "Ewa Zielińska",
    source: "invited",
    assessment: "backend",
    stage: "started",
    quality: "fair",
    language: "python",
    daysAgo: 0,
  },
  {
    name: "Luca Marin",
    source: "invited",
    assessment: "algorithms",
    stage: "started",
    quality: "blank",
    daysAgo: 0,
  },
  { name: "Grace Amankwah", source: "partner", assessment: "backend", stage: "opened", daysAgo: 2 },
  { name: "Björn Åkesson", source: "invited", assessment: "backend", stage: "opened", daysAgo: 2 },
  { name: "Mei-Ling Tsai", source: "partner", assessment: "backend", stage: "invited", daysAgo: 1 },
  { name: "Rafael Domínguez", source: "invited", assessment: "algorithms", stage: "invited", daysAgo: 1 },
  { name: "Siobhán O’Rourke", source: "invited", assessment: "backend", stage: "invited", daysAgo: 0 },
  { name: "Femi Balogun", source: "partner", assessment: "algorithms", stage: "invited", daysAgo: 0 },
  { name: "Astrid Nyman", source: "invited", assessment: "backend", stage: "expired", daysAgo: 20 },
  { name: "Pavel Dvořák", source: "partner", assessment: "backend", stage: "expired", daysAgo: 21 },
  { name: "Zeynep Arslan", source: "invited", assessment: "algorithms", stage: "withdrawn", daysAgo: 9 },
  { name: "Duncan Reid", source: "partner", assessment: "backend", stage: "withdrawn", daysAgo: 7 },
];

/** Which of a package's submissions a person of this quality hands in, best match first; by folder below submissions/. */
export const CODE_BY_QUALITY: Record<Quality, string[]> = {
  strong: ["accepted"],
  fair: ["wrong_answer", "accepted"],
  slow: ["time_limit_exceeded", "accepted"],
  weak: ["run_time_error", "wrong_answer"],
  blank: [],
};

export const WRITTEN: Record<Quality, string> = {
  strong: `Dear customer,

Last night between 01:10 and 03:40 UTC about one in five document uploads to our service failed. If you saw an error message while uploading during that time, the document was not stored. Every upload that the app confirmed is safe, and nothing that you had stored earlier was touched or seen by anyone.

What you should do: open the app and look at the documents you added last night. If one that showed an error is missing, please upload it again. It will work now. If you are unsure, reply to this mail with your company name and we will look with you.

The cause was a disk that filled up on our side. An alarm exists for exactly this case, and it was switched off after maintenance two weeks ago. That is our responsibility. The disk has room again, the alarm is back on, and from today an alarm that is switched off switches itself on again after four hours.

We are sorry for the extra work this gives you.`,
  fair: `Hello,

Last night some uploads failed because a disk was full. About 20 % of uploads between 01:10 and 03:40 UTC did not work. If you got an error, please upload the document again. Documents that were stored before are safe and so are uploads that worked.

We have freed the disk and the alarm is switched on again. We will check all alarms after maintenance in the future so that this does not happen again. Sorry for the trouble. If you have questions please write to our support and mention the time of your upload, then we can find it quickly and help you.`,
  slow: "",
  weak: "Hi, there was an outage last night, some uploads did not work. It is fixed now. Please try again if something is missing.",
  blank: "",
};
