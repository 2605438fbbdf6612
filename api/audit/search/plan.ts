export interface Leaf {
  at: number
  leaf_index: number
}

/** Milliseconds, the end exclusive. */
export interface Span {
  from: number
  to: number
}

/**
 * How a search reads the index. Every plan scans the index in order of time and stops at its limit, so that a page
 * costs the same at any depth and any size:
 * - `patient`, `request`, `session`, `case`: one person's, request's, session's or case's rows, a few thousand at most,
 *   the rest of the question asked of each.
 * - `kinds`: a merge of one scan for each combination of act, outcome, role … asked for, within an actor or an address
 *   if one is given.
 * - `all`: the whole log.
 */
export interface Plan {
  rows(span: Span, descending: boolean, limit: number): Promise<Leaf[]>
  /** All rows of one millisecond. */
  moment(at: number): Promise<Leaf[]>
  /** Counts no further than the limit. */
  count(span: Span, limit: number): Promise<number>
}

export const order = (descending: boolean) => (descending ? ('desc' as const) : ('asc' as const))
