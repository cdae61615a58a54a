import {
  Button,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  Nav,
  NavItem,
  NavList,
  Page,
  SkipToContent,
} from '@patternfly/react-core';
import SignOutAltIcon from '@patternfly/react-icons/dist/esm/icons/sign-out-alt-icon';
import UserIcon from '@patternfly/react-icons/dist/esm/icons/user-icon';
import { NavLink, useLocation } from 'react-router';
import type { Session } from '../api/types';
import { areaAt, areasFor } from '../session/access';
import { Seal } from './Seal';

interface ShellProps {
  session: Session;
  onLogout: () => void;
  children: React.ReactNode;
}

/** What stands around every page: the seal, the navigation that the roles allow, the user. */
export function Shell({ session, onLogout, children }: ShellProps) {
  return (
    <Page
      className="shell"
      mainContainerId="content"
      isContentFilled
      masthead={
        <Masthead className="shell-masthead" display={{ default: 'inline' }}>
          <MastheadMain>
            <MastheadBrand>
              <MastheadLogo component="span" className="shell-logo">
                <Seal size={34} />
                <span className="shell-name">Imprimatur</span>
              </MastheadLogo>
            </MastheadBrand>
          </MastheadMain>
          <MastheadContent className="shell-content">
            <Navigation session={session} />
            <div className="shell-user">
              <UserIcon aria-hidden="true" />
              <span className="shell-user-name">
                {session.userName}
                {session.tenant !== null && <span className="quiet"> of {session.tenant}</span>}
              </span>
              <Button variant="plain" aria-label="Log out" title="Log out" onClick={onLogout}>
                <SignOutAltIcon />
              </Button>
            </div>
          </MastheadContent>
        </Masthead>
      }
      skipToContent={<SkipToContent href="#content">Skip to content</SkipToContent>}
    >
      {children}
    </Page>
  );
}

function Navigation({ session }: { session: Session }) {
  const current = areaAt(useLocation().pathname);
  return (
    <Nav variant="horizontal" aria-label="Main">
      <NavList>
        {areasFor(session.roles).map((area) => (
          <NavItem key={area.path} isActive={area === current}>
            <NavLink to={area.path} end={area.path === '/'}>
              {area.title}
            </NavLink>
          </NavItem>
        ))}
      </NavList>
    </Nav>
  );
}
