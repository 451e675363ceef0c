// The app launcher at the top left: «Partenaire», which is here, and the way to Microsoft's own applications.
import { BuildingPeopleRegular } from '@fluentui/react-icons/svg/building-people'
import { GridDotsRegular } from '@fluentui/react-icons/svg/grid-dots'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { useTranslation } from 'react-i18next'
import { MenuOpener } from '../../ui/MenuOpener.tsx'

export function AppLauncher() {
  const { t } = useTranslation('frame')
  return (
    <MenuOpener
      label={t('launcher')}
      entries={[
        {
          kind: 'link',
          key: 'partner',
          href: '/',
          label: t('launcher.partner'),
          note: t('launcher.partnerNote'),
          icon: <BuildingPeopleRegular />,
        },
        { kind: 'line', key: 'line' },
        { kind: 'head', key: 'all', label: t('launcher.all') },
        {
          kind: 'link',
          key: 'microsoft',
          href: 'https://www.microsoft365.com/apps',
          label: t('launcher.microsoft'),
          note: t('launcher.microsoftNote'),
          newTab: true,
          icon: <OpenRegular />,
        },
      ]}
    >
      <GridDotsRegular />
    </MenuOpener>
  )
}
