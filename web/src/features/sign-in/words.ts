import { defineWords } from '@/shared/words/words';

export const words = defineWords(
  'sign-in',
  {
    title: '登录',
    product: '留痕',
    line1: '执法全过程，',
    line2: '步步有据，处处留痕。',
    promise: '文字、音像与电子数据完整存入，原样保存，任何人都可独立验证。',
    name: '登录名',
    password: '密码',
    signIn: '登录',
    required: '请填写',
    demo: '演示账号',
    demoHint: '本系统为演示单位，点选一人即可登录。',
    version: '版本 {{version}}',
    lock: '连续五次输错，账号锁定 15 分钟。',
  },
  {
    title: 'Sign in',
    product: 'Liuhen',
    line1: 'Every step of enforcement',
    line2: 'leaves a trace that holds.',
    promise:
      'Text, sound, pictures and data: deposited whole, kept as they were, open to proof ' +
      'by anyone.',
    name: 'Sign-in name',
    password: 'Password',
    signIn: 'Sign in',
    required: 'Please fill in',
    demo: 'Demonstration accounts',
    demoHint: 'This is a demonstration bureau. Choose a person to sign in.',
    version: 'Version {{version}}',
    lock: 'Five wrong passwords in a row lock the account for 15 minutes.',
  },
);
