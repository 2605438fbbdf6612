import { useState } from 'react'
import { useAct } from '../core/acts.ts'
import { ActDialog } from '../core/form/ActDialog.tsx'
import { narrow, type Schema } from '../core/form/schema.ts'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Setting } from './settingsOf.ts'

/** Asks for the new value, within the bounds of this setting, and for the reason. */
export function ChangeSetting({
  setting,
  onClose,
  onDone,
}: {
  setting: Setting
  onClose: () => void
  onDone: () => void
}) {
  const say = useWords()
  const { number } = useFormat()
  const act = useAct('settings.changed')
  const [defaults] = useState({ value: setting.value })
  if (!act) return null
  const bounds = setting.number
  const value: Schema = bounds
    ? { type: 'integer', minimum: bounds.least, maximum: bounds.most }
    : { type: 'string', maxLength: setting.most }
  return (
    <ActDialog
      title={setting.meaning}
      act={narrow(act, { value })}
      params={{ name: setting.id }}
      defaults={defaults}
      fields={{
        value: {
          label: say('desk.policy.newValue'),
          help: bounds
            ? say('desk.policy.help', {
                least: number(bounds.least),
                most: number(bounds.most),
                usual: number(bounds.usual),
              })
            : setting.help,
          autoFocus: true,
        },
        reason: { label: say('desk.policy.reason'), of: 'desk.purpose' },
      }}
      verb={say('desk.policy.save')}
      onClose={onClose}
      onDone={onDone}
    />
  )
}
