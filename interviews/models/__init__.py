"""Spotlight interviews: a table of contents."""

from interviews.models.interview import Interviewee, InterviewIndexPage, InterviewPage

__all__ = ["InterviewIndexPage", "InterviewPage", "Interviewee"]
