// Where toasts appear, once on every page; the code that draws them is fetched with the first one. Entered by App.tsx.
import { lazy, Suspense } from 'react'
import { useToasts } from './toasts.tsx'

const ToastList = lazy(async () => ({ default: (await import('./ToastList.tsx')).ToastList }))

export function ToastPlace() {
  const shown = useToasts()
  return (
    <div aria-live="polite" role="status">
      {shown.length > 0 && (
        <Suspense>
          <ToastList toasts={shown} />
        </Suspense>
      )}
    </div>
  )
}
