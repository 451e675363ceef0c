// Everything pages stand in: theme, server data, language, the router and the place where toasts appear.
import { FluentProvider, RendererProvider } from '@fluentui/react-components'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { AppRouter } from './routes.tsx'
import { styleRenderer } from './theme/style-renderer.ts'
import { useDarkTheme } from './theme/theme-choice.ts'
import { darkTheme, lightTheme } from './theme/themes.ts'
import { ToastPlace } from './ui/ToastPlace.tsx'

export function App({ router, queries }: { router: AppRouter; queries: QueryClient }) {
  return (
    <RendererProvider renderer={styleRenderer}>
      <FluentProvider theme={useDarkTheme() ? darkTheme : lightTheme}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <ToastPlace />
        </QueryClientProvider>
      </FluentProvider>
    </RendererProvider>
  )
}
