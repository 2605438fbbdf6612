/** Where a phase that takes a while says how far it is; a percentage on a terminal, one line a phase elsewhere. */
export interface Progress {
  /** Begins a phase; the one before is over. */
  phase(name: string): void
  /** How much of the phase is done, from 0 to 1. */
  done(part: number): void
  /** The last phase is over. */
  end(): void
}

export const silent: Progress = { phase() {}, done() {}, end() {} }

export function progressOn(out: NodeJS.WriteStream): Progress {
  let name: string | undefined
  let began = 0
  let shown = -1
  const say = (text: string, last: boolean) =>
    out.write(out.isTTY ? `\r\x1b[2K  ${text}${last ? '\n' : ''}` : last ? `  ${text}\n` : '')
  const end = () => {
    if (name === undefined) return
    say(`${name}: done in ${((performance.now() - began) / 1000).toFixed(1)} s`, true)
    name = undefined
  }
  return {
    phase(next) {
      end()
      name = next
      began = performance.now()
      shown = -1
      say(`${name} …`, false)
    },
    done(part) {
      const percent = Math.min(100, Math.floor(part * 100))
      if (percent === shown) return
      shown = percent
      say(`${name} … ${percent} %`, false)
    },
    end,
  }
}
