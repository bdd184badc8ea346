"""Plays the AWS CLI for the commands of a document: notes how it was called, and answers in the CLI's form.

With `--output text` the CLI asks for one page after the other and puts `--query` to each; a list of lists is a line for each,
with tabs (AWS CLI guide, "Setting the output format", "Filtering output"). The query is JMESPath, by the CLI's own library.
"""

import json
import os
import sys

import jmespath

ANSWERS = json.load(open(os.environ["AWS_ANSWERS"], encoding="utf-8"))
words = sys.argv[1:]
operation = " ".join(words[:2])
options = dict(zip(words[2::2], words[3::2]))

with open(os.environ["AWS_CALLS"], "a", encoding="utf-8") as calls:
    calls.write(json.dumps({"operation": operation, "options": options}) + "\n")

if options.get("--output") != "text" or options.get("--stack-name") != ANSWERS["stack"]:
    sys.exit("aws: the stand-in answers for one stack, and as text")

if operation == "cloudformation list-stack-resources":
    pages = ANSWERS["pages"]
elif operation == "cloudformation detect-stack-resource-drift":
    status = ANSWERS["drift"].get(options["--logical-resource-id"])
    if status is None:
        named = options["--logical-resource-id"]
        print(f"An error occurred (ValidationError): {named} cannot be compared", file=sys.stderr)
        sys.exit(254)
    found = {"LogicalResourceId": options["--logical-resource-id"], "StackResourceDriftStatus": status}
    pages = [{"StackResourceDrift": found}]
else:
    sys.exit(f"aws: the stand-in does not know {operation}")

for page in pages:
    found = jmespath.search(options["--query"], page)
    for row in found if found and isinstance(found[0], list) else [found]:
        print("\t".join(row))
