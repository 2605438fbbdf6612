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
import { type Setting, settingsOf } from './settingsOf.ts'

/** What the hospital decided, part by part; an administrator changes it, for a reason, within its bounds. */
export default function PolicyList() {
  const say = useWords()
  const desk = useDesk()
  const [changing, setChanging] = useState<Setting>()
  const { data, error, refetch } = useQuery({
    queryKey: ['policy'],
    queryFn: () => desk.policy(),
  })
  const parts = data && [...Map.groupBy(settingsOf(data, say), ({ about }) => about)]
  return (
    <>
      <PageHead tab="desk.policy.title" />
      <Typography sx={{ maxWidth: 800, my: 1 }}>{say('desk.policy.intro')}</Typography>
      {error ? <Failed error={error} retry={() => refetch()} /> : !parts && <Waiting lines={10} />}
      {parts?.length === 0 && <Empty title={say('desk.policy.none')} />}
      {parts?.map(([about, settings]) => (
        <Panel key={about} title={say.of('desk.policy.about', about)} sx={{ mb: 2 }}>
          <SettingTable
            label={say.of('desk.policy.about', about)}
            settings={settings}
            onChange={setChanging}
          />
        </Panel>
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
