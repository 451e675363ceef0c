// Everything pages stand in: theme, server data, language, the router and the place where toasts appear.
import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { AppRouter } from './routes.tsx'
import { useDarkTheme } from './theme/theme-choice.ts'
import { darkTheme, lightTheme } from './theme/themes.ts'
import { ToastPlace } from './ui/toasts.tsx'

const useStyles = makeStyles({
  root: { minHeight: '100%', height: '100%', backgroundColor: tokens.colorNeutralBackground2, '@media print': { height: 'auto' } },
})

export function App({ router, queries }: { router: AppRouter; queries: QueryClient }) {
  const styles = useStyles()
  return (
    <FluentProvider theme={useDarkTheme() ? darkTheme : lightTheme} className={styles.root}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <ToastPlace />
      </QueryClientProvider>
    </FluentProvider>
  )
}
