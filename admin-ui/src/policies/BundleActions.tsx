import { useState } from 'react';
import { Button } from '@patternfly/react-core';
import { useApi } from '../api/context';
import type { Session } from '../api/types';
import { NoteDialog, type Note } from './NoteDialog';
import { actionsOn, type BundleAction } from './rights';
import type { Bundle } from './types';

const words: Record<BundleAction, { button: string; lead: string }> = {
  submit: { button: 'Submit', lead: 'Somebody else is asked to approve it. Its tests must hold.' },
  approve: {
    button: 'Approve',
    lead: 'It becomes the next version, signed by this installation. It is not in force yet.',
  },
  activate: { button: 'Activate', lead: 'It decides on every request from then on.' },
  reject: { button: 'Reject', lead: 'It can never become a version.' },
};

interface BundleActionsProps {
  bundle: Bundle;
  session: Session;
  onChange: () => void;
}

/** The steps that are open to whoever looks at a bundle. */
export function BundleActions({ bundle, session, onChange }: BundleActionsProps) {
  const api = useApi();
  const [taking, setTaking] = useState<BundleAction | null>(null);

  const take = async (action: BundleAction, { note, at }: Note) => {
    switch (action) {
      case 'submit':
        await api.post(`/api/policies/${bundle.id}/submission`, { note });
        break;
      case 'approve':
        await api.post(`/api/policies/${bundle.id}/approval`, { note });
        break;
      case 'reject':
        await api.post(`/api/policies/${bundle.id}/rejection`, { note });
        break;
      case 'activate':
        await api.post('/api/policy-activations', { bundle: bundle.id, at, note });
    }
    setTaking(null);
    onChange();
  };

  return (
    <div className="bundle-actions">
      {actionsOn(bundle, session).map((action) => (
        <Button
          key={action}
          variant={action === 'reject' ? 'secondary' : 'primary'}
          isDanger={action === 'reject'}
          onClick={() => setTaking(action)}
        >
          {words[action].button}
        </Button>
      ))}
      {taking && (
        <NoteDialog
          title={`${words[taking].button} ${bundle.name}`}
          lead={words[taking].lead}
          action={words[taking].button}
          danger={taking === 'reject'}
          timed={taking === 'activate'}
          onTake={(note) => take(taking, note)}
          onClose={() => setTaking(null)}
        />
      )}
    </div>
  );
}
