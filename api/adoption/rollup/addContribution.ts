/** What people add to the figures: a number for each segment, series and day. */
export type Contributions = Map<string, Map<string, Map<number, number>>>
export function addContribution(
  sum: Contributions,
  segment: string,
  series: string,
  day: number,
  n: number,
): void {
  let ofSegment = sum.get(segment)
  if (!ofSegment) {
    ofSegment = new Map()
    sum.set(segment, ofSegment)
  }
  let days = ofSegment.get(series)
  if (!days) {
    days = new Map()
    ofSegment.set(series, days)
  }
  days.set(day, (days.get(day) ?? 0) + n)
}
