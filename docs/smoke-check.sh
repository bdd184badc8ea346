#!/usr/bin/env bash
# NOT YET RUN on a real account. Asks a deployed environment what only AWS can answer (docs/security-model.md).
#
#   bash docs/smoke-check.sh <environment> --yes-this-is-a-real-account
#
# Needs the AWS CLI, Node.js and `npm ci`. Changes nothing and prints no value. Two steps try to read the value, expecting to
# be denied, so alerts go off. Run it as somebody who is neither a reader nor an operator.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=''
agreed=no
for argument in "$@"; do
  case "$argument" in
    --yes-this-is-a-real-account) agreed=yes ;;
    -*) echo "unknown option $argument" >&2; exit 2 ;;
    *) environment=$argument ;;
  esac
done
if [ -z "$environment" ]; then
  read -r -p 'environment: ' environment
fi
if [ "$agreed" != yes ]; then
  echo 'this asks a real AWS account and raises alerts there; say so with --yes-this-is-a-real-account' >&2
  exit 2
fi
if [ -n "${AWS_ENDPOINT_URL:-}" ]; then
  echo 'AWS_ENDPOINT_URL is set, so this is no real account' >&2
  exit 2
fi

# The names of the environment, from its row.
names=$(node scripts/run.mjs lib/documentation/names-for-shell.ts "$environment")
name() { sed -n "s/^$1=//p" <<<"$names"; }
REGION=$(name REGION) STACK=$(name STACK) SECRET=$(name SECRET) SERVICE=$(name SERVICE) ACCOUNT=$(name ACCOUNT)
INSTANCE_ROLE=$(name INSTANCE_ROLE) KEEPER=$(name KEEPER) KEEPER_ROLE=$(name KEEPER_ROLE) AUDIT=$(name AUDIT)
TRAIL=$(name TRAIL) TOPIC=$(name TOPIC) POLICY_SID=$(name POLICY_SID)
export AWS_REGION=$REGION AWS_PAGER='' AWS_DEFAULT_OUTPUT=text

step() { printf '\n%s\n  expected: %s\n' "$1" "$2"; }
found() { printf '  found:    %s\n' "${1:-nothing}"; }

# The output of a command that prints metadata, or the name of its error.
ask() {
  local output
  if output=$("$@" 2>&1); then printf '%s' "$output"; else error_of "$output"; fi
}
# The name of the error only: AWS's sentences are not needed.
error_of() { printf 'error %s' "$(sed -n 's/.*An error occurred (\([A-Za-z]*\)).*/\1/p' <<<"$1" | head -n 1)"; }
# For a call that would give a value: its output goes nowhere.
outcome() {
  local errors
  if errors=$("$@" 2>&1 >/dev/null); then printf 'ALLOWED'; else error_of "$errors"; fi
}
# Fields of the newest record of an operation, chosen by a function of JavaScript; the record itself is not printed.
record() {
  aws cloudtrail lookup-events --max-results 20 --lookup-attributes "AttributeKey=EventName,AttributeValue=$1" --output json 2>/dev/null |
    CHOOSE=$2 SECRET=$SECRET KEEPER_ROLE=$KEEPER_ROLE STACK=$STACK node -e '
      let text = "";
      process.stdin.on("data", (part) => { text += part; }).on("end", () => {
        const records = (JSON.parse(text || "{}").Events ?? []).map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent));
        const choose = new Function("record", `"use strict"; return ${process.env.CHOOSE};`);
        const said = records.map(choose).find((line) => line !== undefined);
        process.stdout.write(said === undefined ? "no such record (yet)" : String(said));
      });'
}

step 'Who asks' "an account${ACCOUNT:+ $ACCOUNT}, and neither reader nor operator"
caller=$(aws sts get-caller-identity --query '[Account,Arn]')
found "$caller"
if [ -n "$ACCOUNT" ] && [ "${caller%%[[:space:]]*}" != "$ACCOUNT" ]; then
  echo 'this is another account than the row pins' >&2
  exit 1
fi

step 'The stack' 'CREATE_COMPLETE or UPDATE_COMPLETE'
found "$(ask aws cloudformation describe-stacks --stack-name "$STACK" --query 'Stacks[0].StackStatus')"

step 'The secret' 'its ARN, its key (None: AWS-managed), no day of deletion, no rotation'
found "$(ask aws secretsmanager describe-secret --secret-id "$SECRET" --query '[ARN,KmsKeyId,DeletedDate,RotationEnabled]')"

step 'Its policy took a Deny on * with BlockPublicPolicy' "true (the statement $POLICY_SID is there)"
policy=$(ask aws secretsmanager get-resource-policy --secret-id "$SECRET" --query ResourcePolicy)
if grep -q "$POLICY_SID" <<<"$policy"; then found true; else found "false: ${policy:0:60}"; fi

started=$(date -u +%Y-%m-%dT%H:%M:%SZ)
step 'Reading the value' 'error AccessDeniedException (ALLOWED: you are a reader, or the deny does not hold)'
found "$(outcome aws secretsmanager get-secret-value --secret-id "$SECRET" --query VersionId)"

step 'Reading it in a batch' 'AccessDeniedException in the list of errors, no secret'
found "$(ask aws secretsmanager batch-get-secret-value --secret-id-list "$SECRET" --query '[Errors[].ErrorCode,length(SecretValues)]')"

