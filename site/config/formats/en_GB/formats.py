"""Times of day as GOV.UK writes them: 1pm, 10:30am. Whatever is not here is Django's.

The folder `config/locale` translates Django's “p.m.” to “pm”.
"""

TIME_FORMAT = "fa"
DATETIME_FORMAT = "j F Y, fa"
