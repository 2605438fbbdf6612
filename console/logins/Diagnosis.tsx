import ArrowIcon from '@mui/icons-material/ArrowForward'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import type { Cause } from '../core/dataProvider.ts'
import { useWords } from '../core/words/useWords.ts'

/** Why the patient cannot get in: the likeliest cause first, what shows it, and the least powerful remedy. */
export function Diagnosis({ causes }: { causes: Cause[] }) {
  const say = useWords()
  const [first, ...others] = causes
  if (!first) return null
  return (
    <>
      <CauseBlock cause={first} main />
      {others.length > 0 && (
        <Box sx={{ mt: 2 }}>
          <Typography variant="h3" sx={{ mb: 1 }}>
            {say('desk.diagnosis.also')}
          </Typography>
          {others.map((cause) => (
            <CauseBlock key={cause.code} cause={cause} />
          ))}
        </Box>
      )}
    </>
  )
}

function CauseBlock({ cause, main }: { cause: Cause; main?: boolean }) {
  const say = useWords()
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
        <ArrowIcon fontSize="small" color="primary" aria-hidden />
        <Typography component="span" sx={{ fontWeight: 600 }} data-remedy={cause.remedy.act}>
          {cause.remedy.title}
        </Typography>
        <Chip
          size="small"
          variant="outlined"
          label={cause.remedy.tier}
          title={say(`desk.tier.${cause.remedy.tier}`)}
        />
        {cause.escalateTo && (
          <Chip
            size="small"
            label={`${say('desk.diagnosis.escalate')}: ${say.of('desk.queue', cause.escalateTo)}`}
          />
        )}
      </Box>
    </Box>
  )
}
