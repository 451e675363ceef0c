// Microsoft's own status of a service or an issue in the reader's language; a word that is new to us stays as it was sent.
import { useTranslation } from 'react-i18next'
import type serviceHealth from '../../i18n/en/serviceHealth.json'

type StatusKey = Extract<keyof typeof serviceHealth, `status.${string}`>

export function useStatusWords(): (status: string) => string {
  const { t, i18n } = useTranslation('serviceHealth')
  return (status) => {
    const key = `status.${status.charAt(0).toLowerCase()}${status.slice(1)}`
    return i18n.exists(`serviceHealth:${key}`) ? t(key as StatusKey) : status
  }
}
