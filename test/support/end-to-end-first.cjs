const { default: Sequencer } = require('@jest/test-sequencer');

// In a fresh clone nothing is known of how long a file takes, and Jest begins with the longest text. An end-to-end test that
// comes last leaves one worker without work for a minute.
module.exports = class EndToEndFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isEndToEnd = ({ context }) => context.config.displayName?.name === 'e2e';
    return [...sorted.filter(isEndToEnd), ...sorted.filter((test) => !isEndToEnd(test))];
  }
};
