import ArrowIcon from '@mui/icons-material/ArrowForward'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { type ActDeclaration, useActs } from '../core/acts.ts'
import type { Cause, Patient } from '../core/dataProvider.ts'
import { useNextFocus } from '../core/focus.ts'
import { useWords } from '../core/words/useWords.ts'
import { CauseArticle } from '../knowledge/CauseArticle.tsx'
import { tierOf, type Way, wayOf } from './remedy.ts'

interface Props {
  patient: Patient
  causes: Cause[]
  /** The remedy of the likeliest cause is the next thing to do. */
  isNext: boolean
  /** Leads to where the remedy is done. */
  onRemedy: (cause: Cause, way: Way) => void
}

/**
 * Why the patient cannot get in: the likeliest cause first, what shows it, and the least powerful remedy, which is the
 * page's one primary button where there is something to press. What else was found has its remedy beside it too, drawn lighter.
 */
export function Diagnosis({ patient, causes, isNext, onRemedy }: Props) {
  const say = useWords()
  const part = useNextFocus(isNext, `remedy ${causes[0]?.code}`)
  const { acts = [] } = useActs()
  const [first, ...others] = causes
  if (!first) return null
  const common = { patient, acts, onRemedy }
  return (
    <div ref={part}>
      <CauseBlock {...common} cause={first} main />
      {others.length > 0 && (
        <Box sx={{ mt: 2 }}>
          <Typography variant="h3" sx={{ mb: 1 }}>
            {say('desk.diagnosis.also')}
          </Typography>
          {others.map((cause) => (
            <CauseBlock {...common} key={cause.code} cause={cause} />
          ))}
        </Box>
      )}
    </div>
  )
}

function CauseBlock(
  props: Omit<Props, 'causes' | 'isNext'> & { cause: Cause; acts: readonly ActDeclaration[]; main?: boolean },
) {
  const { cause, patient, acts, main, onRemedy } = props
  const say = useWords()
  const way = wayOf(cause, patient, acts)
  const tier = way ? tierOf(way, patient) : cause.remedy.tier
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
        {way?.to === 'waits' ? (
          <Typography sx={{ fontWeight: 600 }}>
            {say('desk.diagnosis.waits', { queue: say.of('desk.queue', way.queue) })}
          </Typography>
        ) : (
          <Remedy cause={cause} way={way} main={main === true} onPress={onRemedy} />
        )}
        {tier !== 'T0' && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {say('desk.diagnosis.needs', { level: say(`desk.tier.${tier}`) })}
          </Typography>
        )}
        {cause.escalateTo && way?.to !== 'waits' && (
          <Chip
            size="small"
            label={say(`desk.diagnosis.${cause.transferred ? 'transferred' : 'escalate'}`, {
              queue: say.of('desk.queue', cause.escalateTo),
            })}
          />
        )}
      </Box>
      {main && <CauseArticle cause={cause.code} />}
    </Box>
  )
}

interface RemedyProps {
  cause: Cause
  way: Way | undefined
  main: boolean
  onPress: Props['onRemedy']
}

function Remedy({ cause, way, main, onPress }: RemedyProps) {
  const { act, title } = cause.remedy
  const common = {
    variant: main ? 'contained' : 'outlined',
    sx: { textAlign: 'left' },
    'data-remedy': act,
    'data-next': main ? '' : undefined,
  } as const
  if (way?.to === 'record')
    return (
      <Button {...common} component={Link} to={`/patients/${way.id}/show`}>
        {title}
      </Button>
    )
  if (way)
    return (
      <Button {...common} onClick={() => onPress(cause, way)}>
        {title}
      </Button>
    )
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
      <ArrowIcon fontSize="small" color="primary" aria-hidden />
      <Typography component="span" sx={{ fontWeight: 600 }} data-remedy={act}>
        {title}
      </Typography>
    </Box>
  )
}
