/** What stands on the page for its reader only. */
export const notPrinted = { '@media print': { display: 'none' } } as const
