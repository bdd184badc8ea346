/** Operations that can name a resource of ours and are not told of, and why. */
export interface NotTold {
  readonly reason: string;
  /** How CloudTrail records them, where not as changes. */
  readonly recordedAs?: 'data event' | 'read';
  /** By service, each in full. */
  readonly operations: Readonly<{ [service: string]: string }>;
}

/** The reviewed list. */
export const NOT_TOLD: readonly NotTold[] = [
  {
    reason:
      'What runs with a resource, not what changes it. The trail records the keeper’s invocations (keeper-invoked, keeper-denied) ' +
      'and no others. Deleted files of the trail stay as versions for a year, and the digests prove that they are missing.',
    recordedAs: 'data event',
    operations: {
      lambda: 'Invoke InvokeAsync InvokeWithResponseStream',
      logs: 'PutLogEvents',
      sns: 'Publish PublishBatch',
      sqs: `
        ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch ReceiveMessage SendMessage
        SendMessageBatch
      `,
      s3: `
        AbortMultipartUpload CompleteMultipartUpload CopyObject CreateMultipartUpload CreateSession DeleteObject
        DeleteObjectAnnotation DeleteObjectTagging DeleteObjects PutObject PutObjectAcl PutObjectAnnotation
        PutObjectLegalHold PutObjectRetention PutObjectTagging RenameObject RestoreObject SelectObjectContent
        UpdateObjectEncryption UploadPart UploadPartCopy
      `,
    },
  },
  {
    reason:
      'Use of the key, which KMS records as reads. For the secret it is told of as value-decrypted, by the encryption context; ' +
      'the key’s policy denies every other use.',
    recordedAs: 'read',
    operations: {
      kms: `
        Decrypt DeriveSharedSecret Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext
        GenerateDataKeyWithoutPlaintext GenerateMac ReEncrypt Sign Verify VerifyMac
      `,
    },
  },
  {
    reason: 'It asks for drift and changes nothing.',
    operations: { cloudformation: 'DetectStackDrift DetectStackResourceDrift' },
  },
  {
    reason: 'A query of the records, which people make; and the streams that the trail delivers into.',
    operations: { logs: 'CreateLogStream StartQuery' },
  },
  { reason: 'A subscriber confirms; nothing of ours changes.', operations: { sns: 'ConfirmSubscription' } },
];
