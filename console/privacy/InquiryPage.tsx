import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type FormEvent, useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import type { z } from 'zod'
import type { inquiryShown } from '../../api/privacy/inquiries/schema.ts'
import { inquiryAnswers } from '../../api/privacy/lists.ts'
import { messageOf } from '../core/fault.ts'
import { post } from '../core/http.ts'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { Frame } from '../signin/Frame.tsx'

type Inquiry = z.output<typeof inquiryShown>

/** Where a privacy officer's link leads: what is asked, and one answer. */
export default function InquiryPage() {
  const say = useWords()
  const { date } = useFormat()
  const location = useLocation()
  const [token] = useState(() => new URLSearchParams(location.search).get('token') ?? '')
  const [inquiry, setInquiry] = useState<Inquiry>()
  const [answered, setAnswered] = useState(false)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  // The link is a secret: it leaves the address bar and the history as soon as it is read.
  useEffect(() => {
    history.replaceState(history.state, '', '#/inquiry')
    post<Inquiry>('/privacy-inquiry', { token }).then(setInquiry, (failure) => setError(messageOf(failure)))
  }, [token])

  async function answer(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    setBusy(true)
    setError(undefined)
    try {
      const given = { wasWork: typed.get('wasWork'), answer: typed.get('answer') }
      await post('/privacy-inquiry/answer', { token, ...given })
      setAnswered(true)
    } catch (failure) {
      setError(messageOf(failure))
    }
    setBusy(false)
  }

  return (
    <Frame title={say('desk.inquiry.title')}>
      {error && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {error}
        </Alert>
      )}
      {answered && <Typography role="status">{say('desk.inquiry.thanks')}</Typography>}
      {inquiry && !answered && (
        <Stack component="form" spacing={2} onSubmit={answer}>
          <Typography>
            {say(inquiry.asked === 'employee' ? 'desk.inquiry.aboutYou' : 'desk.inquiry.aboutThem', {
              who: inquiry.staffName,
              from: date(inquiry.firstDay, 'medium'),
              to: date(inquiry.lastDay, 'medium'),
            })}
          </Typography>
          <Typography sx={{ fontWeight: 600, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {inquiry.question}
          </Typography>
          <TextField select name="wasWork" label={say('desk.inquiry.wasWork')} defaultValue="" required>
            {inquiryAnswers.map((one) => (
              <MenuItem key={one} value={one}>
                {say(`desk.inquiryAnswer.${one}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            name="answer"
            label={say('desk.inquiry.answer')}
            helperText={say('desk.inquiry.answerHelp')}
            slotProps={{ htmlInput: { maxLength: 4000 } }}
            multiline
            minRows={4}
            required
          />
          <Button type="submit" variant="contained" size="large" disabled={busy}>
            {say('desk.inquiry.send')}
          </Button>
        </Stack>
      )}
    </Frame>
  )
}
