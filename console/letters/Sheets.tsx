import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useRef } from 'react'
import type { PrintedLetters } from '../core/dataProvider.ts'
import { notPrinted } from '../core/print.ts'
import { useWords } from '../core/words/useWords.ts'
import { paper } from './paper.ts'
import { addressee, PrintedSheets, sheet } from './sheet.tsx'

type Letter = PrintedLetters['letters'][number]

const fill = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

/**
 * The letters as they are printed, over the page: the only moment their codes are shown. The address stands where the window
 * of a US No. 10 envelope is when the sheet is folded in three.
 */
export function Sheets({ printed, onClose }: { printed: PrintedLetters; onClose: () => void }) {
  const say = useWords()
  const title = useId()
  const start = useRef<HTMLDivElement>(null)
  useEffect(() => start.current?.focus(), [])
  return (
    // No way out by a key or a click beside it: the codes would be lost by mistake.
    <Dialog
      id="letters"
      open
      fullScreen
      aria-labelledby={title}
      slotProps={{ paper: { sx: { bgcolor: 'grey.300' } } }}
    >
      <PrintedSheets />
      <Box ref={start} tabIndex={-1} sx={{ ...notPrinted, p: 2, bgcolor: 'background.paper' }}>
        <Typography id={title} component="p" sx={{ fontWeight: 600 }}>
          {say('desk.letter.printed', { count: printed.letters.length })}
        </Typography>
        {printed.lapsed > 0 && (
          <Typography>{say('desk.letter.lapsed', { count: printed.lapsed })}</Typography>
        )}
        <Alert severity="warning" sx={{ my: 1 }}>
          {say('desk.letter.onlyNow')}
        </Alert>
        <Button variant="contained" onClick={() => window.print()} disabled={printed.letters.length === 0}>
          {say('desk.letter.printNow')}
        </Button>{' '}
        <Button onClick={onClose}>{say('desk.letter.close')}</Button>
      </Box>
      {printed.letters.map((letter) => (
        <Sheet key={letter.id} letter={letter} printed={printed} />
      ))}
    </Dialog>
  )
}

function Sheet({ letter, printed }: { letter: Letter; printed: PrintedLetters }) {
  const t = paper[letter.language]
  const date = new Date(letter.expiresAt).toLocaleDateString(letter.language === 'es' ? 'es-US' : 'en-US', {
    dateStyle: 'long',
  })
  const values = {
    name: letter.name,
    hospital: printed.hospital,
    address: printed.address,
    date,
    case: String(letter.caseNumber),
  }
  return (
    <Box component="article" lang={letter.language} sx={sheet}>
      <Box sx={{ position: 'absolute', top: '0.6in', left: '0.9in', fontSize: '10pt' }}>
        {printed.hospital}
      </Box>
      <Box component="address" sx={addressee}>
        {[letter.name, ...letter.lines].map((line) => (
          <div key={line}>{line}</div>
        ))}
      </Box>
      <Box sx={{ position: 'absolute', top: '3.8in', left: '1in', right: '1in' }}>
        <p>
          {fill(t.hello, values)}
          <br />
          {fill(t.why, values)}
        </p>
        <p>{t.steps}</p>
        <ol>
          <li>{fill(t.go, values)}</li>
          <li>
            {t.code}
            <Box sx={{ fontFamily: 'monospace', fontSize: '20pt', fontWeight: 700, my: 1 }}>
              {letter.code}
            </Box>
          </li>
          <li>{t.birth}</li>
        </ol>
        <p>
          {t.username} <strong>{letter.username}</strong>
        </p>
        <p>{fill(t.until, values)}</p>
        <p>
          {t.notMe} {fill(t.never, values)}
        </p>
      </Box>
    </Box>
  )
}
