import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../surroundings';

const CONNECTION_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 10_000;

/** Publishes to the topic with this ARN. */
export function publisher(topicArn: string, signal: AbortSignal): (message: Message) => Promise<void> {
  return async ({ subject, text }) => {
    const client = new SNSClient({
      requestHandler: {
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        throwOnRequestTimeout: true,
      },
    });
    try {
      const command = new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text });
      await client.send(command, { abortSignal: signal });
    } finally {
      client.destroy();
    }
  };
}
