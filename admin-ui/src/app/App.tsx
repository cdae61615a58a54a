import { Component, lazy, Suspense } from 'react';
import { Bullseye, Spinner } from '@patternfly/react-core';
import { BrowserRouter, Navigate, Route, Routes, useLocation } from 'react-router';
import type { Api } from '../api/api';
import { ApiProvider } from '../api/context';
import { asProblem } from '../api/problem';
import type { Session } from '../api/types';
import { areaAt, areasFor } from '../session/access';
import type { Login } from '../session/login';
import { NotFound, NothingToSee } from './NotFound';
import { Shell } from './Shell';
import { StartFailure } from './StartFailure';
import { LogOriginProvider } from './logOrigin';

const StudioPage = lazy(() => import('../studio/StudioPage'));
const HistoryPage = lazy(() => import('../history/HistoryPage'));
const HistoryEntryPage = lazy(() => import('../history/HistoryEntryPage'));
const CompliancePage = lazy(() => import('../compliance/CompliancePage'));
const ComplianceEntryPage = lazy(() => import('../compliance/ComplianceEntryPage'));
const PoliciesPage = lazy(() => import('../policies/PoliciesPage'));
const BundlePage = lazy(() => import('../policies/BundlePage'));
const PersonsPage = lazy(() => import('../policies/PersonsPage'));
const LicencesPage = lazy(() => import('../licences/LicencesPage'));
const AcceptancesPage = lazy(() => import('../licences/AcceptancesPage'));
const StatusPage = lazy(() => import('../status/StatusPage'));

interface AppProps {
  api: Api;
  login: Login;
  session: Session;
  logOrigin: string;
}

export function App({ api, login, session, logOrigin }: AppProps) {
  return (
    <ApiProvider value={api}>
      <LogOriginProvider value={logOrigin}>
        <BrowserRouter>
          <Shell session={session} onLogout={() => login.logout()}>
            <FaultBoundary>
              <Suspense fallback={<Loading />}>
                <Pages session={session} />
              </Suspense>
            </FaultBoundary>
          </Shell>
        </BrowserRouter>
      </LogOriginProvider>
    </ApiProvider>
  );
}

/** The page at the present address, if the session's roles open it. */
export function Pages({ session }: { session: Session }) {
  const allowed = areasFor(session.roles);
  const { pathname } = useLocation();
  const area = areaAt(pathname);
  const first = allowed[0];
  if (first === undefined) {
    return <NothingToSee roles={session.roles} />;
  }
  if (area !== undefined && !allowed.includes(area)) {
    return pathname === '/' ? <Navigate to={first.path} replace /> : <NotFound />;
  }
  return (
    <Routes>
      <Route path="/" element={<StudioPage />} />
      <Route path="/history" element={<HistoryPage />} />
      <Route path="/history/:id" element={<HistoryEntryPage />} />
      <Route path="/compliance" element={<CompliancePage />} />
      <Route path="/compliance/:id" element={<ComplianceEntryPage />} />
      <Route path="/policies" element={<PoliciesPage session={session} />} />
      <Route path="/policies/persons" element={<PersonsPage session={session} />} />
      <Route path="/policies/:id" element={<BundlePage session={session} />} />
      <Route path="/licences" element={<LicencesPage session={session} />} />
      <Route path="/licences/acceptances" element={<AcceptancesPage />} />
      <Route path="/status" element={<StatusPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

function Loading() {
  return (
    <Bullseye>
      <Spinner aria-label="Loading the page" />
    </Bullseye>
  );
}

/** Keeps a fault of one page from leaving a blank window. */
class FaultBoundary extends Component<{ children: React.ReactNode }, { fault: unknown }> {
  override state: { fault: unknown } = { fault: null };

  static getDerivedStateFromError(fault: unknown) {
    return { fault };
  }

  override render() {
    return this.state.fault === null ? (
      this.props.children
    ) : (
      <StartFailure problem={asProblem(this.state.fault)} />
    );
  }
}
