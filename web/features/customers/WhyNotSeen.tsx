// Where a search or a link finds no customer: the way to why (B1), with what was looked for. Entered by pages.
import { mergeClasses } from '@fluentui/react-components'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLinkStyles } from '../../ui/link-styles.ts'

export function WhyNotSeen({ search }: { search: string }) {
  const link = useLinkStyles()
  const { t } = useTranslation('customers')
  return (
    <Link to="/customers/not-seen" search={{ text: search }} className={mergeClasses(link.link, link.strong)}>
      {t('absence.link')}
    </Link>
  )
}
