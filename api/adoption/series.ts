/*
 * A level is how many people are so on a day: its numbers step up and down, and are never added over days. Every other
 * series is a flow: what happened on a day, which may be added.
 */
const levelPattern = /^(?:keys:)?(active-|uses-|eligible|activated-ever|superuser)/
export const isLevel = (series: string): boolean => levelPattern.test(series)

/*
 * Beside each series: the sum of the keys of the people in it, by which noise is drawn; and of a flow the people to whom it
 * happened in a month, each once.
 */
export const keysOf = (series: string): string => `keys:${series}`
export const peopleIn = (flow: string): string => `people:${flow}`
/** The people to whom it happened in a week, on the week's last day. */
export const inWeek = (flow: string): string => `week:${flow}`
