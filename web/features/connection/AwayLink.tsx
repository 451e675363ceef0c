// A link to one of Microsoft's pages in a new tab, said as such. Used by the steps of the guide.
import { mergeClasses } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { useTranslation } from 'react-i18next'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { useGuideStyles } from './guide.styles.ts'

export function AwayLink({ href, text }: { href: string; text: string }) {
  const link = useLinkStyles()
  const guide = useGuideStyles()
  const { t } = useTranslation('common')
  return (
    <a href={href} target="_blank" rel="noreferrer" className={mergeClasses(link.link, link.strong, guide.away)}>
      {text}
      <OpenRegular role="img" aria-label={t('opensNewTab')} aria-hidden={false} />
    </a>
  )
}
