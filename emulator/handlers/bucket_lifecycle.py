"""Lifecycle rules of a bucket, from CloudFormation's form to S3's."""

from xml.etree.ElementTree import Element, SubElement, tostring

from handlers.xml_elements import fill

# Property of a lifecycle rule: path of its element in S3's own format.
_RULE = {
    "Id": "ID",
    "Prefix": "Filter/Prefix",
    "Status": "Status",
    "ExpirationInDays": "Expiration/Days",
    "ExpirationDate": "Expiration/Date",
    "ExpiredObjectDeleteMarker": "Expiration/ExpiredObjectDeleteMarker",
    "NoncurrentVersionExpiration": "NoncurrentVersionExpiration",
    "NoncurrentVersionExpirationInDays": "NoncurrentVersionExpiration/NoncurrentDays",
    "AbortIncompleteMultipartUpload": "AbortIncompleteMultipartUpload",
}
# List of transitions: element of each, and names inside of it that differ.
_TRANSITIONS = {
    "Transitions": ("Transition", {"TransitionInDays": "Days", "TransitionDate": "Date"}),
    "NoncurrentVersionTransitions": ("NoncurrentVersionTransition", {"TransitionInDays": "NoncurrentDays"}),
}


def lifecycle_xml(value):
    """A LifecycleConfiguration as S3 takes it; refuses what it would lose."""
    root = Element("LifecycleConfiguration")
    for rule in value.get("Rules", []):
        element = SubElement(root, "Rule")
        unknown = sorted(set(rule) - set(_RULE) - set(_TRANSITIONS))
        if unknown:
            raise ValueError(f"the emulator's lifecycle rules have no {', '.join(unknown)}")
        for name, content in rule.items():
            if name in _TRANSITIONS:
                tag, names = _TRANSITIONS[name]
                for transition in content:
                    renamed = {names.get(inner, inner): item for inner, item in transition.items()}
                    fill(SubElement(element, tag), renamed)
            else:
                fill(_at(element, _RULE[name]), content)
    return tostring(root)


def _at(parent, path):
    for tag in path.split("/"):
        found = parent.find(tag)
        parent = SubElement(parent, tag) if found is None else found
    return parent
