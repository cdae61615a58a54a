import { useCallback } from 'react';
import { Card, CardBody, CardTitle, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import type { BiasSummary, Model } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { momentOf } from '../generation/time';
import { emphasisOf } from './emphasis';
import { ShareChart } from './ShareChart';
import type { BiasReport } from './types';

interface Measured {
  model: Model;
  summary: BiasSummary;
  report: BiasReport;
}

/** What the models make of people, with and without the diversity rewriting. */
export function BiasCard() {
  const api = useApi();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const models = await api.get<Model[]>('/api/models', signal);
      const measured = models.map(async (model) =>
        model.bias === null
          ? []
          : [
              {
                model,
                summary: model.bias,
                report: await api.get<BiasReport>(`/api/models/${model.id}/bias`, signal),
              },
            ],
      );
      return (await Promise.all(measured)).flat();
    },
    [api],
  );
  const { value: measured, problem, reload } = useLoaded<Measured[]>(load);
  return (
    <Card>
      <CardTitle component="h2">Bias of the models</CardTitle>
      <CardBody>
        {problem && <ProblemAlert problem={problem} onRetry={reload} />}
        {measured?.length === 0 &&
          'No model was measured yet. An operator does it by ./imprimatur bias report.'}
        {measured?.map((each) => (
          <ModelBias key={each.model.id} {...each} />
        ))}
      </CardBody>
    </Card>
  );
}

function ModelBias({ model, summary, report }: Measured) {
  return (
    <>
      <p>
        {model.title}, {report.settings.pictures} pictures each, {momentOf(summary.made)}, rewritten
        by {report.bundle.version} towards {report.bundle.target}
        {emphasisOf(report)}.{' '}
        {!summary.current && (
          <Label isCompact status="warning">
            of another checkpoint
          </Label>
        )}
      </p>
      <p className="bias-legend">
        <span className="bias-without">without rewriting</span>
        <span className="bias-with">with rewriting</span>
        <span className="bias-target">target</span>
      </p>
      <Table aria-label={`Bias of ${model.title}`} variant="compact">
        <Thead>
          <Tr>
            <Th>Occupation</Th>
            {summary.axes.map(({ axis }) => (
              <Th key={axis}>{axis}</Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          <Tr>
            <Td dataLabel="Occupation">Largest distance from the target</Td>
            {summary.axes.map(({ axis, original, rewritten, met }) => (
              <Td key={axis} dataLabel={axis}>
                {original.toFixed(2)} to {rewritten.toFixed(2)}{' '}
                <Label isCompact status={met ? 'success' : 'warning'}>
                  {met ? 'goal met' : `above ${summary.goal}`}
                </Label>
              </Td>
            ))}
          </Tr>
          {report.occupations.map(({ occupation, axes }) => (
            <Tr key={occupation}>
              <Td dataLabel="Occupation">{occupation}</Td>
              {summary.axes.map(({ axis }) => (
                <Td key={axis} dataLabel={axis}>
                  {axes
                    .filter((result) => result.axis === axis)
                    .map((result) => (
                      <ShareChart key={axis} result={result} title={`${occupation}, ${axis}`} />
                    ))}
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}
