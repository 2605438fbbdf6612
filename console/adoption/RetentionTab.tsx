import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import { type KeyboardEvent, useState } from 'react'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import type { Cohorts } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { Dashboard } from './Dashboard.tsx'
import { useFormat } from './format.ts'
import { MarksLink } from './MarksLink.tsx'
import { Nothing } from './Nothing.tsx'
import { useAbout } from './names.ts'
import type { AskedQuestion } from './useQuestion.ts'

const side = { width: 54, height: 26, left: 128, top: 26 }

/** Of those who first signed in in a month: how many came back in each of the months after, as a heat map. */
export function RetentionTab({ question }: { question: AskedQuestion }) {
  return (
    <Dashboard name="cohorts" asked={question.period}>
      {(data) => <HeatMap data={data} />}
    </Dashboard>
  )
}

function HeatMap({ data }: { data: Cohorts }) {
  const say = useWords()
  const format = useFormat()
  const about = useAbout()
  const cohorts = data.cohorts.filter((cohort) => cohort.size > 0)
  const ages = Math.max(0, ...cohorts.map((cohort) => cohort.retained.length))
  if (cohorts.length === 0) return <Nothing exact={data.exact} />
  const later = data.threeMonthsOn
  const sentence =
    later === null
      ? say('desk.adoption.retentionYoung')
      : later.share === null
        ? say('desk.adoption.retentionFew')
        : say('desk.adoption.retentionSentence', {
            size: format.count(later.size),
            count: format.count(later.count),
            share: format.percent(later.share),
            months: format.months(later),
          })
  return (
    <ChartCard
      title={say('desk.adoption.tab.retention')}
      sentence={sentence}
      about={about(data)}
      file="adoption-retention"
      action={<MarksLink count={data.annotations.length} />}
      head={[
        say('desk.adoption.firstSignIn'),
        say('desk.adoption.patients'),
        ...Array.from({ length: ages }, (_, k) => say('desk.adoption.monthsAfter', { n: k, smart_count: k })),
      ]}
      rows={cohorts.map((cohort) => [
        cohort.month,
        cohort.size,
        ...Array.from({ length: ages }, (_, k) => {
          return format.cell(cohort.retained[k]?.share ?? null, 'share')
        }),
      ])}
    >
      <HeatCells cohorts={cohorts} ages={ages} label={sentence} marks={data.annotations} />
    </ChartCard>
  )
}

function HeatCells({
  cohorts,
  ages,
  label,
  marks,
}: {
  cohorts: Cohorts['cohorts']
  ages: number
  label: string
  marks: Cohorts['annotations']
}) {
  const say = useWords()
  const format = useFormat()
  const { palette } = useTheme()
  const [at, setAt] = useState<[number, number]>()
  // Above so much colour the text of a cell is the other way round, as WCAG’s contrast has it.
  const dark = palette.mode === 'dark'
  const monthsAfter = Array.from({ length: ages }, (_, k) => k)
  const shown = at && cohorts[at[0]]?.retained[at[1]]
  const move = (event: KeyboardEvent) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (!step) return
    event.preventDefault()
    const row = Math.min(cohorts.length - 1, Math.max(0, (at?.[0] ?? 0) + (at ? step[0]! : 0)))
    const column = Math.min(
      cohorts[row]!.retained.length - 1,
      Math.max(0, (at?.[1] ?? 0) + (at ? step[1]! : 0)),
    )
    setAt([row, column])
  }
  return (
    <Box sx={{ overflowX: 'auto', '@media print': { overflow: 'visible' } }}>
      <svg
        width={side.left + ages * side.width}
        height={side.top + cohorts.length * side.height + 4}
        viewBox={`0 0 ${side.left + ages * side.width} ${side.top + cohorts.length * side.height + 4}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk the cells, as in the other charts
        tabIndex={0}
        role="img"
        aria-label={label}
        onKeyDown={move}
        fontSize={12}
        fill={palette.text.primary}
      >
        {monthsAfter.map((k) => (
          <text key={`+${k}`} x={side.left + (k + 0.5) * side.width} y={16} textAnchor="middle">
            {say('desk.adoption.monthShort', { n: k })}
          </text>
        ))}
        {cohorts.map((cohort, row) => (
          <g key={cohort.month} transform={`translate(0 ${side.top + row * side.height})`}>
            <text x={0} y={17}>
              {format.month(cohort.month)} · {format.count(cohort.size)}
              {marks.some((mark) => mark.day.startsWith(cohort.month)) && ' ◆'}
              <title>
                {marks
                  .filter((mark) => mark.day.startsWith(cohort.month))
                  .map((mark) => mark.label)
                  .join(', ')}
              </title>
            </text>
            {monthsAfter.slice(0, cohort.retained.length).map((k) => {
              const cell = cohort.retained[k]!
              const share = Math.min(1, cell.share ?? 0)
              const here = at?.[0] === row && at[1] === k
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do the same for the whole chart
                <g
                  key={`+${k}`}
                  transform={`translate(${side.left + k * side.width} 0)`}
                  onMouseEnter={() => setAt([row, k])}
                >
                  <rect
                    width={side.width - 2}
                    height={side.height - 2}
                    fill={palette.primary.main}
                    fillOpacity={0.06 + 0.84 * share}
                    stroke={here ? palette.text.primary : 'none'}
                    strokeWidth={2}
                  />
                  <text
                    x={side.width / 2 - 1}
                    y={16}
                    textAnchor="middle"
                    fill={share > (dark ? 0.6 : 0.8) ? (dark ? '#06202c' : '#ffffff') : palette.text.primary}
                  >
                    {cell.share === null ? '' : format.percent(Math.round(share * 100) / 100)}
                  </text>
                </g>
              )
            })}
          </g>
        ))}
      </svg>
      <Box role="status" sx={{ minHeight: 24, fontSize: 13 }}>
        {at && shown
          ? say(`desk.adoption.${shown.share === null ? 'cohortFew' : 'cohortCell'}`, {
              month: format.month(cohorts[at[0]]!.month),
              size: format.count(cohorts[at[0]]!.size),
              count: format.count(shown.count),
              n: at[1],
              smart_count: at[1],
            })
          : ''}
      </Box>
    </Box>
  )
}
