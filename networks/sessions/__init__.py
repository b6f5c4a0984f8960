"""Sessions of a network: recurrence, services, notifications, calendar feed and pages."""
