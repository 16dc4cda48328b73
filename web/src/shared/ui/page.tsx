import { useEffect, type ReactNode } from 'react';

interface PageProps {
  title: ReactNode;
  /** Text for the window's title when `title` is not plain text. */
  windowTitle?: string;
  above?: ReactNode;
  below?: ReactNode;
  actions?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** The frame of every page: a head on a strong rule, then the content. */
export function Page({ title, windowTitle, above, below, actions, narrow, children }: PageProps) {
  const named = windowTitle ?? (typeof title === 'string' ? title : undefined);
  useEffect(() => {
    document.title = named === undefined ? '留痕' : `${named} · 留痕`;
  }, [named]);
  return (
    <div className={narrow ? 'page page--narrow' : 'page'}>
      <header className="page-head">
        <div className="page-head__text">
          {above && <div className="page-head__above">{above}</div>}
          <h1>{title}</h1>
          {below && <div className="page-head__below">{below}</div>}
        </div>
        {actions && <div className="page-head__actions no-print">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  title: ReactNode;
  count?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ title, count, actions, children }: SectionProps) {
  return (
    <section className="section">
      <div className="section__head">
        <h2>{title}</h2>
        {count !== undefined && <span className="section__count">{count}</span>}
        {actions && <div className="section__actions no-print">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** Says what belongs here and how it comes to be here. */
export function EmptyState(props: { title?: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      {props.title !== undefined && <h3>{props.title}</h3>}
      <p>{props.children}</p>
      {props.action && <div className="empty__action">{props.action}</div>}
    </div>
  );
}
