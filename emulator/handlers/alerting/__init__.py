"""What becomes of a record: rules, metric filters, alarms, and messages with somebody to read them."""
