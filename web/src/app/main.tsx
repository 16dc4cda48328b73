import '@/shared/words/language';
import '@/shared/ui/paper.css';
import './app.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchSession } from '@/shared/api/session';
import { ProblemError } from '@/shared/api/client';
import { App } from './app';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays one; only a silent network is worth another try.
      retry: (count, error) => count < 2 && error instanceof ProblemError && error.status === 0,
    },
  },
});
watchSession(client);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
