import TranslateIcon from '@mui/icons-material/Translate'
import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import { useLocaleState, useLocales } from 'react-admin'
import { isUnsaved } from './form/unsaved.tsx'
import { asLocale, speak } from './words/i18n.ts'
import { useWords } from './words/useWords.ts'

/** React-admin draws the page anew in another language: whoever has typed something is asked first. */
export function LanguageButton() {
  const say = useWords()
  const languages = useLocales()
  const [locale, setLocale] = useLocaleState()
  const [at, setAt] = useState<HTMLElement | null>(null)
  const choose = (chosen: string) => {
    setAt(null)
    if (chosen === locale || (isUnsaved() && !window.confirm(say('desk.form.languageLoses')))) return
    speak(asLocale(chosen) ?? 'en')
    setLocale(chosen)
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
