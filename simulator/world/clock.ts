// The world's clock: real time plus an offset, at a speed, both moved by the control interface alone. Access tokens and codes keep to real
// time, as the applications that hold them do; the life of refresh tokens and the windows of limits follow this clock.

export type ClockSetting = {
  offsetMs: number
  speed: number
  /** The real moment at which the offset was right; matters where the speed is not 1. */
  realAt: number
}

export type Clock = {
  now(): number
  offsetMs(): number
  speed(): number
  setting(): ClockSetting
  set(setting: Partial<ClockSetting>): void
  setOffset(milliseconds: number): void
}

export function createClock(real: () => number = Date.now): Clock {
  let speed = 1
  let anchor = { real: 0, world: 0 }
  const now = () => Math.round(anchor.world + (real() - anchor.real) * speed)
  const set = (setting: Partial<ClockSetting>) => {
    const realAt = setting.realAt ?? real()
    const offsetMs = setting.offsetMs ?? now() - real()
    anchor = { real: realAt, world: realAt + offsetMs }
    speed = setting.speed ?? speed
  }
  return {
    now,
    offsetMs: () => now() - real(),
    speed: () => speed,
    setting: () => ({ offsetMs: now() - real(), speed, realAt: real() }),
    set,
    setOffset: (offsetMs) => set({ offsetMs }),
  }
}
