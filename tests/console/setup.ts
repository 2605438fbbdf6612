import { cleanup, configure } from '@testing-library/react'
import { afterEach, expect, vi } from 'vitest'
import { Stream } from './show.tsx'

/* Around each file: our modules, and with them the page they draw on, stay from one file to the next. */

// A busy machine is no fault of the page.
configure({ asyncUtilTimeout: 15_000 })
// Nothing is laid out in jsdom, so that there is nowhere to go.
Element.prototype.scrollIntoView = () => {}

vi.stubGlobal('EventSource', Stream)

const warned = vi.spyOn(console, 'warn')

afterEach(() => {
  cleanup()
  // A key without words is said in the browser's log and nowhere else.
  const missing = warned.mock.calls.flat().filter((line) => /Missing translation/.test(String(line)))
  warned.mockClear()
  expect(missing).toEqual([])
})
