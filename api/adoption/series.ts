/*
 * A level is how many people are so on a day: its numbers step up and down, and are never added over days. Every other
 * series is a flow: what happened on a day, which may be added.
 */
const levelPattern = /^(active-|uses-|eligible|activated-ever|superuser)/
export const isLevel = (series: string): boolean => levelPattern.test(series)
