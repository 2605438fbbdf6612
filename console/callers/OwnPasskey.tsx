import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { z } from 'zod'
import type { passkeyAsked } from '../../api/callers/schema.ts'
import { useAct } from '../core/acts.ts'
import type { Case, Patient } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import type { LiveVerification } from './liveVerification.ts'

type Asked = z.output<typeof passkeyAsked>

/** A number the agent reads out, which the patient confirms with a passkey on our page; the call goes on as they do. */
export function OwnPasskey({
  patient,
  supportCase,
  verification,
}: {
  patient: Patient
  supportCase: Case
  verification: LiveVerification
}) {
  const say = useWords()
  const format = useFormat()
  const ask = useAct('caller.passkey-asked')
  const [asked, setAsked] = useState<Asked>()
  const fits = verification.caller === 'patient' && supportCase.category !== 'second-factor'
  const { passkeys = 0, newestPasskeyAt } = patient.account ?? {}
  if (verification.tier !== 'T1' || !ask || !newestPasskeyAt || !fits) return null
  return (
    <Box sx={{ display: 'grid', gap: 1, mt: 1 }}>
      <Typography variant="h3">{say('desk.ownPasskey.title')}</Typography>
      <Typography variant="body2">
        {say('desk.ownPasskey.since', { smart_count: passkeys, at: format.moment(newestPasskeyAt) })}
      </Typography>
      <Box role="status">
        {asked && (
          <>
            <Typography variant="body2">{say('desk.ownPasskey.read', { page: asked.page })}</Typography>
            <Typography
              sx={{
                fontSize: 28,
                fontWeight: 600,
                letterSpacing: '0.12em',
                fontVariantNumeric: 'tabular-nums',
              }}
            >
              {asked.number.slice(0, 3)} {asked.number.slice(3)}
            </Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {say('desk.ownPasskey.until', { at: format.moment(asked.expiresAt) })}
            </Typography>
          </>
        )}
      </Box>
      <ActForm<Asked>
        act={ask}
        params={{ id: verification.id }}
        verb={say(asked ? 'desk.ownPasskey.again' : 'desk.ownPasskey.ask')}
        onDone={setAsked}
        quiet
      />
    </Box>
  )
}
