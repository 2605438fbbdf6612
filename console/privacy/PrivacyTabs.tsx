import { PageTabs } from '../core/DeskTabs.tsx'
import { useWords } from '../core/words/useWords.ts'

const pages = {
  alerts: '/privacy-alerts',
  breaches: '/breaches',
  sanctions: '/sanctions',
  accountings: '/accounting-requests',
  activity: '/activity-reviews',
  watched: '/watched-records',
  rules: '/privacy-rules',
} as const
const names = Object.keys(pages) as (keyof typeof pages)[]

/** The pages of the privacy office, one beside the other. */
export function PrivacyTabs({ page }: { page: keyof typeof pages }) {
  const say = useWords()
  return (
    <PageTabs
      label={say('desk.privacy.pages')}
      tabs={names.map((name) => ({
        to: pages[name],
        label: say(`desk.privacy.${name}.title`),
        here: name === page,
      }))}
    />
  )
}
