// Settings: language and theme of this browser, the limits of the organisation, notices, and the two exits.
import { makeStyles, mergeClasses, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { chooseLanguage } from '../../i18n/i18n.ts'
import { type Locale, localeNames, locales } from '../../i18n/locales.ts'
import { chooseTheme, type ThemeChoice, themeChoices, useThemeChoice } from '../../theme/theme-choice.ts'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { showToast } from '../../ui/toasts.tsx'

const useStyles = makeStyles({
  text: { color: tokens.colorNeutralForeground2, maxWidth: '62ch' },
  away: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  exits: { display: 'grid', gap: tokens.spacingVerticalM },
})

export function SettingsPage() {
  const styles = useStyles()
  const link = useLinkStyles()
  const { t } = useTranslation('settings')
  const mayShare = useMay('statusPage.change')
  const mayConnect = useMay('connection.read')
  const limits = (
    <Link to="/settings/limits" className={mergeClasses(link.link, link.strong)}>
      {t('limits.open')}
    </Link>
  )
  return (
    <Page narrow>
      <PageHeader title={t('title')} />
      <LanguageTile />
      <ThemeTile />
      <Tile title={t('limits')} foot={limits}>
        <p className={styles.text}>{t('limits.lead')}</p>
      </Tile>
      <Tile
        title={t('tags')}
        foot={
          <Link to="/settings/tags" className={mergeClasses(link.link, link.strong)}>
            {t('tags.open')}
          </Link>
        }
      >
        <p className={styles.text}>{t('tags.lead')}</p>
      </Tile>
      {mayShare && (
        <Tile
          title={t('statusPage')}
          foot={
            <Link to="/settings/status-page" className={mergeClasses(link.link, link.strong)}>
              {t('statusPage.open')}
            </Link>
          }
        >
          <p className={styles.text}>{t('statusPage.lead')}</p>
        </Tile>
      )}
      {mayConnect && (
        <Tile
          title={t('connection')}
          foot={
            <Link to="/settings/connection" className={mergeClasses(link.link, link.strong)}>
              {t('connection.open')}
            </Link>
          }
        >
          <p className={styles.text}>{t('connection.lead')}</p>
        </Tile>
      )}
      <Tile
        title={t('sync')}
        foot={
          <Link to="/settings/synchronisation" className={mergeClasses(link.link, link.strong)}>
            {t('sync.open')}
          </Link>
        }
      >
        <p className={styles.text}>{t('sync.lead')}</p>
      </Tile>
      <Tile
        title={t('notices')}
        foot={
          <Link to="/settings/notifications" className={mergeClasses(link.link, link.strong)}>
            {t('notices.open')}
          </Link>
        }
      >
        <p className={styles.text}>{t('notices.lead')}</p>
      </Tile>
      <Tile
        title={t('messages')}
        foot={
          <Link to="/settings/customer-messages" search={{}} className={mergeClasses(link.link, link.strong)}>
            {t('messages.open')}
          </Link>
        }
      >
        <p className={styles.text}>{t('messages.lead')}</p>
      </Tile>
      <ExitsTile />
    </Page>
  )
}

function LanguageTile() {
  const { t, i18n } = useTranslation(['settings', 'frame'])
  const choose = (locale: string) =>
    chooseLanguage(locale as Locale).catch(() => showToast({ text: t('frame:language.failed'), tone: 'problem' }))
  return (
    <Tile title={t('language')}>
      <RadioGroup aria-label={t('language')} value={i18n.language} onChange={(_, data) => void choose(data.value)}>
        {locales.map((locale) => (
          <Radio key={locale} value={locale} label={{ children: localeNames[locale], lang: locale }} />
        ))}
      </RadioGroup>
    </Tile>
  )
}

function ThemeTile() {
  const { t } = useTranslation(['settings', 'frame'])
  const choice = useThemeChoice()
  return (
    <Tile title={t('theme')}>
      <RadioGroup aria-label={t('theme')} value={choice} onChange={(_, data) => chooseTheme(data.value as ThemeChoice)}>
        {themeChoices.map((theme) => (
          <Radio key={theme} value={theme} label={t(`frame:theme.${theme}`)} />
        ))}
      </RadioGroup>
    </Tile>
  )
}

/** The same two exits as at the foot of the navigation. */
function ExitsTile() {
  const styles = useStyles()
  const link = useLinkStyles()
  const { t } = useTranslation(['settings', 'frame', 'common'])
  return (
    <Tile title={t('exits')}>
      <div className={styles.exits}>
        <div>
          <a
            href="https://partner.microsoft.com/dashboard"
            target="_blank"
            rel="noreferrer"
            className={mergeClasses(link.link, link.strong, styles.away)}
          >
            {t('frame:nav.partnerCenter')}
            <OpenRegular role="img" aria-label={t('common:opensNewTab')} aria-hidden={false} />
          </a>
          <p className={styles.text}>{t('exits.partnerCenter')}</p>
        </div>
        <div>
          <Link to="/previous" className={mergeClasses(link.link, link.strong)}>
            {t('frame:nav.previous')}
          </Link>
          <p className={styles.text}>{t('exits.previous')}</p>
        </div>
      </div>
    </Tile>
  )
}
