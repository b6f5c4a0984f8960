"""The members of a network, as each of them lets the others see."""
