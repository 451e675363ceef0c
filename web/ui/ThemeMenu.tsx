// Chooses between the light theme, the dark one and what the system says; in the top bar and on the sign-in page.
import { WeatherMoonRegular } from '@fluentui/react-icons/svg/weather-moon'
import { WeatherSunnyRegular } from '@fluentui/react-icons/svg/weather-sunny'
import { useTranslation } from 'react-i18next'
import { chooseTheme, type ThemeChoice, themeChoices, useDarkTheme, useThemeChoice } from '../theme/theme-choice.ts'
import { MenuOpener, type MenuPlace } from './MenuOpener.tsx'

export function ThemeMenu({ place }: { place?: MenuPlace }) {
  const { t } = useTranslation('frame')
  const choice = useThemeChoice()
  const dark = useDarkTheme()
  return (
    <MenuOpener
      label={t('theme.label')}
      place={place}
      entries={themeChoices.map((theme) => ({ kind: 'one', key: theme, group: 'theme', label: t(`theme.${theme}`) }))}
      picked={{ theme: [choice] }}
      onPick={(_, [theme]) => chooseTheme(theme as ThemeChoice)}
    >
      {dark ? <WeatherMoonRegular /> : <WeatherSunnyRegular />}
    </MenuOpener>
  )
}
