import { isTrustedResponseUrl } from '../../../lib/keeper/cloudformation/response-url';

const PATH = '/arn%3Aaws%3Acloudformation%3Aeu-west-1%3A111122223333%3Astack/S/1?X-Amz-Signature=0';

test.each([
  'https://cloudformation-custom-resource-response-euwest1.s3-eu-west-1.amazonaws.com',
  'https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com',
  'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com',
  'https://cloudformation-custom-resource-response-cnnorth1.s3.cn-north-1.amazonaws.com.cn',
])('AWS’s own address is trusted: %s', (origin) => {
  expect(isTrustedResponseUrl(`${origin}${PATH}`, undefined)).toBe(true);
});

test.each([
  'http://127.0.0.1:4566/x',
  'https://s3.amazonaws.com.example/x',
  'https://amazonaws.com.example/x',
  'nothing',
])('on AWS nothing else is: %s', (url) => {
  expect(isTrustedResponseUrl(url, undefined)).toBe(false);
});

test('an embedded AWS is trusted at its own origin only', () => {
  expect(isTrustedResponseUrl('http://127.0.0.1:4566/response', 'http://127.0.0.1:4566')).toBe(true);
  expect(isTrustedResponseUrl('http://127.0.0.1:4567/response', 'http://127.0.0.1:4566')).toBe(false);
});
