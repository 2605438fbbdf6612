import GlobalStyles from '@mui/material/GlobalStyles'

/* What all letters on paper have in common: US letter size, and an address in the window of a No. 10 envelope. */

/** Of the page nothing is printed but the sheets in `#letters`. */
export const PrintedSheets = () => (
  <GlobalStyles
    styles={{
      '@page': { size: 'letter', margin: 0 },
      '@media print': {
        'body > *:not(#letters)': { display: 'none !important' },
        '#letters, #letters *': { overflow: 'visible !important' },
        '#letters, #letters .MuiDialog-container, #letters .MuiDialog-paper': {
          position: 'static !important',
          display: 'block !important',
          height: 'auto !important',
          background: '#fff !important',
        },
      },
    }}
  />
)

export const sheet = {
  position: 'relative',
  boxSizing: 'border-box',
  width: '8.5in',
  height: '11in',
  flexShrink: 0,
  mx: 'auto',
  my: 2,
  px: '1in',
  bgcolor: '#fff',
  color: '#000',
  fontSize: '13pt',
  lineHeight: 1.5,
  breakAfter: 'page',
  '&:last-of-type': { breakAfter: 'auto' },
  // A hair less than the sheet, so that none runs over into an empty one.
  '@media print': { m: 0, height: '10.9in' },
} as const

/** Where the address stands: in the window when the sheet is folded in three. */
export const addressee = { position: 'absolute', top: '2.1in', left: '0.9in', fontStyle: 'normal' } as const
