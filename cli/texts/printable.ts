// Makes safe to print what others wrote: names of customers, Microsoft's words. A terminal obeys control characters. Pure.

/** On one line, without anything a terminal would take for a command, no longer than `longest`. */
export function printable(text: string, longest = 500): string {
  const plain = text
    // Control and format characters: escape sequences, line ends, reversed reading.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain
}
