import { isTrustedResponseUrl } from '../../../lib/keeper/cloudformation/response-url';

const PATH = '/arn%3Aaws%3Acloudformation%3Aeu-west-1%3A111122223333%3Astack/S/1?X-Amz-Signature=0';

test.each([
  ['eu-west-1', 'https://cloudformation-custom-resource-response-euwest1.s3-eu-west-1.amazonaws.com'],
  ['eu-west-1', 'https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com'],
  ['us-east-1', 'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com'],
  ['cn-north-1', 'https://cloudformation-custom-resource-response-cnnorth1.s3.cn-north-1.amazonaws.com.cn'],
])('the address of the function’s own Region is trusted: %s, %s', (region, origin) => {
  expect(isTrustedResponseUrl(`${origin}${PATH}`, undefined, region)).toBe(true);
});

const OWN = 'cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com';

test.each([
  ['plain http', `http://${OWN}/x`],
  ['another port', `https://${OWN}:8443/x`],
  ['a user', `https://user@${OWN}/x`],
  ['a password', `https://:word@${OWN}/x`],
  ['something before it', `https://x.${OWN}/x`],
  ['something behind it', `https://${OWN}.example/x`],
  ['a bucket of anybody’s that is named alike', `https://${OWN.replace('euwest1', 'evil')}/x`],
  ['another Region’s bucket', `https://${OWN.replace('euwest1', 'euwest2').replace('eu-west-1', 'eu-west-2')}/x`],
  ['us-east-1’s spelling', `https://${OWN.replace('s3.eu-west-1', 's3')}/x`],
  ['China’s domain', `https://${OWN}.cn/x`],
  ['the embedded AWS', 'http://127.0.0.1:4566/x'],
  ['a file', 'file:///etc/hosts'],
  ['nothing', 'nothing'],
])('nothing else is: %s', (_, url) => {
  expect(isTrustedResponseUrl(url, undefined, 'eu-west-1')).toBe(false);
});

test.each(['', 'no address', 'undefined'])('a configured endpoint that is none names no origin: %j', (endpoint) => {
  expect(isTrustedResponseUrl('http://127.0.0.1:4566/x', endpoint, 'eu-west-1')).toBe(false);
  expect(isTrustedResponseUrl(`https://${OWN}/x`, endpoint, 'eu-west-1')).toBe(true);
});

test('an embedded AWS is trusted at its own origin only', () => {
  const trusted = (url: string) => isTrustedResponseUrl(url, 'http://127.0.0.1:4566', 'eu-west-1');
  expect(trusted('http://127.0.0.1:4566/response')).toBe(true);
  expect(trusted('http://127.0.0.1:4567/response')).toBe(false);
  expect(trusted('http://user@127.0.0.1:4566/response')).toBe(false);
});
