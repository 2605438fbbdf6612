import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { get, post } from '../core/http.ts'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { NameIn } from '../words.ts'
import { ActivityReview } from './ActivityReview.tsx'
import type { Activities, ReviewDone } from './api.ts'
import { PrivacyFrame } from './PrivacyFrame.tsx'

/** Reviews of activity, 45 CFR 164.308(a)(1)(ii)(D): a period's figures, and accesses drawn by lot, judged one by one. */
export default function ActivityPage() {
  const translate = useWords()
  const queryClient = useQueryClient()
  const [chosen, choose] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: ['activity-reviews'],
    queryFn: () => get<Activities>('/activity-reviews'),
    retry: false,
  })
  const id = chosen ?? data?.[0]?.id
  return (
    <PrivacyFrame page="activity">
      <Typography sx={{ maxWidth: 800, ...notPrinted }}>
        {translate('desk.privacy.activity.about')}
      </Typography>
      {error && <Failed error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <Begin
          onBegun={async (review) => {
            await queryClient.invalidateQueries({ queryKey: ['activity-reviews'] })
            choose(review.id)
          }}
        />
      )}
      {data && data.length > 0 && (
        <TextField
          select
          label={translate('desk.privacy.activity.period')}
          value={id}
          onChange={(event) => choose(event.target.value)}
          sx={{ width: 320, ...notPrinted }}
        >
          {data.map((review) => (
            <MenuItem key={review.id} value={review.id}>
              {review.fromDay} – {review.toDay}
              {review.signedAt ? '' : ` · ${translate('desk.privacy.activity.open')}`}
            </MenuItem>
          ))}
        </TextField>
      )}
      {id && <ActivityReview id={id} />}
      {data && !id && <Empty title={translate('desk.privacy.activity.none')} />}
    </PrivacyFrame>
  )
}

function Begin({ onBegun }: { onBegun: (review: ReviewDone) => Promise<void> }) {
  const translate = useWords()
  const { busy, error, attempt } = useAttempt()
  const label = (name: NameIn<'desk.privacy.activity'>) => translate(`desk.privacy.activity.${name}`)
  const begin = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { sample, ...days } = Object.fromEntries(new FormData(event.currentTarget))
    return attempt(async (once) =>
      onBegun(await post<ReviewDone>('/activity-reviews', { ...days, sample: Number(sample) }, once)),
    )
  }
  const shrink = { inputLabel: { shrink: true } }
  return (
    <Box sx={notPrinted}>
      <Panel title={label('begin')}>
        <Box
          component="form"
          onSubmit={begin}
          sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}
        >
          <TextField
            name="fromDay"
            type="date"
            required
            label={label('from')}
            slotProps={shrink}
            sx={{ width: 180 }}
          />
          <TextField
            name="toDay"
            type="date"
            required
            label={label('to')}
            slotProps={shrink}
            sx={{ width: 180 }}
          />
          <TextField
            name="sample"
            type="number"
            required
            defaultValue={20}
            label={label('sample')}
            slotProps={{ htmlInput: { min: 5, max: 100 } }}
            sx={{ width: 160 }}
          />
          <Button type="submit" variant="contained" disabled={busy}>
            {label('begin')}
          </Button>
        </Box>
        {error !== undefined && <Failed error={error} />}
      </Panel>
    </Box>
  )
}
