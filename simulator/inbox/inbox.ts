// What a mail is that arrived, and what keeps them. Types alone; made by smtp.ts, taken by graph/, control/ and the pages beside this.

export type Attachment = { name: string; contentType: string; size: number }
export type AttachedFile = Omit<Attachment, 'size'> & { content: Buffer }

export type InboxMessage = {
  id: number
  receivedAt: string
  from: string
  to: string[]
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  /** What came with it, in its order; the content is read by `fileOf`. */
  attachments: Attachment[]
}

/** As it arrives, with what is attached; `mime`: as it travelled, where that is known. */
export type Mail = Omit<InboxMessage, 'id' | 'receivedAt' | 'attachments'> & { files: AttachedFile[]; mime?: Buffer }

export type Inbox = {
  port: number
  messages: InboxMessage[]
  /** Mailboxes that take nothing now, and the SMTP code they say it with. */
  refusals: Map<string, number>
  /** Addresses whose mail is taken and comes back to its sender. */
  bounces: Set<string>
  /** Mail that was accepted, whichever way it came: it is delivered, or comes back. */
  take(mail: Mail): void
  /** Undefined where there is none, or where it made room for those of later messages. */
  fileOf(id: number, nth: number): AttachedFile | undefined
  /** As it travels. */
  mimeOf(message: InboxMessage): Buffer
  clear(): void
  stop(): Promise<void>
}
