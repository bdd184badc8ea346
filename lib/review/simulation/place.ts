/** Where a simulated template is taken to be deployed. */
export const DEPLOYED = { partition: 'aws', region: 'eu-west-1', account: '111122223333' } as const;
