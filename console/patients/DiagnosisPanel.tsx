import ArrowIcon from '@mui/icons-material/ArrowForward'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocaleState, useTranslate } from 'react-admin'
import { type Cause, diagnose } from '../providers/data.ts'
import { Panel } from '../ui/Panel.tsx'
import { Failed, Waiting } from '../ui/states.tsx'

/** Why the patient cannot get in: the likeliest cause first, what shows it, and the least powerful remedy. */
interface Props {
  patientId: string
  /** How many acts were done; each changes what a diagnosis would find. */
  acted: number
  onFound?: (likeliest: string | undefined) => void
}

export function DiagnosisPanel({ patientId, acted, onFound }: Props) {
  const translate = useTranslate()
  const [locale] = useLocaleState()
  const { data, error, refetch } = useQuery({
    queryKey: ['diagnosis', patientId, locale, acted],
    queryFn: () => diagnose(patientId),
    gcTime: 0,
    retry: false,
  })
  const likeliest = data?.causes[0]?.code
  useEffect(() => {
    if (likeliest) onFound?.(likeliest)
  }, [likeliest, onFound])
  return (
    <Panel title={translate('desk.diagnosis.title')}>
      {error ? (
        <Failed error={error} retry={() => refetch()} />
      ) : !data ? (
        <Waiting />
      ) : (
        <Causes causes={data.causes} />
      )}
    </Panel>
  )
}

export function Causes({ causes }: { causes: Cause[] }) {
  const translate = useTranslate()
  const [first, ...others] = causes
  if (!first) return null
  return (
    <>
      <CauseBlock cause={first} main />
      {others.length > 0 && (
        <Box sx={{ mt: 2 }}>
          <Typography variant="h3" sx={{ mb: 1 }}>
            {translate('desk.diagnosis.also')}
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
  const translate = useTranslate()
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
          title={translate(`desk.tier.${cause.remedy.tier}`)}
        />
        {cause.escalateTo && (
          <Chip
            size="small"
            label={`${translate('desk.diagnosis.escalate')}: ${translate(`desk.queue.${cause.escalateTo}`)}`}
          />
        )}
      </Box>
    </Box>
  )
}
