import { useState } from 'react';
import {
  Button,
  Card,
  CardBody,
  CardTitle,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  TextInput,
} from '@patternfly/react-core';
import { useApi } from '../api/context';
import { asProblem, type Problem } from '../api/problem';
import { ProblemAlert } from '../api/ProblemAlert';
import { saveFile } from '../generation/saveFile';

const formats = ['pdf', 'csv', 'json'];

/** Downloads the licence report of a period. */
export function ReportCard() {
  const api = useApi();
  const [query, setQuery] = useState({ from: '', to: '', format: 'pdf', reason: '' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const set = (name: keyof typeof query) => (_: unknown, value: string) =>
    setQuery({ ...query, [name]: value });

  async function download() {
    setBusy(true);
    try {
      const report = await api.blob(`/api/licence-report?${new URLSearchParams(query)}`);
      saveFile(report, `imprimatur-licences-${query.from}-${query.to}.${query.format}`);
      setProblem(null);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Card>
      <CardTitle component="h2">Report of a period</CardTitle>
      <CardBody>
        {problem && <ProblemAlert problem={problem} />}
        <Form
          className="filters"
          aria-label="Report"
          onSubmit={(event) => {
            event.preventDefault();
            void download();
          }}
        >
          <FormGroup label="From" fieldId="report-from">
            <TextInput
              id="report-from"
              type="date"
              isRequired
              value={query.from}
              onChange={set('from')}
            />
          </FormGroup>
          <FormGroup label="To before" fieldId="report-to">
            <TextInput
              id="report-to"
              type="date"
              isRequired
              value={query.to}
              onChange={set('to')}
            />
          </FormGroup>
          <FormGroup label="Format" fieldId="report-format">
            <FormSelect id="report-format" value={query.format} onChange={set('format')}>
              {formats.map((format) => (
                <FormSelectOption key={format} value={format} label={format.toUpperCase()} />
              ))}
            </FormSelect>
          </FormGroup>
          <FormGroup label="What it is needed for" fieldId="report-reason">
            <TextInput
              id="report-reason"
              isRequired
              minLength={5}
              maxLength={500}
              value={query.reason}
              onChange={set('reason')}
            />
          </FormGroup>
          <div className="filters-actions">
            <Button type="submit" variant="secondary" isLoading={busy} isDisabled={busy}>
              Download
            </Button>
          </div>
        </Form>
        <p className="quiet">
          It holds no prompt and no name. You, the reason and its hash are recorded in the log.
        </p>
      </CardBody>
    </Card>
  );
}
