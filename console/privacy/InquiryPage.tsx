import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { inquiryShown } from '../../api/privacy/inquiries/schema.ts'
import { inquiryAnswers } from '../../api/privacy/lists.ts'
import { post } from '../core/http.ts'
import { useTabTitle } from '../core/PageHead.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useFormat } from '../core/useFormat.ts'
import { useLinkToken } from '../core/useLinkToken.ts'
import { useWords } from '../core/words/useWords.ts'
import { Frame } from '../signin/Frame.tsx'

type Inquiry = z.output<typeof inquiryShown>

/** Where a privacy officer's link leads: what is asked, and one answer. */
export default function InquiryPage() {
  const say = useWords()
  const token = useLinkToken('inquiry')
  const [answered, setAnswered] = useState(false)
  const {
    data: inquiry,
    error,
    refetch,
  } = useQuery({
    queryKey: ['inquiry', token],
    queryFn: () => post<Inquiry>('/privacy-inquiry', { token }),
    enabled: !answered,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useTabTitle('desk.inquiry.title')

  return (
    <Frame title={say('desk.inquiry.title')}>
      {answered ? (
        <Typography role="status">{say('desk.inquiry.thanks')}</Typography>
      ) : inquiry ? (
        <Answer token={token} inquiry={inquiry} onAnswered={() => setAnswered(true)} />
      ) : error ? (
        <Failed error={error} retry={refetch} />
      ) : (
        <Waiting />
      )}
    </Frame>
  )
}

function Answer({ token, inquiry, onAnswered }: { token: string; inquiry: Inquiry; onAnswered: () => void }) {
  const say = useWords()
  const { date } = useFormat()
  const { busy, error, attempt } = useAttempt()
  const [wasWork, setWasWork] = useState('')
  const [answer, setAnswer] = useState('')
  const send = () =>
    attempt(async () => {
      await post('/privacy-inquiry/answer', { token, wasWork, answer })
      onAnswered()
    })
  return (
    <Stack
      component="form"
      spacing={2}
      onSubmit={(event) => {
        event.preventDefault()
        return send()
      }}
    >
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
      <TextField
        select
        label={say('desk.inquiry.wasWork')}
        value={wasWork}
        onChange={(event) => setWasWork(event.target.value)}
        required
      >
        {inquiryAnswers.map((one) => (
          <MenuItem key={one} value={one}>
            {say(`desk.inquiryAnswer.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={say('desk.inquiry.answer')}
        helperText={say('desk.inquiry.answerHelp')}
        slotProps={{ htmlInput: { maxLength: 4000 } }}
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
        multiline
        minRows={4}
        required
      />
      {error !== undefined && <Failed error={error} />}
      <Button type="submit" variant="contained" size="large" aria-disabled={busy}>
        {say('desk.inquiry.send')}
      </Button>
    </Stack>
  )
}
