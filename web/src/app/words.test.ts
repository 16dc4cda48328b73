// @vitest-environment jsdom
// The words of every room, taken together: Chinese is set in Chinese punctuation, English in
// English, and both say the same things about the same values.
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';

const rooms = import.meta.glob('../**/{words,terms}.ts', { eager: true });

type Bundle = Record<string, string>;

const bundle = (language: string, room: string) =>
  i18next.getResourceBundle(language, room) as Bundle;
const roomNames = Object.keys(i18next.store.data['zh'] ?? {});
const sentences = (language: string) =>
  roomNames.flatMap((room) =>
    Object.entries(bundle(language, room)).map(([key, text]) => ({ key: `${room}/${key}`, text })),
  );
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);

describe('the words', () => {
  it('are all here', () => {
    expect(Object.keys(rooms).length).toBeGreaterThan(10);
    expect(roomNames).toEqual(expect.arrayContaining(['records', 'uploads', 'proof', 'terms']));
  });

  it('use full-width marks beside Chinese characters', () => {
    const halfWidth = /[\p{Script=Han}”》〕）][,:;?!()"]|[,:;?!()"][\p{Script=Han}“《〔（]/u;
    expect(sentences('zh').filter(({ text }) => halfWidth.test(text))).toEqual([]);
  });

  it('use half-width marks in English', () => {
    const fullWidth = /[，。：；？！（）]/;
    expect(sentences('en').filter(({ text }) => fullWidth.test(text))).toEqual([]);
  });

  it('name the same values in both languages', () => {
    for (const room of roomNames) {
      const [zh, en] = [bundle('zh', room), bundle('en', room)];
      for (const key of Object.keys(zh)) {
        const [zhNames, enNames] = [zh, en].map((from) => placeholders(from[key] ?? '').sort());
        expect(enNames, `${room}/${key}`).toEqual(zhNames);
      }
    }
  });
});
