import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, vi } from 'vitest'
import { Stage, type Story } from '../../console/core/story/Stage.tsx'

const warned = vi.spyOn(console, 'warn')

afterEach(() => {
  cleanup()
  // A key without words is said in the browser's log and nowhere else.
  const missing = warned.mock.calls.flat().filter((line) => /Missing translation/.test(String(line)))
  warned.mockClear()
  expect(missing).toEqual([])
})

/** Shows a story as the browser would. */
export const show = (story: Story) => render(<Stage {...story} />)
