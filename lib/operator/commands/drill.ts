import * as v from 'valibot';
import { command } from '../command-line/command';
import { minutesGiven } from '../command-line/minutes';
import { type Drill, runDrill } from '../drill/run-drill';
import { environmentGiven } from '../names';
import { type Cell, heading, lines, toned, type View } from '../rendering/view';

/** Shows that the alerts come, by raising them. */
export const drill = command({
  name: 'drill',
  summary:
    'do the alerts arrive? Tries to read the value, is denied, and waits for what that raises. Not yet run on AWS',
  arguments: ['<environment>'],
  options: [{ flags: '--wait <minutes>', description: 'how long to wait for the alerts (default: 15)' }],
  examples: [
    {
      line: 'drill staging',
      does: 'raises alerts there: tell whoever is subscribed. Changes nothing, and shows no value',
    },
  ],
  notes:
    'It tries once by itself and once in a batch, and asks twice, without running it, whether it may invoke the keeper. Run it ' +
    'as somebody\nwho is no reader. It needs the doctor and the driller policy. Nothing of this was run on a real AWS account yet.',
  input: v.object({ environment: v.string(), wait: v.optional(v.string(), '15') }),
  run: async ({ environment, wait }, context) => {
    const row = environmentGiven(environment);
    const found = await runDrill(row, minutesGiven(wait, '--wait'), context);
    const problems = problemsOf(found);
    const { caller, started, read, batch, arrivals, undelivered, answers } = found;
    return {
      failed: problems.length > 0,
      data: {
        environment: row.name,
        caller: caller.arn,
        account: caller.account,
        started: started.toISOString(),
        read: read.outcome,
        batch: batch.outcome,
        alerts: arrivals,
        undelivered,
        problems,
        questions: answers,
      },
      view: [
        heading(`${row.name}: ${problems.length === 0 ? 'every alert arrived' : 'not every alert can be relied on'}`),
        lines(`asked by ${caller.arn}`, `read: ${read.outcome}`, `batch: ${batch.outcome}`),
        alertsView(found),
        ...(problems.length === 0 ? [] : [lines(...problems.map((problem) => toned('bad', `problem: ${problem}`)))]),
        lines('Open questions of docs/security-model.md:', ...answers.map(answer)),
      ],
    };
  },
});

/** Everything for which an alert may fail to come, or was not needed. */
function problemsOf({ read, batch, arrivals, undelivered, rules, alarms }: Drill): readonly string[] {
  return [
    ...(read.outcome === 'allowed' ? ['the read was allowed: the value was given, and thrown away'] : []),
    ...(batch.outcome === 'allowed' ? ['the batch was allowed: the value was given, and thrown away'] : []),
    ...(batch.outcome === 'refused as a whole'
      ? [
          'the batch was refused before it named the secret: you need secretsmanager:BatchGetSecretValue, which the driller policy has',
        ]
      : []),
    ...arrivals.flatMap(({ path, id, arrived, cause = 'it did not come' }) =>
      arrived ? [] : [`${id} is missing (${path}): ${cause}`],
    ),
    ...(undelivered > 0 ? [`${undelivered} alerts wait in the queue undelivered: docs/runbook.md#undelivered`] : []),
    ...[...rules, ...alarms].flatMap(({ check, verdict, cause, next = '' }) => {
      const unknown = verdict === 'not checked' ? `not checked: ${check}: ` : '';
      return verdict === 'ok' ? [] : [`${unknown}${cause}; next: ${next}`];
    }),
  ];
}

function alertsView({ arrivals }: Drill): View {
  return {
    kind: 'table',
    head: ['alert', 'path', 'arrived', 'seconds'],
    rows: arrivals.map(({ id, path, arrived, seconds }) => [
      id,
      path,
      arrived ? toned('good', 'yes') : toned('bad', 'no'),
      seconds === undefined ? '' : String(seconds),
    ]),
  };
}

function answer({ question, verdict, saw }: Drill['answers'][number]): Cell {
  return toned(verdict === 'no' ? 'warning' : 'plain', `    ${verdict}: ${question} (${saw})`);
}
