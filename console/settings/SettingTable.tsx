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
function useAmount() {
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
  const change = (setting: Setting) =>
    setting.number?.two ? (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {say('desk.policy.byTwo')}
      </Typography>
    ) : (
      <Button
        size="small"
        onClick={() => onChange(setting)}
        aria-label={`${say('desk.policy.change')}: ${setting.meaning}`}
      >
        {say('desk.policy.change')}
      </Button>
    )
  return (
    <Box sx={columns}>
      <RowTable<Setting> resource="policy" rows={settings} label={label}>
        <DataTable.Col<Setting>
          label={say('desk.policy.meaning')}
          sx={{ width: { xs: '56%', md: '36%' } }}
          render={({ meaning }) => meaning}
        />
        <DataTable.Col<Setting>
          label={say('desk.policy.value')}
          sx={{ width: { xs: '44%', md: '16%' } }}
          render={(setting) => (
            <>
              <Value setting={setting} />
              {mayChange && !wide && change(setting)}
            </>
          )}
        />
        {wide && (
          <DataTable.Col<Setting>
            label={say('desk.policy.usual')}
            sx={{ width: '11%' }}
            render={({ number }) => (number ? amount(number.usual, number.unit) : '–')}
          />
        )}
        {wide && (
          <DataTable.Col<Setting>
            label={say('desk.policy.bounds')}
            sx={{ width: '11%' }}
            render={({ number }) => (number ? <Bounds least={number.least} most={number.most} /> : '–')}
          />
        )}
        {wide && (
          <DataTable.Col<Setting>
            label={say('desk.policy.source')}
            sx={{ width: '18%' }}
            render={({ number, source }) => number?.source ?? source ?? '–'}
          />
        )}
        {mayChange && wide && (
          <DataTable.Col<Setting> label={say('desk.policy.change')} sx={{ width: '8%' }} render={change} />
        )}
      </RowTable>
    </Box>
  )
}

/** All tables of the page have their columns at the same places, and only what has no end of a word to break at is broken. */
const columns = {
  '& .MuiTable-root.RaDataTable-table': { tableLayout: 'fixed', width: '100%' },
  '& td, & th': { overflowWrap: 'break-word', verticalAlign: 'top' },
} as const

function Value({ setting: { value, number, broken } }: { setting: Setting }) {
  const say = useWords()
  const amount = useAmount()
  return (
    <Box sx={{ fontWeight: 600 }}>
      {amount(value, number?.unit)}
      {number && number.value !== number.usual && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {say('desk.policy.changed')}
        </Typography>
      )}
      {broken !== undefined && (
        <Typography variant="body2" sx={{ color: 'error.main' }}>
          {say('desk.policy.broken', { stored: broken })}
        </Typography>
      )}
    </Box>
  )
}

function Bounds({ least, most }: { least: number; most: number }) {
  const say = useWords()
  const { number } = useFormat()
  return say('desk.policy.between', { least: number(least), most: number(most) })
}
