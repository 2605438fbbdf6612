import { Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../core/dataProvider.ts'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'

/** How soon one's own clinic answers: half of it, the share in time, and what is overdue now. */
export function Response({ of }: { of: 'messages' | 'refills' | 'visits' }) {
  const say = useWords()
  const desk = useDesk()
  const format = useFormat()
  const { data } = useQuery({ queryKey: ['clinic-response', of], queryFn: () => desk.clinicResponse(of) })
  // The list below says it where the server does not answer.
  if (!data) return null
  const { days, answered, medianMinutes, inTime, late } = data
  return (
    <Typography sx={{ mb: 1 }} color="text.secondary">
      {medianMinutes === null
        ? say(of === 'visits' ? 'desk.clinicVisit.noOffers' : 'desk.clinicInbox.noAnswers', { days })
        : say(of === 'visits' ? 'desk.clinicVisit.response' : 'desk.clinicInbox.response', {
            days,
            answered,
            median: format.lasting(medianMinutes),
            inTime: format.percent(inTime / answered),
          })}
      {late > 0 && <> {say('desk.clinicInbox.lateNow', { smart_count: late })}</>}
    </Typography>
  )
}
