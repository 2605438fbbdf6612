import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { DataTable, useCanAccess } from 'react-admin'
import { type ActDeclaration, useAct } from '../core/acts.ts'
import { type PrivacyRule, useDesk } from '../core/dataProvider.ts'
import { ActDialog } from '../core/form/ActDialog.tsx'
import { narrow } from '../core/form/schema.ts'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { PrivacyTabs } from './PrivacyTabs.tsx'
import { WaitingChange } from './WaitingChange.tsx'

/** Every rule: what it finds, what explains an access away for it, and the numbers it goes by. */
export default function RuleList() {
  const say = useWords()
  const desk = useDesk()
  const { canAccess: isOfficer } = useCanAccess({ resource: 'privacy.review', action: 'list' })
  const { data, error, refetch } = useQuery({
    queryKey: ['privacy-rules'],
    queryFn: () => desk.privacyRules(),
  })
  return (
    <>
      <PageHead tab="desk.privacy.rules.title" />
      {isOfficer && <PrivacyTabs page="rules" />}
      <Typography sx={{ maxWidth: 800, mb: 2 }}>{say('desk.privacy.rules.about')}</Typography>
      {error ? (
        <Failed error={error} retry={() => refetch()} />
      ) : data ? (
        <Rules rules={data} onChanged={() => refetch()} />
      ) : (
        <Waiting lines={10} />
      )}
    </>
  )
}

function Rules({ rules, onChanged }: { rules: PrivacyRule[]; onChanged: () => void }) {
  const say = useWords()
  const wide = useWide()
  const change = useAct('privacy-rule.asked')
  const alone = useAct('privacy-rule.changed-alone')
  const [changing, setChanging] = useState<{ id: string; act: ActDeclaration }>()
  const rule = rules.find(({ id }) => id === changing?.id)
  return (
    <Panel title={say('desk.privacy.rules.all')}>
      <RowTable<PrivacyRule>
        resource="privacy-rules"
        rows={rules}
        label={say('desk.privacy.rules.title')}
        empty={<Empty title={say('desk.privacy.rules.none')} />}
      >
        <DataTable.Col<PrivacyRule>
          label={say('desk.privacy.rules.rule')}
          render={(rule) => (
            <Meaning rule={rule}>
              {!wide && <State rule={rule} />}
              <WaitingChange rule={rule} onDecided={onChanged} />
            </Meaning>
          )}
        />
        {wide && (
          <DataTable.Col<PrivacyRule>
            label={say('desk.privacy.rules.numbers')}
            render={(rule) => <Numbers rule={rule} />}
          />
        )}
        {wide && (
          <DataTable.Col<PrivacyRule>
            label={say('desk.privacy.rules.state')}
            render={(rule) => <State rule={rule} />}
          />
        )}
        {change && (
          <DataTable.Col<PrivacyRule>
            label={say('desk.privacy.rules.change')}
            render={(rule) =>
              rule.waiting === null && (
                <>
                  <Button
                    size="small"
                    onClick={() => setChanging({ id: rule.id, act: change })}
                    aria-label={`${say('desk.privacy.rules.change')}: ${rule.name}`}
                  >
                    {say('desk.privacy.rules.change')}
                  </Button>
                  {alone && (
                    <Button
                      size="small"
                      color="warning"
                      onClick={() => setChanging({ id: rule.id, act: alone })}
                      aria-label={`${say('desk.privacy.rules.alone')}: ${rule.name}`}
                    >
                      {say('desk.privacy.rules.alone')}
                    </Button>
                  )}
                </>
              )
            }
          />
        )}
      </RowTable>
      {changing && rule && (
        <Change
          act={changing.act}
          rule={rule}
          onStale={onChanged}
          onClose={() => setChanging(undefined)}
          onDone={() => {
            setChanging(undefined)
            onChanged()
          }}
        />
      )}
    </Panel>
  )
}

function State({ rule: { enabled } }: { rule: PrivacyRule }) {
  const say = useWords()
  return (
    <StateChip tone={enabled ? 'good' : 'waits'}>
      {say(`desk.privacy.rules.${enabled ? 'on' : 'off'}`)}
    </StateChip>
  )
}

function Meaning({ rule, children }: { rule: PrivacyRule; children: ReactNode }) {
  const say = useWords()
  return (
    <Box sx={{ maxWidth: 640, minWidth: { md: 360 } }}>
      <Typography sx={{ fontWeight: 600 }}>{rule.name}</Typography>
      <Typography>{rule.definition}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {rule.explainedBy && say(`desk.privacy.rules.explainedBy.${rule.explainedBy}`)}
        {rule.changedAt && (
          <>
            {' '}
            {say('desk.privacy.rules.changed', { name: rule.changedBy ?? '' })} <Moment at={rule.changedAt} />
            {rule.confirmedBy && `, ${say('desk.privacy.rules.confirmed', { name: rule.confirmedBy })}`}.
          </>
        )}
      </Typography>
      {children}
    </Box>
  )
}

function Numbers({ rule }: { rule: PrivacyRule }) {
  const { number } = useFormat()
  return (
    // However many there are, what the rule finds keeps its room.
    <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap', maxWidth: 320 }}>
      {rule.thresholds.map((t) => (
        <Chip
          key={t.name}
          size="small"
          variant="outlined"
          color={t.value === t.usual ? 'default' : 'primary'}
          label={`${t.label}: ${number(t.value)}`}
        />
      ))}
    </Box>
  )
}

function Change({
  act,
  rule,
  onStale,
  onClose,
  onDone,
}: {
  act: ActDeclaration
  rule: PrivacyRule
  onStale: () => void
  onClose: () => void
  onDone: () => void
}) {
  const say = useWords()
  const { number } = useFormat()
  const [defaults] = useState(() => ({
    enabled: rule.enabled,
    thresholds: Object.fromEntries(rule.thresholds.map(({ name, value }) => [name, value])),
  }))
  const thresholds = {
    type: 'object',
    properties: Object.fromEntries(
      rule.thresholds.map(({ name, least, most }) => [
        name,
        { type: 'integer', minimum: least, maximum: most },
      ]),
    ),
    required: rule.thresholds.map(({ name }) => name),
  }
  return (
    <ActDialog
      title={rule.name}
      text={rule.definition}
      act={narrow(act, { thresholds })}
      params={{ rule: rule.id }}
      given={{ version: rule.version }}
      defaults={defaults}
      groups={{ thresholds: say('desk.privacy.rules.numbers') }}
      fields={{
        enabled: { label: say('desk.privacy.rules.isOn') },
        reason: { label: say('desk.privacy.rules.reason') },
        ...Object.fromEntries(
          rule.thresholds.map(({ name, label, least, most, usual }) => [
            `thresholds.${name}`,
            {
              label,
              help: say('desk.privacy.rules.bounds', {
                least: number(least),
                most: number(most),
                usual: number(usual),
              }),
            },
          ]),
        ),
      }}
      onStale={onStale}
      onClose={onClose}
      onDone={onDone}
    />
  )
}
