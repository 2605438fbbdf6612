import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDesk } from '../core/dataProvider.ts'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { ChangeSetting } from './ChangeSetting.tsx'
import { SettingTable } from './SettingTable.tsx'
import { matches, type Setting, settingsOf } from './settingsOf.ts'

/** What the hospital decided, part by part; an administrator changes it, for a reason, within its bounds. */
export default function PolicyList() {
  const say = useWords()
  const desk = useDesk()
  const [changing, setChanging] = useState<Setting>()
  const [wanted, setWanted] = useState('')
  const { data, error, refetch } = useQuery({
    queryKey: ['policy'],
    queryFn: () => desk.policy(),
  })
  const found = data && settingsOf(data, say).filter((setting) => matches(setting, wanted))
  const parts = found && [...Map.groupBy(found, ({ about }) => about)]
  return (
    <>
      <PageHead tab="desk.policy.title" />
      <Typography sx={{ maxWidth: 800, my: 1 }}>{say('desk.policy.intro')}</Typography>
      {error ? <Failed error={error} retry={() => refetch()} /> : !parts && <Waiting lines={10} />}
      {parts && (
        <TextField
          type="search"
          size="small"
          label={say('desk.policy.find')}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
          sx={{ width: '100%', maxWidth: 420, my: 1 }}
        />
      )}
      {parts && parts.length > 1 && (
        <Box
          component="nav"
          aria-label={say('desk.policy.parts')}
          sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5, my: 1 }}
        >
          {parts.map(([about, settings]) => (
            <Link
              key={about}
              component="button"
              type="button"
              onClick={() => goTo(about)}
              sx={{ minHeight: 24 }}
            >
              {say.of('desk.policy.about', about)} ({settings.length})
            </Link>
          ))}
        </Box>
      )}
      <Box role="status">{parts?.length === 0 && <Empty title={say('desk.policy.none')} />}</Box>
      {parts?.map(([about, settings]) => (
        <Box key={about} id={anchor(about)} tabIndex={-1} sx={{ scrollMarginTop: 64, outline: 'none' }}>
          <Panel title={say.of('desk.policy.about', about)} sx={{ mb: 2 }}>
            <SettingTable
              label={say.of('desk.policy.about', about)}
              settings={settings}
              onChange={setChanging}
            />
          </Panel>
        </Box>
      ))}
      {changing && (
        <ChangeSetting
          setting={changing}
          onClose={() => setChanging(undefined)}
          onDone={() => {
            setChanging(undefined)
            refetch()
          }}
        />
      )}
    </>
  )
}

const anchor = (about: string) => `policy-${about}`

/** The part comes to the top, with the focus: who goes on with the keyboard is there. */
function goTo(about: string): void {
  const part = document.getElementById(anchor(about))
  part?.scrollIntoView()
  part?.focus({ preventScroll: true })
}
