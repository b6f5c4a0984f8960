"""Models of Spotlight interviews."""

from interviews.models.interview import Interviewee, InterviewIndexPage, InterviewPage

__all__ = ["InterviewIndexPage", "InterviewPage", "Interviewee"]
