"""Metric filters: a log event that matches becomes a point of a metric (CloudWatch Logs guide, "Creating metrics").

ministack stores filters and evaluates none. A metric value that names a field of the event is refused, not taken for 1.
Every log group also has AWS/Logs IncomingLogEvents ("Monitoring with CloudWatch metrics").
"""

from handlers.alerting import alarms, filter_patterns
from ministack.core.responses import error_response_json
from ministack.services import cloudwatch, cloudwatch_logs

_put_log_events = cloudwatch_logs._put_log_events
_put_metric_filter = cloudwatch_logs._put_metric_filter


def put_metric_filter(data):
    """Refuses a pattern that does not follow the documented syntax, as AWS does."""
    try:
        filter_patterns.matching([data.get("filterPattern", "")], [])
        for change in data.get("metricTransformations", []):
            float(change["metricValue"])
    except (ValueError, KeyError) as error:
        return error_response_json("InvalidParameterException", f"Invalid metric filter: {error}", 400)
    return _put_metric_filter(data)


def put_log_events(data):
    """Stores the events, and counts those that filters match."""
    answer = _put_log_events(data)
    if answer[0] < 400:
        group, messages = data["logGroupName"], [event["message"] for event in data.get("logEvents", [])]
        group_dimension = {"LogGroupName": group}
        cloudwatch.record_metric("AWS/Logs", "IncomingLogEvents", len(messages), "Count", group_dimension)
        filters = [found for found in cloudwatch_logs._metric_filters.values() if found["logGroupName"] == group]
        if filters:
            _count(filters, filter_patterns.matching([found["filterPattern"] for found in filters], messages))
        alarms.evaluate_all()
    return answer


def _count(filters, matching):
    for row in matching:
        for found, matches in zip(filters, row):
            for change in found["metricTransformations"] if matches else []:
                value = float(change["metricValue"])
                cloudwatch.record_metric(change["metricNamespace"], change["metricName"], value)


def register():
    cloudwatch_logs._put_log_events = put_log_events
    cloudwatch_logs._put_metric_filter = put_metric_filter
