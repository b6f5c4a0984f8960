"""Networks and what belongs to them: a table of contents."""

from networks.models.index_page import NetworkIndexPage
from networks.models.join_form import JoinField, JoinForm, NotificationRecipient
from networks.models.join_request import JoinRequest, PurgedRequestCount, RequestEvent
from networks.models.member_message import MemberBlock, MemberMessage
from networks.models.membership import Membership
from networks.models.message import Message
from networks.models.network import Network, NetworkStory
from networks.models.resource import Resource, ResourceTag, ResourceVersion
from networks.models.session import Session, SessionSeries, SignUp
from networks.models.session_guest import SessionGuest
from networks.models.space_settings import SpaceSettings

__all__ = [
    "JoinField",
    "JoinForm",
    "JoinRequest",
    "MemberBlock",
    "MemberMessage",
    "Membership",
    "Message",
    "Network",
    "NetworkIndexPage",
    "NetworkStory",
    "NotificationRecipient",
    "PurgedRequestCount",
    "RequestEvent",
    "Resource",
    "ResourceTag",
    "ResourceVersion",
    "Session",
    "SessionGuest",
    "SessionSeries",
    "SignUp",
    "SpaceSettings",
]
