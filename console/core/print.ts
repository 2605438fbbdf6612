/** What stands on the page for its reader only. */
export const notPrinted = { '@media print': { display: 'none' } } as const
/** What stands on paper only. */
export const printedOnly = { display: 'none', '@media print': { display: 'block' } } as const
