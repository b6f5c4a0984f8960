"""What other rooms can listen to."""

from django.dispatch import Signal

# Sent with `invitation` and `user`, inside the transaction in which somebody accepts: a receiver
# that raises undoes the acceptance. A receiver looks at `invitation.purpose` first.
invitation_accepted = Signal()
