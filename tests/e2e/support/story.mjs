// Tests that build on each other, and what has to be put away at their end.
import { after, test } from 'node:test';

const deeds = [];
let broken = false;

after(async () => {
  for (const deed of deeds.splice(0).reverse()) await deed();
});

/** Done when all tests of the file are over, the latest first. */
export const later = (deed) => {
  deeds.push(deed);
};

/** One step of a story: steps after one that failed are skipped. */
export function step(name, act) {
  test(name, async (t) => {
    if (broken) {
      t.skip('an earlier step failed');
      return;
    }
    try {
      await act(t);
    } catch (error) {
      broken = true;
      throw error;
    }
  });
}
