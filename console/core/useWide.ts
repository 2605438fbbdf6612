import type { Theme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'

/** Whether there is room for more than what a row is and what it waits for. */
export const useWide = () => useMediaQuery<Theme>((theme) => theme.breakpoints.up('md'))
