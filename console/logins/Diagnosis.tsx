import ArrowIcon from '@mui/icons-material/ArrowForward'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useActs } from '../core/acts.ts'
import type { Cause, Patient } from '../core/dataProvider.ts'
import { useWords } from '../core/words/useWords.ts'
import { type Way, wayOf } from './remedy.ts'

interface Props {
  patient: Patient
  causes: Cause[]
  /** Leads to where the remedy is done. */
  onRemedy: (title: string, way: Way) => void
}

/**
 * Why the patient cannot get in: the likeliest cause first, what shows it, and the least powerful remedy, which is the
 * page's one primary button where there is something to press.
 */
export function Diagnosis({ patient, causes, onRemedy }: Props) {
  const say = useWords()
  const { acts = [] } = useActs()
  const [first, ...others] = causes
  if (!first) return null
  const way = wayOf(first, patient, acts)
  return (
    <>
      <CauseBlock cause={first} main>
        <Remedy cause={first} way={way} onPress={onRemedy} />
      </CauseBlock>
      {others.length > 0 && (
        <Box sx={{ mt: 2 }}>
          <Typography variant="h3" sx={{ mb: 1 }}>
            {say('desk.diagnosis.also')}
          </Typography>
          {others.map((cause) => (
            <CauseBlock key={cause.code} cause={cause}>
              <Remedy cause={cause} way={undefined} onPress={onRemedy} />
            </CauseBlock>
          ))}
        </Box>
      )}
    </>
  )
}

function CauseBlock({ cause, main, children }: { cause: Cause; main?: boolean; children: ReactNode }) {
  const say = useWords()
  const { tier } = cause.remedy
  return (
    <Box
      sx={{ borderLeft: main ? 4 : 2, borderColor: main ? 'primary.main' : 'divider', pl: 2, mb: 1.5 }}
      data-cause={cause.code}
    >
      <Typography sx={{ fontWeight: 650, fontSize: main ? '1.2rem' : '1rem' }}>{cause.title}</Typography>
      {cause.evidence.map((line) => (
        <Typography key={line} sx={{ color: 'text.secondary' }}>
          {line}
        </Typography>
      ))}
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.75, flexWrap: 'wrap' }}>
        {children}
        {tier !== 'T0' && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {say('desk.diagnosis.needs', { level: say(`desk.tier.${tier}`) })}
          </Typography>
        )}
        {cause.escalateTo && (
          <Chip
            size="small"
            label={say('desk.diagnosis.escalate', { queue: say.of('desk.queue', cause.escalateTo) })}
          />
        )}
      </Box>
    </Box>
  )
}

function Remedy({ cause, way, onPress }: { cause: Cause; way: Way | undefined; onPress: Props['onRemedy'] }) {
  const { act, title } = cause.remedy
  const common = { variant: 'contained', sx: { textAlign: 'left' }, 'data-remedy': act } as const
  if (way?.to === 'record')
    return (
      <Button {...common} component={Link} to={`/patients/${way.id}/show`}>
        {title}
      </Button>
    )
  if (way)
    return (
      <Button {...common} onClick={() => onPress(title, way)}>
        {title}
      </Button>
    )
  return (
    <>
      <ArrowIcon fontSize="small" color="primary" aria-hidden />
      <Typography component="span" sx={{ fontWeight: 600 }} data-remedy={act}>
        {title}
      </Typography>
    </>
  )
}
