/** Gives the candidate a file that is kept on this device: to be saved where they want. */
export function saveCopy(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
}
