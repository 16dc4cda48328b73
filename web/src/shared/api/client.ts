// What pages import: the client, the session, the directory, the problems.
export { answer, api, csrfHeaders, freshKey } from './http';
export { asProblem, isGone, ProblemError, problemOf, type Problem } from './problem';
export { useHouse, useSession, useSignIn, useSignOut } from './session';
export { useDevices, usePeople, useUnits } from './directory';
export { useArticle, useCaseFindings, useGate, useLaw } from './findings';
export { useServerEvent } from './events';
export { isLeftInPeace, keys, quietWhenLong } from './keys';
export type * from './types';
