// Fetches a file and says how far it has come; hands it to the browser to save. Entered by features that download.
import { ApiProblem, problemOf } from './client.ts'
import { noteAnswer } from './connection.ts'

export type DownloadOptions = {
  signal: AbortSignal
  /** Called with the number of lines that have arrived, the heading not counted. */
  onLines: (lines: number) => void
}

const lineEnd = 10

/** Streams the file at `address` to the end, then saves it under the name the server gives. Throws ApiProblem, or AbortError when stopped. */
export async function downloadFile(address: string, { signal, onLines }: DownloadOptions): Promise<void> {
  const response = await answerOf(address, signal)
  if (!response.ok || !response.body) throw await problemOf(response)
  const parts: Uint8Array<ArrayBuffer>[] = []
  let lines = -1
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value as Uint8Array<ArrayBuffer>)
    for (const byte of value) if (byte === lineEnd) lines += 1
    onLines(Math.max(0, lines))
  }
  save(new Blob(parts, { type: response.headers.get('content-type') ?? 'text/csv' }), nameOf(response))
}

async function answerOf(address: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { signal })
  } catch (error) {
    if (signal.aborted) throw error
    noteAnswer(false)
    throw new ApiProblem('unreachable')
  }
}

const nameOf = (response: Response): string =>
  /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download.csv'

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // The browser has the file by then; a minute is long enough for a slow disk.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
