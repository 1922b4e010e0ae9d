import i18n from 'i18next';
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const navy: MantineColorsTuple = [
  '#EEF4FC',
  '#DCE7F6',
  '#B5CCEB',
  '#8AAFE0',
  '#6394D5',
  '#3F79C4',
  '#2B63AD',
  '#1F4F92',
  '#163B72',
  '#0F2A54',
];
const FONT = "'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', system-ui, sans-serif";

export const theme = createTheme({
  primaryColor: 'navy',
  primaryShade: { light: 7, dark: 6 },
  colors: { navy },
  defaultRadius: 6,
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  components: {
    Modal: { defaultProps: { overlayProps: { backgroundOpacity: 0.45 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    // read when it is shown: the language may have changed
    Notification: {
      defaultProps: {
        closeButtonProps: {
          get 'aria-label'() {
            return i18n.t('bulk.close');
          },
        },
      },
    },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
  },
});

/** Mantine's own red and grey are too pale on a form (WCAG 2.2, 1.4.3). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-red-filled': '#B42318',
    '--mantine-color-red-filled-hover': '#912018',
    '--mantine-color-error': '#A5180C',
    '--mantine-color-placeholder': '#667085',
    '--mantine-color-dimmed': '#586378',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#17202E',
  },
  dark: {
    '--mantine-color-red-filled': '#B42318',
    '--mantine-color-red-filled-hover': '#912018',
    '--mantine-color-error': '#FFB3AA',
    '--mantine-color-placeholder': '#9AA4B5',
    '--mantine-color-dimmed': '#A3AEC0',
    '--mantine-color-body': '#151B25',
    '--mantine-color-text': '#E6EAF1',
  },
});

/** The page's own, which its style elements carry: without it the CSP refuses them. */
export const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
