// One running download: how far it has come, what stopped it, how to stop it. Used by the dialogs that download a CSV.
import { useEffect, useRef, useState } from 'react'
import { downloadFile } from './download.ts'

export type Download = { running: boolean; lines: number; problem: unknown; start: (address: string) => void; stop: () => void }

export function useDownload(onDone: () => void): Download {
  const [running, setRunning] = useState(false)
  const [lines, setLines] = useState(0)
  const [problem, setProblem] = useState<unknown>()
  const abort = useRef<AbortController>(undefined)
  const stop = () => abort.current?.abort()
  // A dialog that goes away takes its download with it.
  useEffect(() => () => abort.current?.abort(), [])
  const start = async (address: string) => {
    if (running) return
    const controller = new AbortController()
    abort.current = controller
    setRunning(true)
    setLines(0)
    setProblem(undefined)
    try {
      await downloadFile(address, { signal: controller.signal, onLines: setLines })
      onDone()
    } catch (error) {
      if (!controller.signal.aborted) setProblem(error)
    } finally {
      setRunning(false)
    }
  }
  return { running, lines, problem, start: (address) => void start(address), stop }
}
