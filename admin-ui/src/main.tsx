import '@patternfly/react-core/dist/styles/base.css';
import './app/theme.css';
import { createRoot } from 'react-dom/client';
import { Api } from './api/api';
import { asProblem, problemOf } from './api/problem';
import type { PortalConfiguration, Session } from './api/types';
import { App } from './app/App';
import { StartFailure } from './app/StartFailure';
import { followSystemTheme } from './app/theme';
import { logIn } from './session/login';

async function start(): Promise<React.ReactNode> {
  const response = await fetch('/config.json');
  if (!response.ok) {
    throw await problemOf(response);
  }
  const configuration = (await response.json()) as PortalConfiguration;
  const login = await logIn(configuration);
  const api = new Api(login);
  const session = await api.get<Session>('/api/session');
  return <App api={api} login={login} session={session} logOrigin={configuration.logOrigin} />;
}

followSystemTheme();
const portal = document.getElementById('portal');
if (portal !== null) {
  const root = createRoot(portal);
  start().then(
    (app) => root.render(app),
    (thrown: unknown) => root.render(<StartFailure problem={asProblem(thrown)} />),
  );
}
