import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin'

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'
const pessimistic = { defaultProps: { mutationMode: 'pessimistic' as const } }

function themed(base: RaThemeOptions, accent: string, palette: RaThemeOptions['palette']): RaThemeOptions {
  return {
    ...base,
    palette: { ...base.palette, ...palette },
    shape: { borderRadius: 6 },
    // The longest name in the menu, in either language.
    sidebar: { width: 256, closedWidth: 50 },
    typography: {
      fontFamily: font,
      fontSize: 14,
      h1: { fontSize: '1.5rem', fontWeight: 650 },
      h2: { fontSize: '1.05rem', fontWeight: 650 },
      h3: { fontSize: '.95rem', fontWeight: 650 },
      button: { textTransform: 'none', fontWeight: 600 },
    },
    components: {
      ...base.components,
      // An edit that can be undone for five seconds is lost when the tab closes.
      RaEdit: pessimistic,
      RaDeleteButton: pessimistic,
      RaBulkDeleteButton: pessimistic,
      RaUpdateButton: pessimistic,
      RaBulkUpdateButton: pessimistic,
      MuiCssBaseline: {
        styleOverrides: {
          'a:not([class])': { color: accent },
          // WCAG 2.3.3: whoever asked their system for less motion gets none.
          '@media (prefers-reduced-motion: reduce)': {
            '*, *::before, *::after': {
              animationDuration: '0.01ms !important',
              animationIterationCount: '1 !important',
              transitionDuration: '0.01ms !important',
            },
          },
          // A printed page is the page's content: no menu, no bar, black on white.
          '@media print': {
            'header, .MuiDrawer-root, .RaSkipNavigationButton-root': {
              display: 'none !important',
            },
            'body, .RaLayout-root, .RaLayout-content': {
              background: '#fff !important',
              color: '#000 !important',
            },
            '.RaLayout-appFrame': { marginTop: '0 !important' },
            ...(palette?.mode === 'dark' && {
              '*': { color: '#000 !important' },
              'svg text': { fill: '#000 !important' },
              'svg [data-hollow]': { fill: '#fff !important' },
              '.MuiPaper-root, .MuiTableCell-root': { background: '#fff !important' },
            }),
          },
        },
      },
      MuiCard: { defaultProps: { variant: 'outlined' } },
      MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', margin: 'none', fullWidth: true } },
      MuiFormControl: {
        defaultProps: { variant: 'outlined', size: 'small', margin: 'none', fullWidth: true },
      },
      MuiButton: { defaultProps: { disableElevation: true } },
      MuiButtonBase: {
        defaultProps: { disableRipple: true },
        styleOverrides: {
          root: { '&:focus-visible': { outline: '3px solid currentColor', outlineOffset: 2 } },
        },
      },
      // A switch begins where the fields above it do, and not beyond the edge of a phone.
      MuiFormControlLabel: { styleOverrides: { root: { marginLeft: 0 } } },
      MuiTableCell: { styleOverrides: { head: { fontWeight: 650 } } },
    },
  }
}

export const lightTheme = themed(defaultLightTheme, '#0b5c7d', {
  mode: 'light',
  primary: { main: '#0b5c7d', contrastText: '#ffffff' },
  secondary: { main: '#0b5c7d', contrastText: '#ffffff' },
  error: { main: '#a3201a' },
  success: { main: '#1d6b37' },
  warning: { main: '#7a4b00' },
  background: { default: '#f6f7f8', paper: '#ffffff' },
  text: { primary: '#16202a', secondary: '#4d5b68' },
})

export const darkTheme = themed(defaultDarkTheme, '#7cc7e6', {
  mode: 'dark',
  primary: { main: '#7cc7e6', contrastText: '#06202c' },
  secondary: { main: '#7cc7e6', contrastText: '#06202c' },
  error: { main: '#ff9d94' },
  success: { main: '#86d19c' },
  warning: { main: '#f0b866' },
  background: { default: '#0f151a', paper: '#182027' },
  text: { primary: '#e8edf1', secondary: '#a9b6c1' },
})
