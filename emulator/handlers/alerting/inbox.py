"""What topics told, kept for whoever looks: the emulator sends no e-mail."""

from collections import deque

from handlers import clock
from ministack.services import sns

_messages = deque(maxlen=500)
_fanout = sns._fanout


def fanout(topic_arn, message_id, message, subject, *rest, **named):
    """Delivers to the topic's subscribers, and keeps the message with the addresses that it goes to."""
    topic = sns._topic_by_arn_any_scope(topic_arn)
    subscriptions = topic["subscriptions"] if topic else []
    to = [found["endpoint"] for found in subscriptions if found.get("protocol") == "email"]
    _messages.append({"at": clock.now(), "topic": topic_arn, "to": to, "subject": subject or "", "message": message})
    return _fanout(topic_arn, message_id, message, subject, *rest, **named)


def inbox(_query):
    """Answers POST /_kaizencoach/inbox: the last 500 messages, oldest first."""
    return {"messages": list(_messages)}


def register():
    sns._fanout = fanout
