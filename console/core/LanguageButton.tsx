import TranslateIcon from '@mui/icons-material/Translate'
import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import { useLocaleState, useLocales } from 'react-admin'
import { useSpeak } from './words/Speaking.tsx'

/** Changes the language; what was typed stays. */
export function LanguageButton() {
  const languages = useLocales()
  const [locale] = useLocaleState()
  const speak = useSpeak()
  const [at, setAt] = useState<HTMLElement | null>(null)
  const choose = (chosen: string) => {
    setAt(null)
    if (chosen !== locale) speak(chosen)
  }
  return (
    <>
      <Button
        color="inherit"
        startIcon={<TranslateIcon />}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        onClick={(event) => setAt(event.currentTarget)}
        sx={{ whiteSpace: 'nowrap', minWidth: 44 }}
      >
        {languages.find((one) => one.locale === locale)?.name}
      </Button>
      <Menu anchorEl={at} open={at !== null} onClose={() => setAt(null)}>
        {languages.map((one) => (
          <MenuItem
            key={one.locale}
            lang={one.locale}
            selected={one.locale === locale}
            onClick={() => choose(one.locale)}
          >
            {one.name}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
