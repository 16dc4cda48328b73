// A refusal of the server (RFC 9457) or of the network, as something that can be thrown and shown.
import type { components } from './schema';

export type Problem = components['schemas']['Problem'];
export type Language = 'zh' | 'en';

export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly type: string;
  readonly status: number;
  readonly detail_zh: string;
  readonly detail_en: string;
  readonly article: string | undefined;
  readonly field: string | undefined;

  constructor(problem: Problem) {
    super(problem.detail_en);
    this.type = problem.type;
    this.status = problem.status;
    this.detail_zh = problem.detail_zh;
    this.detail_en = problem.detail_en;
    this.article = problem.article;
    this.field = problem.field;
  }

  sentence(language: Language): string {
    return language === 'zh' ? this.detail_zh : this.detail_en;
  }
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  const member = value as Record<string, unknown>;
  return typeof member['detail_zh'] === 'string' && typeof member['detail_en'] === 'string';
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

/** Takes what a refused request answered, whatever it is, and makes a sentence of it. */
export async function problemOf(response: Response): Promise<ProblemError> {
  let body: unknown;
  try {
    body = await response.clone().json();
  } catch {
    body = undefined;
  }
  if (isProblem(body)) {
    return new ProblemError({
      ...body,
      type: textOf(body.type, 'unknown'),
      status: response.status,
    });
  }
  return new ProblemError({
    type: 'unreadable-answer',
    title: response.statusText,
    status: response.status,
    detail_zh: `服务器答复异常（${String(response.status)}），请稍后重试；若一直如此，请告知系统管理员。`,
    detail_en:
      `The server gave an unexpected answer (${String(response.status)}). Try again; if ` +
      `it stays, tell the system administrator.`,
  });
}

/** Asking again cannot help: there is no such thing, or it is not for this person. */
export function isGone(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 404 || error.status === 400);
}

export function unreachable(): ProblemError {
  return new ProblemError({
    type: 'unreachable',
    title: 'unreachable',
    status: 0,
    detail_zh: '无法连接服务器。请检查网络，或告知系统管理员服务已停止。',
    detail_en:
      'The server cannot be reached. Check the network, or tell the system administrator ' +
      'that the service has stopped.',
  });
}

export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new ProblemError({
    type: 'page-fault',
    title: 'page-fault',
    status: 0,
    detail_zh: `页面出错：${text}`,
    detail_en: `The page failed: ${text}`,
  });
}
