// Session and sign-in routes. They serve browsers that are not signed in yet, so they look at the browser, not at a scope.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as contract from '../../../contract/accounts.ts'
import { AppError } from '../../base/errors.ts'
import type { Services } from '../../feature.ts'
import { mount } from '../../http/mount.ts'
import { type BrowserSession, readBrowser, sessionCookie } from '../../http/session.ts'
import { browserDays, forgetAccount, signOut, switchAccount } from './accounts.actions.ts'
import { nobody, readSession } from './accounts.queries.ts'
import { finishSignIn, SignInRefused, startSignIn } from './sign-in.actions.ts'

export function mountAccounts(app: FastifyInstance, services: Services): void {
  mountSession(app, services)
  mountSignIn(app, services)
}

function mountSession(app: FastifyInstance, services: Services): void {
  mount(app, contract.readSession, ({ request }) => readSession(services, request.browser))
  mount(app, contract.switchAccount, async ({ request, body }) => {
    await switchAccount(services, browserOf(request), body.accountId)
    return sessionNow(services, request)
  })
  mount(app, contract.signOut, async ({ request, body }) => {
    await signOut(services, browserOf(request), body.accountId)
    return sessionNow(services, request)
  })
  mount(app, contract.signOutAll, async ({ request }) => {
    await signOut(services, browserOf(request))
    return sessionNow(services, request)
  })
  mount(app, contract.forgetAccount, async ({ request, body }) => {
    await forgetAccount(services, browserOf(request), body.accountId)
    return sessionNow(services, request)
  })
}

function mountSignIn(app: FastifyInstance, services: Services): void {
  mount(app, contract.startSignIn, async ({ request, reply, query }) => {
    try {
      const { url, secret } = await startSignIn(services, { secret: request.cookies[sessionCookie], ...query })
      return remember(reply, secret).redirect(url)
    } catch (error) {
      if (error instanceof SignInRefused) return reply.redirect(`/sign-in?problem=${error.problem}`)
      services.log.error({ err: error }, 'the sign-in could not be started')
      return reply.redirect('/sign-in?problem=microsoft_unavailable')
    }
  })
  mount(app, contract.finishSignIn, async ({ request, reply }) => {
    try {
      const callbackUrl = new URL(request.url, services.config.TENANTRY_BASE_URL)
      const { returnTo, secret } = await finishSignIn(services, { secret: request.cookies[sessionCookie], callbackUrl })
      return remember(reply, secret).redirect(returnTo)
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error
      // The page was loaded again after a sign-in that went well.
      if (error.problem === 'expired' && request.browser?.scope) return reply.redirect('/')
      return reply.redirect(`/sign-in?problem=${error.problem}`)
    }
  })
}

/** The answer of every change is the session as it stands after it. */
async function sessionNow(services: Services, request: FastifyRequest) {
  const secret = request.cookies[sessionCookie]
  const browser = secret ? await readBrowser(services, secret) : null
  return browser ? readSession(services, browser) : nobody
}

function browserOf(request: FastifyRequest): BrowserSession {
  if (!request.browser) throw new AppError('not_signed_in')
  return request.browser
}

const remember = (reply: FastifyReply, secret: string): FastifyReply =>
  reply.setCookie(sessionCookie, secret, { path: '/', httpOnly: true, secure: true, sameSite: 'lax', maxAge: browserDays * 86_400 })
