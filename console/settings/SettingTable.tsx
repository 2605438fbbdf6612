import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { DataTable } from 'react-admin'
import { useAct } from '../core/acts.ts'
import { RowTable } from '../core/RowTable.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Setting } from './settingsOf.ts'

/** What a value is called with its unit: “30 minutes”. */
export function useAmount() {
  const say = useWords()
  const { number } = useFormat()
  return (value: string | number, unit?: string) =>
    typeof value === 'number' && unit
      ? say.of('desk.policy.unit', unit, { smart_count: value, n: number(value) })
      : String(value)
}

/** The settings of one part of the house. */
export function SettingTable({
  label,
  settings,
  onChange,
}: {
  label: string
  settings: Setting[]
  onChange: (setting: Setting) => void
}) {
  const say = useWords()
  const wide = useWide()
  const amount = useAmount()
  const mayChange = useAct('settings.changed') !== undefined
  return (
    <RowTable<Setting> resource="policy" rows={settings} label={label}>
      <DataTable.Col<Setting>
        label={say('desk.policy.meaning')}
        sx={{ width: '45%' }}
        render={({ meaning }) => meaning}
      />
      <DataTable.Col<Setting>
        label={say('desk.policy.value')}
        render={({ value, number, broken }) => (
          <Box sx={{ fontWeight: 600, whiteSpace: number && 'nowrap', overflowWrap: 'anywhere' }}>
            {amount(value, number?.unit)}
            {number && number.value !== number.usual && (
              <Typography variant="body2" sx={{ color: 'text.secondary', whiteSpace: 'normal' }}>
                {say('desk.policy.changed')}
              </Typography>
            )}
            {broken !== undefined && (
              <Typography variant="body2" sx={{ color: 'error.main', whiteSpace: 'normal' }}>
                {say('desk.policy.broken', { stored: broken })}
              </Typography>
            )}
          </Box>
        )}
      />
      {wide && (
        <DataTable.Col<Setting>
          label={say('desk.policy.usual')}
          render={({ number }) => (number ? amount(number.usual, number.unit) : '–')}
        />
      )}
      {wide && (
        <DataTable.Col<Setting>
          label={say('desk.policy.bounds')}
          render={({ number }) => (number ? <Bounds least={number.least} most={number.most} /> : '–')}
        />
      )}
      {wide && (
        <DataTable.Col<Setting>
          label={say('desk.policy.source')}
          render={({ number, source }) => number?.source ?? source ?? '–'}
        />
      )}
      {mayChange && (
        <DataTable.Col<Setting>
          label={say('desk.policy.change')}
          render={(setting) => (
            <Button
              size="small"
              onClick={() => onChange(setting)}
              aria-label={`${say('desk.policy.change')}: ${setting.meaning}`}
            >
              {say('desk.policy.change')}
            </Button>
          )}
        />
      )}
    </RowTable>
  )
}

function Bounds({ least, most }: { least: number; most: number }) {
  const say = useWords()
  const { number } = useFormat()
  return say('desk.policy.between', { least: number(least), most: number(most) })
}
