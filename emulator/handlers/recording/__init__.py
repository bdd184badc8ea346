"""CloudTrail: every call as a record, to LookupEvents, to EventBridge and to trails that log."""
