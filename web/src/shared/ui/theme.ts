import type { ThemeConfig } from 'antd';

/** The one place for colour in code; paper.css holds the same as CSS variables. */
export const colours = {
  ink: '#16253d',
  inkSoft: '#3d4a61',
  inkMuted: '#5b6679',
  paper: '#f6f3eb',
  sheet: '#fdfcf8',
  rule: '#e2dccd',
  ruleStrong: '#bdb5a2',
  vermilion: '#bf3a21',
  amber: '#8f5b00',
  grey: '#667082',
} as const;

export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#24406b',
    colorLink: '#24406b',
    colorInfo: '#24406b',
    colorSuccess: '#24406b',
    colorError: colours.vermilion,
    colorWarning: colours.amber,
    colorText: colours.ink,
    colorTextSecondary: colours.inkSoft,
    colorTextTertiary: colours.inkMuted,
    colorTextPlaceholder: '#667184',
    colorBgBase: '#ffffff',
    colorBgContainer: colours.sheet,
    colorBgLayout: colours.paper,
    colorBgElevated: colours.sheet,
    colorBorder: colours.ruleStrong,
    colorBorderSecondary: colours.rule,
    borderRadius: 2,
    fontFamily: 'var(--sans)',
    fontSize: 14,
    controlHeight: 32,
    wireframe: false,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
    boxShadow: '0 2px 12px rgba(22, 37, 61, 0.12)',
    boxShadowSecondary: '0 6px 24px rgba(22, 37, 61, 0.14)',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Form: { itemMarginBottom: 22, labelColor: colours.inkSoft },
    Select: { optionSelectedBg: '#e9edf3' },
    Modal: { titleFontSize: 17 },
  },
};
