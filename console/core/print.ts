/** What stands on the page for its reader only. */
export const notPrinted = { '@media print': { display: 'none' } } as const
/** What stands on paper only. */
export const printedOnly = { display: 'none', '@media print': { display: 'block' } } as const
/** Drawings no wider than the paper, whatever the window was: where a browser does not draw them anew, they shrink. */
export const drawnOnPaper = {
  '@media print': {
    // The frame around a drawing has no width of its own.
    '& .recharts-responsive-container > div': { width: '100% !important', height: '100% !important' },
    '& .recharts-wrapper, & .recharts-legend-wrapper, & svg': { maxWidth: '100%' },
  },
} as const
