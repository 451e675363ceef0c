// A signal for work that may take so long and no longer, let go of as soon as the work is over. Entered by what calls out many times a second.

export type TimeLimit = {
  /** Aborted with a `TimeoutError` when the time is over, or with the reason of the signal it was made of. */
  signal: AbortSignal
  /** Whether the time was over before the work was. */
  isOver(): boolean
  /** The work has ended. To be called in any case. */
  end(): void
}

/**
 * `AbortSignal.timeout` keeps its timer until the time is over, however soon the work ended: with a thousand calls a second and two minutes
 * each, that is a hundred thousand timers, which the garbage collector looks through again and again.
 */
export function timeLimit(ms: number, given?: AbortSignal): TimeLimit {
  const controller = new AbortController()
  let over = false
  const timer = setTimeout(() => {
    over = true
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'))
  }, ms)
  const follow = (): void => controller.abort(given?.reason)
  if (given?.aborted) follow()
  else given?.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    isOver: () => over,
    end: () => {
      clearTimeout(timer)
      given?.removeEventListener('abort', follow)
    },
  }
}
