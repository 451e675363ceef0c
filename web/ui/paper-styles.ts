// Paper is white whatever the theme: for pages that print well.
import { makeStyles } from '@fluentui/react-components'

export const usePaperStyles = makeStyles({
  paper: {
    '@media print': {
      // What has no colour of its own would take the screen's, which is white in the dark theme.
      color: '#1b1a19',
      '--colorNeutralForeground1': '#1b1a19',
      '--colorNeutralForeground2': '#3b3a39',
      '--colorNeutralForeground3': '#5c5a57',
      '--colorNeutralBackground1': '#ffffff',
      '--colorNeutralStroke1': '#b9b4ad',
      '--colorNeutralStroke2': '#d4cfc8',
      '--colorNeutralStroke3': '#e3dfd9',
      '--colorStatusSuccessForeground1': '#0e700e',
      '--colorStatusWarningForeground3': '#bc4b09',
      '--colorStatusDangerForeground1': '#b10e1c',
    },
  },
})
