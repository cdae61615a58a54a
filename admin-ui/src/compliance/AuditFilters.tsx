import { useState } from 'react';
import { Button, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { StateFilter } from '../generation/StateFilter';
import { noFilter, type AuditFilter } from './auditFilter';

export function AuditFilters({ onApply }: { onApply: (filter: AuditFilter) => void }) {
  const [filter, setFilter] = useState<AuditFilter>(noFilter);
  const set = (name: keyof AuditFilter) => (value: string) =>
    setFilter({ ...filter, [name]: value });

  return (
    <Form
      className="filters"
      aria-label="Filters"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(filter);
      }}
    >
      <FormGroup label="User" fieldId="user">
        <TextInput id="user" value={filter.user} onChange={(_, value) => set('user')(value)} />
      </FormGroup>
      <FormGroup label="Tenant" fieldId="tenant">
        <TextInput
          id="tenant"
          value={filter.tenant}
          onChange={(_, value) => set('tenant')(value)}
        />
      </FormGroup>
      <FormGroup label="State" fieldId="state">
        <StateFilter value={filter.state} onChange={set('state')} />
      </FormGroup>
      <FormGroup label="From" fieldId="from">
        <TextInput
          id="from"
          type="date"
          value={filter.from}
          onChange={(_, value) => set('from')(value)}
        />
      </FormGroup>
      <FormGroup label="To" fieldId="to">
        <TextInput
          id="to"
          type="date"
          value={filter.to}
          onChange={(_, value) => set('to')(value)}
        />
      </FormGroup>
      <div className="filters-actions">
        <Button type="submit" variant="secondary">
          Apply
        </Button>
        <Button
          variant="link"
          onClick={() => {
            setFilter(noFilter);
            onApply(noFilter);
          }}
        >
          Clear
        </Button>
      </div>
    </Form>
  );
}
