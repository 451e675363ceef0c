// Every minute the mailbox is looked into that notices are sent from, where one is configured: a mail that a server had taken may come back.
import { z } from 'zod'
import type { Services } from '../feature.ts'
import { type Job, job } from '../jobs/job.ts'
import { MicrosoftError } from '../microsoft/microsoft-error.ts'
import { mailboxesOf } from './mailboxes.ts'
import { readReturnedMail } from './returned-mail.sync.ts'
import type { TakeReturnedMail } from './returned-mail.ts'

export function returnedMailJobs(services: Services, takers: readonly TakeReturnedMail[]): Job[] {
  return [
    job({
      name: 'returned-mail.read',
      data: z.object({}),
      concurrency: 1,
      expireSeconds: 900,
      // The next minute is the next try.
      retries: 0,
      schedule: { cron: '* * * * *', data: {} },
      run: async (_, signal) => {
        for (const mailbox of mailboxesOf(services.config)) await readOne(services, { mailbox, takers, signal })
      },
    }),
  ]
}

async function readOne(services: Services, reading: Parameters<typeof readReturnedMail>[1]): Promise<void> {
  const { partnerId, mailbox } = reading.mailbox
  try {
    const { taken, ignored } = await readReturnedMail(services, reading)
    if (taken + ignored > 0) services.log.info({ partnerId, mailbox, taken, ignored }, 'returned mail was read')
  } catch (error) {
    if (!(error instanceof MicrosoftError)) throw error
    services.log.warn({ err: error, partnerId, mailbox }, 'returned mail could not be read')
  }
}
