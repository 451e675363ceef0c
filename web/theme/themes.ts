// The light and the dark theme: Fluent's own, with our petrol accent and warm neutral backgrounds. Used by App.tsx.
import { type BrandVariants, createDarkTheme, createLightTheme, type Theme } from '@fluentui/react-components'

/** The one accent colour. Never used for a state: states have their own shapes and colours. */
const petrol: BrandVariants = {
  10: '#011517',
  20: '#04262a',
  30: '#06343a',
  40: '#074148',
  50: '#084e56',
  60: '#095861',
  70: '#0a636d',
  80: '#0b6e78',
  90: '#287e87',
  100: '#438f97',
  110: '#5d9fa6',
  120: '#77b0b6',
  130: '#92c1c5',
  140: '#aed2d5',
  150: '#cae3e5',
  160: '#e7f3f4',
}

const fontFamilyBase =
  "'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, BlinkMacSystemFont, Roboto, 'Noto Sans', 'Helvetica Neue', sans-serif"

export const lightTheme: Theme = {
  ...createLightTheme(petrol),
  fontFamilyBase,
  colorNeutralBackground2: '#f9f7f4',
  colorNeutralBackground3: '#f4f1ed',
  colorNeutralBackground4: '#efece7',
  colorNeutralBackground5: '#eae6e0',
  colorNeutralBackground6: '#e4dfd8',
  colorNeutralBackground1Hover: '#f6f3ef',
  colorNeutralBackground1Pressed: '#ebe7e1',
  colorNeutralBackground1Selected: '#efece7',
  colorSubtleBackgroundHover: '#f1eeea',
  colorSubtleBackgroundPressed: '#e6e2dc',
  colorSubtleBackgroundSelected: '#ece8e3',
  colorNeutralStroke1: '#d4cfc8',
  colorNeutralStroke2: '#e3dfd9',
  colorNeutralStroke3: '#eeebe6',
  colorNeutralForeground3: '#5c5a57',
  colorNeutralForeground4: '#6b6966',
}

export const darkTheme: Theme = {
  ...createDarkTheme(petrol),
  fontFamilyBase,
  colorBrandForeground1: petrol[120],
  colorBrandForeground2: petrol[130],
  colorBrandForegroundLink: petrol[130],
  colorBrandForegroundLinkHover: petrol[140],
  colorBrandForegroundLinkPressed: petrol[120],
  colorNeutralBackground1: '#262523',
  colorNeutralBackground1Hover: '#33312f',
  colorNeutralBackground1Pressed: '#1f1e1c',
  colorNeutralBackground1Selected: '#363431',
  colorNeutralBackground2: '#1b1a19',
  colorNeutralBackground3: '#161514',
  colorNeutralBackground4: '#121110',
  colorNeutralBackground5: '#0e0d0d',
  colorNeutralBackground6: '#312f2d',
  colorSubtleBackgroundHover: '#32302e',
  colorSubtleBackgroundPressed: '#2a2826',
  colorSubtleBackgroundSelected: '#363431',
  colorNeutralStroke1: '#5c5955',
  colorNeutralStroke2: '#423f3c',
  colorNeutralStroke3: '#353330',
}
