"""IAM as on AWS, where ministack's evaluator (AUTH=true) differs or is not asked."""
