/** What stands on the page for its reader only. */
export const notPrinted = { '@media print': { display: 'none' } } as const
/** What stands on paper only. */
export const printedOnly = { display: 'none', '@media print': { display: 'block' } } as const
/** Drawings as wide as the paper, whatever the window was. */
export const drawnOnPaper = {
  '@media print': {
    overflow: 'visible',
    '& .recharts-responsive-container, & .recharts-wrapper': {
      width: '100% !important',
      height: 'auto !important',
    },
    '& svg[role], & svg.recharts-surface[viewBox]:not(.recharts-legend-icon)': {
      maxWidth: '100%',
      height: 'auto',
    },
    '& .recharts-wrapper > svg.recharts-surface': { width: '100%' },
    '& .recharts-legend-wrapper': { width: '100% !important', left: '0 !important' },
  },
} as const
