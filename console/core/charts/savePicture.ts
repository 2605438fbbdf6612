import { fetchFile } from '../save.ts'

const scale = 2
const margin = 12
const titleSize = 16
const lineSize = 13
const leading = 1.45
const narrowest = 560

interface Look {
  title: string
  /** What is written below the title: of whom, of when, as of which day. */
  lines: string[]
  /** What is written below the drawing. */
  notes: string[]
  background: string
  text: string
  font: string
}

const area = (one: Element) => {
  const { width, height } = one.getBoundingClientRect()
  return width * height
}

/** The chart itself: beside it a frame may hold pictures as small as the marks of its legend. */
const chartIn = (frame: HTMLElement) =>
  [...frame.querySelectorAll('svg')].sort((a, b) => area(b) - area(a))[0]

/** The series as the legend names them, which stands beside the drawing and not in it. */
const legendIn = (frame: HTMLElement) =>
  [...frame.querySelectorAll('.recharts-legend-item')].map((item) => {
    const mark = item.querySelector('svg path, svg line, svg rect')
    return {
      name: item.textContent ?? '',
      colour: mark?.getAttribute('stroke') ?? '#888',
      fill: mark?.getAttribute('fill') ?? 'none',
    }
  })

/** Text in lines no wider than there is room for. */
function wrapped(pen: CanvasRenderingContext2D, text: string, room: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim()
    if (lines.at(-1) === '' || pen.measureText(longer).width <= room) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

async function drawn(svg: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.style.fontFamily = getComputedStyle(svg).fontFamily
  const picture = new Image()
  // A data address and not a blob: the page's policy lets images come from here.
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await picture.decode()
  return picture
}

/** Draws a chart at twice its size, with its title, what it is of and its legend, and offers it as a PNG file. */
export async function savePicture(frame: HTMLElement, name: string, look: Look): Promise<void> {
  const svg = chartIn(frame)
  if (!svg) return
  const { width, height } = svg.getBoundingClientRect()
  const picture = await drawn(svg, width, height)
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')!
  const full = Math.max(width, narrowest)
  const room = full - 2 * margin
  const fonts = { title: `600 ${titleSize}px ${look.font}`, line: `${lineSize}px ${look.font}` }

  pen.font = fonts.title
  const head = wrapped(pen, look.title, room)
  pen.font = fonts.line
  const lines = look.lines.flatMap((line) => wrapped(pen, line, room))
  const notes = look.notes.flatMap((note) => wrapped(pen, note, room))
  const legend = legendIn(frame)
  const top =
    margin + head.length * titleSize * leading + (lines.length + legend.length) * lineSize * leading + margin

  canvas.width = full * scale
  const below = margin + notes.length * lineSize * leading
  canvas.height = (top + height + below) * scale
  // A canvas forgets its pen when its size changes.
  pen.scale(scale, scale)
  pen.fillStyle = look.background
  pen.fillRect(0, 0, full, top + height + below)
  let y = margin
  const write = (text: string, size: number, font: string, x = margin) => {
    pen.font = font
    pen.fillStyle = look.text
    pen.fillText(text, x, y + size)
    y += size * leading
  }
  for (const text of head) write(text, titleSize, fonts.title)
  for (const text of lines) write(text, lineSize, fonts.line)
  for (const { name: series, colour, fill } of legend) {
    pen.fillStyle = fill === 'none' ? colour : fill
    pen.fillRect(margin, y + 3, 14, lineSize - 4)
    write(series, lineSize, fonts.line, margin + 22)
  }
  pen.drawImage(picture, 0, top, width, height)
  y = top + height
  for (const text of notes) write(text, lineSize, fonts.line)
  fetchFile(canvas.toDataURL('image/png'), name)
}
