import type { FileInput, ImportablePackage } from "../questions/rules.ts";
import type { StoredExpectation } from "../questions/schema.ts";
import { pictureFile } from "./pictures.ts";
import type { PackageFile } from "./schema.ts";

/** The submissions as files that the gate finds again: of a folder, the one that is run has the expectation. */
export function submissionFiles(submissions: ImportablePackage["submissions"]): FileInput[] {
  return submissions.flatMap(({ path, source, folder, expected, rules, lowersTimeLimit, unsupported }) => {
    const expectation: StoredExpectation = {
      expected: [...expected],
      rules: rules.map((rule) => ({ ...rule })),
      lowersTimeLimit,
      ...(unsupported === undefined ? {} : { unsupported }),
    };
    const entry = folder ? `${path}/${folder.entry}` : path;
    return [
      { kind: "submission" as const, path: entry, content: source, expectation },
      ...filesAs("submission", folder?.extraFiles ?? [], `${path}/`),
    ];
  });
}

function filesAs(kind: FileInput["kind"], files: readonly PackageFile[], below = ""): FileInput[] {
  return files.map(({ name, content }) => ({ kind, path: below + name, content }));
}

/** All that a package brings beside its tests. */
export function questionFiles(source: ImportablePackage): FileInput[] {
  const { submissions, validator, attachments, inputValidators, included, pictures } = source;
  return [
    ...submissionFiles(submissions),
    ...filesAs("validator", validator?.program.files ?? []),
    ...inputValidators.flatMap(({ name, program }) => filesAs("input_validator", program.files, `${name}/`)),
    ...included.flatMap((file) => filesAs("include", [file], `${file.language}/`)),
    ...filesAs("attachment", attachments),
    // The same picture under two names is one file.
    ...new Map(
      pictures.map((picture) => [
        pictureFile(picture),
        { kind: "picture" as const, path: pictureFile(picture), content: picture.content },
      ]),
    ).values(),
  ];
}
