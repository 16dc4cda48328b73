// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { Device } from '@/shared/api/client';
import { deviceInName, deviceOf, rememberDevice, rememberedDevice } from './device-choice';

const device = (id: string, number: string) => ({ id, number }) as Device;
const devices = [device('a', 'DSJ-0003'), device('b', 'DSJ-0007'), device('c', '执法仪 3号')];

describe('deviceInName', () => {
  it('reads the number with which recorders begin their names', () => {
    expect(deviceInName('DSJ0003_20260305_091000.mp4', devices)?.id).toBe('a');
    expect(deviceInName('dsj-0007 20260310.mp4', devices)?.id).toBe('b');
    expect(deviceInName('DSJ00031_20260305.mp4', devices)).toBeUndefined();
    expect(deviceInName('IMG_20260310.jpg', devices)).toBeUndefined();
    expect(deviceInName('_.mp4', [device('x', '--')])).toBeUndefined();
  });
});

describe('deviceOf', () => {
  it('takes the own choice before the name, the name before the choice for all', () => {
    expect(deviceOf('DSJ0003_1.mp4', 'b', 'c', devices)).toBe('b');
    expect(deviceOf('DSJ0003_1.mp4', null, 'c', devices)).toBeUndefined();
    expect(deviceOf('DSJ0003_1.mp4', undefined, 'c', devices)).toBe('a');
    expect(deviceOf('IMG_1.jpg', undefined, 'c', devices)).toBe('c');
    expect(deviceOf('IMG_1.jpg', undefined, undefined, devices)).toBeUndefined();
  });

  it('gives documents and tables no recorder unless somebody says so', () => {
    expect(deviceOf('现场检查笔录.pdf', undefined, 'c', devices)).toBeUndefined();
    expect(deviceOf('导出.CSV', undefined, 'c', devices)).toBeUndefined();
    expect(deviceOf('现场检查笔录.pdf', 'c', undefined, devices)).toBe('c');
  });
});

describe('the remembered device', () => {
  it('is kept for each person', () => {
    rememberDevice('p', 'a');
    expect(rememberedDevice('p')).toBe('a');
    expect(rememberedDevice('q')).toBeUndefined();
    rememberDevice('p', undefined);
    expect(rememberedDevice('p')).toBeUndefined();
  });
});
