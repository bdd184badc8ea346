import { LambdaClient } from '@aws-sdk/client-lambda';
import { isObject } from '../../../lib/review/assembly/json';
import { asJson } from '../../../lib/review/deployed/reading';
import type { Answers } from './answers';

/** Leads whatever any client of AWS asks in this test to `answers`. What they throw is what the service says. */
export function awsAnswers(answers: Answers): void {
  // The class of which every client is made, whatever it speaks.
  const send = jest.spyOn(Object.getPrototypeOf(LambdaClient.prototype), 'send');
  send.mockImplementation(async (command) => {
    const name = Object(command).constructor.name.replace(/Command$/, '');
    const asked = asJson(Object(command).input);
    return isObject(asked) ? answers[name]?.(asked) : undefined;
  });
}

/** An error as a service gives it. */
export function saysOf(name: string): () => never {
  return () => {
    throw Object.assign(new Error(name), { name });
  };
}
