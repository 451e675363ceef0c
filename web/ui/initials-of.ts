// The initials of a name: first letters of its first and last word, in any script. Pure.

export function initialsOf(name: string): string {
  const words = name.split(/[\s\-–·]+/).filter((word) => /^\p{L}/u.test(word))
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => [...(word ?? '?')][0])
    .join('')
    .toLocaleUpperCase()
}
