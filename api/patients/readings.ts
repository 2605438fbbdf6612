/*
 * A name is said with and without its particles, and heard as one word or as two: “de la Cruz”, “Delacruz”, “Cruz”.
 */

const particles = new Set(
  'de la las los del da das do dos di du le el al van von der den ter ten bin ibn abu mc mac o san st y e'.split(
    ' ',
  ),
)
const glued = /^(?:dela|delos|del|vander|vanden|vande|van|von|mac|mc|di|du|al|el)(?=\p{L}{4})/u
const mostReadings = 6

/** The ways in which words that were typed may make a name; each is a list of words; the first is as it was typed. */
export function readingsOf(typed: readonly string[]): string[][] {
  const whole = typed.filter((word) => !particles.has(word))
  const joined = joinParticles(typed)
  const ways = [whole.length > 0 ? whole : [...typed], joined]
  for (let i = 0; i + 1 < typed.length; i++)
    ways.push([...typed.slice(0, i), typed[i]! + typed[i + 1]!, ...typed.slice(i + 2)])
  if (typed.some((word) => glued.test(word))) ways.push(whole.map((word) => word.replace(glued, '')))
  const seen = new Set<string>()
  return ways
    .filter((way) => way.length > 0 && !seen.has(way.join(' ')) && seen.add(way.join(' ')))
    .slice(0, mostReadings)
}

/** Each particle with the word after it: “maria”, “delacruz”. */
function joinParticles(typed: readonly string[]): string[] {
  const words: string[] = []
  let open = false
  for (const word of typed) {
    if (open) words[words.length - 1] += word
    else words.push(word)
    open = particles.has(word)
  }
  return words
}
