import Box from '@mui/material/Box'
import { BooleanInput, DateInput, Form, required, SelectInput } from 'react-admin'
import { notPrinted } from '../core/print.ts'
import type { Locale } from '../core/words/entry.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Subject } from './ReportPage.tsx'

export interface ReportAsks {
  language: Locale
  /** Days of the hospital, written YYYY-MM-DD, or empty. */
  from: string
  to: string
  staffOnly: boolean
}

// A day being typed has a year of one digit at first.
const wholeDay = /^$|^[12]\d{3}-/

/** Of which days, in which language, and whether with what the patient did themself. */
export function ReportQuestion({
  subject,
  asks,
  onChange,
}: {
  subject: Subject
  asks: ReportAsks
  onChange: (change: Partial<ReportAsks>) => void
}) {
  const say = useWords()
  return (
    <Box sx={notPrinted} role="search" aria-label={say('desk.report.question')}>
      <Form record={asks}>
        <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
          {(['from', 'to'] as const).map((field) => (
            <DateInput
              key={field}
              source={field}
              label={say(`desk.audit.${field}`)}
              helperText={false}
              onChange={({ target }) => wholeDay.test(target.value) && onChange({ [field]: target.value })}
              sx={{ width: { xs: '100%', sm: 180 } }}
            />
          ))}
          <SelectInput
            source="language"
            // biome-ignore lint/complexity/noUselessFragments: a text would get a star, and nothing can be left empty
            label={<>{say('desk.report.language')}</>}
            margin="none"
            helperText={false}
            choices={[
              { id: 'en', name: 'English' },
              { id: 'es', name: 'Español' },
            ]}
            translateChoice={false}
            resettable={false}
            validate={required()}
            onChange={({ target }) => onChange({ language: target.value as Locale })}
            sx={{ width: { xs: '100%', sm: 140 }, minWidth: 0 }}
          />
          {subject === 'patients' && (
            <BooleanInput
              source="staffOnly"
              label={say('desk.report.staffOnly')}
              helperText={false}
              onChange={(event: React.ChangeEvent<HTMLInputElement>) =>
                onChange({ staffOnly: event.target.checked })
              }
            />
          )}
        </Box>
      </Form>
    </Box>
  )
}