step 'Drift of the secret under the deny' 'IN_SYNC; an error, or an alert "denied", means: never ask for drift of this stack'
drift=$(aws cloudformation describe-stack-resources --stack-name "$STACK" \
  --query "StackResources[?ResourceType=='AWS::SecretsManager::Secret'].LogicalResourceId" 2>/dev/null || true)
if [ -z "$drift" ]; then
  found 'the stack has no secret of its own (adopted)'
else
  found "$(ask aws cloudformation detect-stack-resource-drift --stack-name "$STACK" --logical-resource-id "$drift" \
    --query StackResourceDrift.StackResourceDriftStatus)"
fi

step 'Invoking the keeper, without qualifier and as $LATEST (dry run)' 'the same twice; AccessDenied for one who is no operator'
found "$(ask aws lambda invoke --function-name "$KEEPER" --invocation-type DryRun --query StatusCode /dev/null)"
found "$(ask aws lambda invoke --function-name "$KEEPER" --qualifier '$LATEST' --invocation-type DryRun --query StatusCode /dev/null)"

step 'DescribeSecret of a name that no secret has' '0 lines access-denied in the keeper'\''s log (so AWS authorised a resource that its policy names)'
group=$(ask aws lambda get-function-configuration --function-name "$KEEPER" --query LoggingConfig.LogGroup)
found "$(ask aws logs filter-log-events --log-group-name "$group" --filter-pattern '"reserve-name" "access-denied"' --query 'length(events)')"

step 'The service runs with the app'\''s role' "…/$INSTANCE_ROLE"
service=$(ask aws apprunner list-services --query "ServiceSummaryList[?ServiceName=='$SERVICE'].ServiceArn")
found "$(ask aws apprunner describe-service --service-arn "$service" --query Service.InstanceConfiguration.InstanceRoleArn)"

step 'invokedBy on a call of CloudFormation for this stack' 'cloudformation.amazonaws.com (undefined: each deployment alerts)'
found "$(record PutResourcePolicy 'record.requestParameters?.secretId?.includes(process.env.SECRET) ? String(record.userIdentity?.invokedBy) : undefined')"

step 'Tags in a record of TagResource by the keeper' 'a list of objects with key and value, keys kaizencoach:…'
found "$(record TagResource 'record.userIdentity?.sessionContext?.sessionIssuer?.userName === process.env.KEEPER_ROLE ? (Array.isArray(record.requestParameters?.tags) ? "list: " + record.requestParameters.tags.map((tag) => Object.keys(tag).join("+") + " " + (tag.key ?? tag.Key)).join(", ") : typeof record.requestParameters?.tags) : undefined')"

step 'Subscriptions' 'one or more, none PendingConfirmation'
topic=$(ask aws sns list-topics --query "Topics[?ends_with(TopicArn, ':$TOPIC')].TopicArn")
found "$(ask aws sns list-subscriptions-by-topic --topic-arn "$topic" --query "[length(Subscriptions), length(Subscriptions[?SubscriptionArn=='PendingConfirmation'])]")"

step 'Rules receive read-only events' 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS only'
found "$(ask aws events list-rules --name-prefix "$AUDIT-" --query 'Rules[].State' | tr '\t' '\n' | sort | uniq -c | tr '\n' ' ')"

step 'The trail' 'logging, no delivery errors (TrailNotFoundException: this environment shares another one)'
found "$(ask aws cloudtrail get-trail-status --name "$TRAIL" --query '[IsLogging,LatestDeliveryError,LatestCloudWatchLogsDeliveryError]')"

step 'trail-silent since the first deployment' 'to ALARM once, right after it, and back to OK; not since'
found "$(ask aws cloudwatch describe-alarm-history --alarm-name "$AUDIT-trail-silent" --history-item-type StateUpdate --query 'AlarmHistoryItems[].[Timestamp,HistorySummary]')"

step "The attempts above, begun $started: the record of the denied read (takes up to 15 minutes)" 'an error, and where the record names the secret: secretId or message'
denied_read='record.errorCode?.startsWith("AccessDenied") && JSON.stringify([record.requestParameters, record.errorMessage]).includes(process.env.SECRET) ? record.eventTime + " " + record.errorCode + ", secretId " + (record.requestParameters?.secretId === undefined ? "absent" : "present") : undefined'
for _ in $(seq 30); do
  seen=$(record GetSecretValue "$denied_read" || true)
  case "$seen" in 'no such record'*) sleep 30 ;; *) break ;; esac
done
found "$seen"

step 'The rule "denied" matched' 'one or more times since'
found "$(ask aws cloudwatch get-metric-statistics --namespace AWS/Events --metric-name TriggeredRules --dimensions "Name=RuleName,Value=$AUDIT-denied" --start-time "$started" --end-time "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --period 60 --statistics Sum --query 'Datapoints[].[Timestamp,Sum]')"

step 'The alarm of the log path went off' 'to ALARM, some minutes after the record (no alarm: this environment has no log group)'
found "$(ask aws cloudwatch describe-alarm-history --alarm-name "$AUDIT-access" --history-item-type StateUpdate --start-date "$started" --query 'AlarmHistoryItems[].[Timestamp,HistorySummary]')"

printf '\nBy hand: the mail about "denied" has come, and when. Note the answers in docs/security-model.md.\n'
