import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { BreachLetters } from '../core/dataProvider.ts'
import { notPrinted } from '../core/print.ts'
import { useWords } from '../core/words/useWords.ts'
import { addressee, PrintedSheets, sheet } from '../letters/sheet.tsx'

/** Notices as they are printed, over the page; they stay with the breach and can be printed again. */
export function BreachSheets({ printed, onClose }: { printed: BreachLetters; onClose: () => void }) {
  const say = useWords()
  const title = useId()
  const { letters, withoutAddress = 0, inPortal = 0 } = printed
  return (
    <Dialog
      id="letters"
      open
      fullScreen
      onClose={onClose}
      aria-labelledby={title}
      slotProps={{ paper: { sx: { bgcolor: 'grey.300' } } }}
    >
      <PrintedSheets />
      <Box sx={{ ...notPrinted, p: 2, bgcolor: 'background.paper' }}>
        <Typography id={title} component="p" sx={{ fontWeight: 600, mb: 1 }}>
          {say('desk.breach.printed', { smart_count: letters.length })}
        </Typography>
        {inPortal > 0 && (
          <Alert severity="info" sx={{ mb: 1 }}>
            {say('desk.breach.inPortal', { smart_count: inPortal })}
          </Alert>
        )}
        {withoutAddress > 0 && (
          <Alert severity="warning" sx={{ mb: 1 }}>
            {say('desk.breach.withoutAddress', { smart_count: withoutAddress })}
          </Alert>
        )}
        <Button variant="contained" onClick={() => window.print()} disabled={letters.length === 0}>
          {say('desk.letter.printNow')}
        </Button>{' '}
        <Button onClick={onClose}>{say('desk.breach.close')}</Button>
      </Box>
      {letters.map((letter, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sheets neither move nor change
        <Box key={i} component="article" lang={letter.language} sx={sheet}>
          <Box sx={{ position: 'absolute', top: '0.6in', left: '0.9in', fontSize: '10pt' }}>
            {letter.hospital} · {letter.day}
          </Box>
          <Box component="address" sx={addressee}>
            {[letter.to, ...letter.lines].map((line) => (
              <div key={line}>{line}</div>
            ))}
          </Box>
          <Box
            sx={{
              position: 'absolute',
              top: '3.8in',
              left: '1in',
              right: '1in',
              fontSize: '11pt',
              lineHeight: 1.35,
            }}
          >
            <p>{letter.hello}</p>
            {letter.parts.map((part) => (
              <div key={part.title}>
                <strong>{part.title}</strong>
                <Box component="p" sx={{ mt: 0, whiteSpace: 'pre-wrap' }}>
                  {part.text}
                </Box>
              </div>
            ))}
          </Box>
        </Box>
      ))}
    </Dialog>
  )
}
