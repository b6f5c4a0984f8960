"""Bank holidays in England, by rule: the Banking and Financial Dealings Act 1971.

Days that are proclaimed for one year, such as a coronation, follow no rule and are not included.
"""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter
from dateutil.relativedelta import MO, relativedelta

_SATURDAY = 5


def is_bank_holiday(day: date) -> bool:
    """Return whether a date is a bank holiday, or the weekend day that a substitute replaces."""
    return day in bank_holidays(day.year)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of a year, with substitutes for those at a weekend."""
    good_friday = easter(year) - timedelta(days=2)
    easter_monday = easter(year) + timedelta(days=1)
    first_of_may = date(year, 5, 1) + relativedelta(weekday=MO(1))
    last_of_may = date(year, 5, 31) + relativedelta(weekday=MO(-1))
    last_of_august = date(year, 8, 31) + relativedelta(weekday=MO(-1))
    fixed = [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
    holidays = {good_friday, easter_monday, first_of_may, last_of_may, last_of_august, *fixed}
    for day in fixed:
        substitute = day
        while substitute.weekday() >= _SATURDAY or (substitute != day and substitute in holidays):
            substitute += timedelta(days=1)
        holidays.add(substitute)
    return frozenset(holidays)
