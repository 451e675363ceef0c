// Scrolls a page from top to bottom while Chromium notes every task of its main thread. Entered by P19.
import type { Browser, Page } from 'playwright-core'

const scrollMs = 10_000

/** `long` and `longestMs` by the clock; `busyLong` and `busiestMs` by the processor time the task itself took. */
export type Scrolled = { long: number; longestMs: number; frames: number; busyLong: number; busiestMs: number }
type ByClock = Pick<Scrolled, 'long' | 'longestMs' | 'frames'>

/** Runs in the page: a step with each frame. */
async function scrollThrough(ms: number): Promise<ByClock> {
  const grid = document.querySelector('[role="grid"]') ?? document.documentElement
  const tasks: number[] = []
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)))
  observer.observe({ type: 'longtask' })
  const end = grid.scrollHeight - grid.clientHeight
  let frames = 0
  await new Promise<void>((resolve) => {
    const started = performance.now()
    const step = (now: number) => {
      frames += 1
      grid.scrollTop = end * Math.min(1, (now - started) / ms)
      if (now - started < ms) requestAnimationFrame(step)
      else resolve()
    }
    requestAnimationFrame(step)
  })
  await new Promise((resolve) => setTimeout(resolve, 300))
  observer.disconnect()
  return { long: tasks.filter((task) => task > 50).length, longestMs: Math.max(0, ...tasks), frames }
}

type TraceEvent = { name: string; ph: string; pid: number; tid: number; tdur?: number; args?: { name?: string } }

function byProcessor(trace: Buffer): Pick<Scrolled, 'busyLong' | 'busiestMs'> {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] }
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const main = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf))
  const tasks = traceEvents.filter((event) => event.name.endsWith('RunTask') && main.has(threadOf(event)) && event.tdur !== undefined)
  if (tasks.length === 0) throw new Error('The trace holds no task with its processor time')
  const times = tasks.map(({ tdur = 0 }) => tdur / 1000)
  return { busyLong: times.filter((time) => time > 50).length, busiestMs: times.reduce((most, time) => Math.max(most, time), 0) }
}

export async function scrollTraced(browser: Browser, page: Page): Promise<Scrolled> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
  const scrolled = await page.evaluate(scrollThrough, scrollMs)
  return { ...scrolled, ...byProcessor(await browser.stopTracing()) }
}
