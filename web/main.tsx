// Starts the application in the browser: theme and language first, so that nothing flashes, then the page.
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { makeQueryClient } from './api/queries.ts'
import { sessionQuery, startSession } from './api/session.ts'
import { startLanguage } from './i18n/i18n.ts'
import { fetchCode, makeRouter } from './routes.tsx'
import { startTheme } from './theme/theme-choice.ts'

startTheme()
const queries = makeQueryClient()
startSession(queries)
const router = makeRouter(queries)

// The language, the session and the page's own code travel at the same time: the router would begin with the code when it knows the session.
void queries.prefetchQuery(sessionQuery)
fetchCode(router)
const page = router.load()
await startLanguage()
await page

createRoot(document.getElementById('root') as HTMLElement).render(<App router={router} queries={queries} />)
