// The floor of every synthesis: the CDK's own command line with an app of one empty stack, without TypeScript.
const { App, Stack } = require('aws-cdk-lib');

new Stack(new App(), 'Empty');
