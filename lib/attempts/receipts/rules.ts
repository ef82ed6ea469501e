/** The texts of a JSON document, one after the other; the group: what makes one the name of a member. */
const TEXTS = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/**
 * Whether a claim's text names a member more than once. JSON's readers take the last one, people may take the first:
 * nothing that can be read in two ways is called unaltered.
 * @param claim what the text says: an object of texts alone.
 */
export function namesTwice(text: string, claim: object): boolean {
  const names = [...text.matchAll(TEXTS)].filter(([, colon]) => colon !== undefined);
  return names.length > Object.keys(claim).length;
}
