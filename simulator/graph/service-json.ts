// Service health, issues and message center posts as Graph writes them. Pure. Entered by service-health.ts and service-messages.ts.

import type { IssueNow } from '../world/health/issues.ts'
import { serviceStatus } from '../world/health/issues.ts'
import type { Attachment } from '../world/health/message.ts'
import type { MessageNow } from '../world/health/messages.ts'
import type { Service } from '../world/health/services.ts'
import type { Actor } from './customer-access.ts'

type Json = Record<string, unknown>

/** As the service writes it: without zeros at the end of the fraction. */
export function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.?0+Z$/, 'Z')
}

export function issueJson(issue: IssueNow): Json {
  return {
    startDateTime: moment(issue.startAt),
    endDateTime: issue.endAt === null ? null : moment(issue.endAt),
    lastModifiedDateTime: moment(issue.modifiedAt),
    title: issue.title,
    id: issue.id,
    impactDescription: issue.impact,
    classification: issue.classification,
    origin: 'microsoft',
    status: issue.status,
    service: issue.service.name,
    feature: issue.feature.name,
    featureGroup: issue.feature.group,
    isResolved: issue.resolved,
    details: [],
    posts: issue.posts.map((post) => ({
      createdDateTime: moment(post.at),
      postType: post.type,
      description: { contentType: 'html', content: post.text },
    })),
  }
}

export function healthJson(service: Service, issues: readonly IssueNow[], expanded: boolean): Json {
  const own = issues.filter((issue) => issue.service.id === service.id)
  return {
    service: service.name,
    status: serviceStatus(own.filter((issue) => !issue.resolved)),
    id: service.id,
    ...(expanded ? { issues: own.map(issueJson) } : {}),
  }
}

export type ViewPoint = { isRead: boolean; isArchived: boolean; isFavorited: boolean }
export const UNSEEN: ViewPoint = { isRead: false, isArchived: false, isFavorited: false }

/** An application alone has no point of view. */
export function messageJson(message: MessageNow, actor: Actor, seen: ViewPoint | undefined): Json {
  return {
    startDateTime: moment(message.startAt),
    endDateTime: moment(message.endAt),
    lastModifiedDateTime: moment(message.modifiedAt),
    title: message.title,
    id: message.id,
    category: message.category,
    severity: message.severity,
    tags: message.tags,
    isMajorChange: message.major,
    actionRequiredByDateTime: message.actBy === null ? null : moment(message.actBy),
    services: message.services.map((service) => service.name),
    hasAttachments: message.attachments.length > 0,
    details: message.details,
    body: { contentType: 'html', content: message.html },
    viewPoint: actor.account ? (seen ?? UNSEEN) : null,
  }
}

export function attachmentJson(attachment: Attachment, message: MessageNow): Json {
  return {
    id: attachment.id,
    contentType: attachment.contentType,
    lastModifiedDateTime: moment(message.modifiedAt),
    name: attachment.name,
    size: Buffer.byteLength(attachment.text),
  }
}
