import { expect, it } from 'vitest'
import { catalogue } from '../../api/rooms.ts'

it('every view is open to those it is known to be open to: taking away what it wants shows here', async () => {
  const lines = catalogue.views.map((one) => {
    const wants = [
      one.needs,
      ...('fresh' in one && one.fresh ? ['fresh'] : []),
      ...(one.emergency ? ['emergency'] : []),
    ]
    return [one.at, 'name' in one ? one.name : 'unrecorded', ...wants].join(' ')
  })
  await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('views.txt')
})
