/**
 * The one text of a JSON value (RFC 8785): members sorted by UTF-16 code units, no white space, numbers and strings as
 * ECMAScript writes them. Members that are undefined are left out.
 * @throws TypeError for what JSON cannot hold: NaN, infinities, broken surrogates, functions.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a lone surrogate is no character')
    return JSON.stringify(value)
  }
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object') {
    let members = ''
    // Sorted by UTF-16 code units, as RFC 8785 has it.
    for (const name of Object.keys(value).sort()) {
      const member = (value as Record<string, unknown>)[name]
      if (member === undefined) continue
      members += `${members ? ',' : ''}${canonicalJson(name)}:${canonicalJson(member)}`
    }
    return `{${members}}`
  }
  throw new TypeError(`JSON cannot hold ${typeof value === 'number' ? value : typeof value}`)
}
