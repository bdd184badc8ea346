"""XML in the form of S3's requests."""

from xml.etree.ElementTree import SubElement


def fill(element, content):
    """Puts an object of a template into an element: a child for each member, text for the rest."""
    if isinstance(content, dict):
        for name, item in content.items():
            fill(SubElement(element, name), item)
    else:
        element.text = str(content).lower() if isinstance(content, bool) else str(content)
