// The world's clock: real time plus an offset that only the control interface moves. Sign-in and tokens keep to real time.

export type Clock = {
  now(): number
  offsetMs(): number
  setOffset(milliseconds: number): void
}

export function createClock(real: () => number = Date.now): Clock {
  let offset = 0
  return {
    now: () => real() + offset,
    offsetMs: () => offset,
    setOffset: (milliseconds) => {
      offset = milliseconds
    },
  }
}
