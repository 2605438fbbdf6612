import Box from '@mui/material/Box'
import { Bar, BarChart, LabelList, Legend, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { Drawing } from '../core/charts/Drawing.tsx'
import type { Funnel } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { ClinicCards } from './ClinicCards.tsx'
import { Dashboard } from './Dashboard.tsx'
import { shownCount, useFormat } from './format.ts'
import { Nothing } from './Nothing.tsx'
import { useAbout } from './names.ts'
import type { AskedQuestion } from './useQuestion.ts'

/**
 * From a patient who was seen to one who uses the portal. The largest drop is named nowhere: it is where most patients
 * are, which says nothing of a fault there (2026-11-26). Steps of a clinic or group are set beside the hospital’s, and where it
 * surely loses more is named; steps may be set beside those of the months compared with.
 */
export function FunnelTab({ question }: { question: AskedQuestion }) {
  const { period, against } = question
  const segment = new URLSearchParams(period.segment)
  const clinic = segment.size === 1 ? segment.get('clinic') : null
  return (
    <>
      <Dashboard name="funnel" asked={{ ...period, against }}>
        {(data) => <FunnelChart data={data} />}
      </Dashboard>
      {clinic && (
        <Box sx={{ mt: 2 }}>
          <ClinicCards clinic={clinic} question={question} />
        </Box>
      )}
    </>
  )
}

function FunnelChart({ data }: { data: Funnel }) {
  const say = useWords()
  const format = useFormat()
  const about = useAbout()
  const colours = useChartTheme()
  const rows = data.steps.map((step) => ({ ...step, name: say.of('desk.adoption.step', step.step) }))
  const title = say('desk.adoption.tab.funnel')
  // How many are at a step belongs to a day, not to the months.
  const on = ({ asOf }: Funnel['period']) => say('desk.adoption.asOf', { day: format.day(asOf) })
  if (!rows[0]?.count) return <Nothing exact={data.exact} />
  const active = rows.at(-1)!
  const part = data.steps.some(({ hospital }) => hospital !== null)
  const lagging = data.lagging === 'few' ? null : data.lagging
  const lag = lagging && data.steps.find(({ step }) => step === lagging.step)
  const reach = say(`desk.adoption.${active.ofFirst === null ? 'funnelFewActive' : 'funnelSentence'}`, {
    seen: format.count(rows[0].count),
    active: format.count(active.count),
    share: format.value(active.ofFirst, 'share'),
    day: format.day(data.period.asOf),
  })
  const gap =
    lag && lagging
      ? say('desk.adoption.funnelLag', {
          step: say.of('desk.adoption.step', lag.step),
          here: format.value(lag.ofPrevious, 'share'),
          hospital: format.value(lag.hospital, 'share'),
          people: format.count(lagging.people),
        })
      : part && say(`desk.adoption.${data.lagging === 'few' ? 'funnelFew' : 'funnelNoLag'}`)
  const sentence = [reach, gap].filter(Boolean).join(' ')
  return (
    <ChartCard
      title={title}
      sentence={sentence}
      about={about(data)}
      file="adoption-funnel"
      head={[
        say('desk.adoption.stepName'),
        say('desk.adoption.patients'),
        say('desk.adoption.ofEligible'),
        say('desk.adoption.ofPrevious'),
        ...(part ? [say('desk.adoption.ofPreviousHospital')] : []),
        ...(data.against ? [on(data.against)] : []),
      ]}
      rows={rows.map((row) => [
        row.name,
        shownCount(row.count, data.exact),
        format.cell(row.ofFirst, 'share'),
        format.cell(row.ofPrevious, 'share'),
        ...(part ? [format.cell(row.hospital, 'share')] : []),
        ...(data.against ? [shownCount(row.before ?? 0, data.exact)] : []),
      ])}
    >
      <Drawing height={rows.length * (data.against ? 56 : 44) + 40}>
        <BarChart data={rows} layout="vertical" margin={{ left: 8, right: 72 }} title={title} desc={sentence}>
          <XAxis type="number" hide domain={[0, 'dataMax']} />
          <YAxis type="category" dataKey="name" width={130} stroke={colours.text} tick={{ fontSize: 12 }} />
          <Tooltip
            {...colours.tooltip}
            cursor={{ fillOpacity: 0.1 }}
            formatter={(value) => format.count(Number(value))}
          />
          {data.against && <Legend {...colours.legend} />}
          {data.against && (
            <Bar
              dataKey="before"
              name={on(data.against)}
              fill={colours.lines[1]!}
              fillOpacity={0.75}
              isAnimationActive={false}
            />
          )}
          <Bar dataKey="count" name={on(data.period)} fill={colours.main} isAnimationActive={false}>
            <LabelList
              dataKey="ofFirst"
              position="right"
              fill={colours.text}
              fontSize={12}
              formatter={(share) => (share === null ? '' : format.percent(Number(share)))}
            />
          </Bar>
        </BarChart>
      </Drawing>
    </ChartCard>
  )
}
