import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocaleState } from 'react-admin'
import { get, put } from '../core/http.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { PrivacyRule } from './api.ts'
import { PrivacyFrame } from './PrivacyFrame.tsx'

/** Every rule: what it finds, what explains an access away for it, and the numbers it goes by. */
export default function RulesPage() {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { data, error, refetch } = useQuery({
    queryKey: ['privacy-rules', locale],
    queryFn: () => get<PrivacyRule[]>('/privacy-rules'),
    retry: false,
  })
  const [changing, change] = useState<string>()
  return (
    <PrivacyFrame page="rules">
      <Typography sx={{ maxWidth: 800 }}>{translate('desk.privacy.rules.about')}</Typography>
      {error && <Failed error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={10} />}
      {data?.map((rule) => (
        <Panel
          key={rule.id}
          title={rule.name}
          action={
            changing !== rule.id && (
              <Button
                size="small"
                onClick={() => change(rule.id)}
                aria-label={`${translate('desk.privacy.rules.change')} ${rule.name}`}
              >
                {translate('desk.privacy.rules.change')}
              </Button>
            )
          }
        >
          <Typography>{rule.definition}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
            {translate(`desk.privacy.rules.explainedBy.${rule.explainedBy}`)}
            {rule.changedAt && (
              <>
                {' '}
                {translate('desk.privacy.rules.changed', { name: rule.changedBy ?? '' })}{' '}
                <Moment at={rule.changedAt} />.
              </>
            )}
          </Typography>
          {changing === rule.id ? (
            <RuleForm rule={rule} onDone={() => change(undefined)} />
          ) : (
            <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
              {!rule.enabled && (
                <Chip size="small" color="warning" label={translate('desk.privacy.rules.off')} />
              )}
              {rule.thresholds.map((t) => (
                <Chip
                  key={t.name}
                  size="small"
                  variant="outlined"
                  color={t.value === t.usual ? 'default' : 'primary'}
                  label={`${t.label}: ${t.value}`}
                />
              ))}
            </Box>
          )}
        </Panel>
      ))}
    </PrivacyFrame>
  )
}

function RuleForm({ rule, onDone }: { rule: PrivacyRule; onDone: () => void }) {
  const translate = useWords()
  const queryClient = useQueryClient()
  const verb = translate('ra.action.save')
  const { busy, error, attempt } = useAttempt()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const body = {
      enabled: form.has('enabled'),
      reason: form.get('reason'),
      version: rule.version,
      thresholds: Object.fromEntries(rule.thresholds.map(({ name }) => [name, Number(form.get(name))])),
    }
    return attempt(async (once) => {
      await put(`/privacy-rules/${rule.id}`, body, once)
      await queryClient.invalidateQueries({ queryKey: ['privacy-rules'] })
      onDone()
    })
  }
  return (
    <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 1.5, mt: 1 }}>
      <FormControlLabel
        control={<Switch name="enabled" defaultChecked={rule.enabled} />}
        label={translate('desk.privacy.rules.on')}
      />
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))' }}>
        {rule.thresholds.map((t) => (
          <TextField
            key={t.name}
            name={t.name}
            type="number"
            required
            label={t.label}
            defaultValue={t.value}
            helperText={translate('desk.privacy.rules.bounds', {
              least: t.least,
              most: t.most,
              usual: t.usual,
            })}
            slotProps={{ htmlInput: { min: t.least, max: t.most, step: 1 } }}
          />
        ))}
      </Box>
      <TextField name="reason" required label={translate('desk.privacy.rules.reason')} />
      {error !== undefined && <Failed error={error} />}
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="contained" disabled={busy}>
          {verb}
        </Button>
        <Button onClick={onDone}>{translate('ra.action.cancel')}</Button>
      </Box>
    </Box>
  )
}
