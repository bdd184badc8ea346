"""What topics told, kept for whoever looks: the emulator sends no e-mail."""

import itertools
from collections import deque

from handlers import clock
from ministack.services import sns

_messages = deque(maxlen=500)
_numbers = itertools.count(1)
_fanout = sns._fanout


def fanout(topic_arn, message_id, message, subject, *rest, **named):
    """Delivers to the topic's subscribers, and keeps the message with the addresses that it goes to."""
    topic = sns._topic_by_arn_any_scope(topic_arn)
    subscriptions = topic["subscriptions"] if topic else []
    to = [found["endpoint"] for found in subscriptions if found.get("protocol") == "email"]
    about = {"number": next(_numbers), "at": clock.now(), "topic": topic_arn, "to": to}
    _messages.append({**about, "subject": subject or "", "message": message})
    return _fanout(topic_arn, message_id, message, subject, *rest, **named)


def inbox(query):
    """Answers POST /_kaizencoach/inbox?after=NUMBER: of the last 500 messages those after that one, oldest first."""
    after = int(query.get("after", ["0"])[0])
    return {"messages": [message for message in _messages if message["number"] > after]}


def register():
    sns._fanout = fanout
