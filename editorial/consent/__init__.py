"""Consent: sign-off links, consents, their expiry, and drift from what was agreed to."""
