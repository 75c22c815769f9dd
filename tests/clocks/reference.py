#!/usr/bin/env python3
"""Counts every clock a second time, from packs/scotland/clocks/ and holidays.toml alone, and writes tests/clocks/counted.csv.

    reference.py > tests/clocks/counted.csv

It ticks days off one by one, as somebody does with a calendar in hand, and knows nothing of src/calendar. Starts are those that go wrong:
both changes of the clocks, leap days, Christmas and New Year, ends of years and months, one-off holidays, Saturdays, Sundays.
"""

import csv
import pathlib
import sys
import tomllib
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
PACK = pathlib.Path(__file__).resolve().parents[2] / "packs" / "scotland"
CLOCKS = [one for file in sorted((PACK / "clocks").glob("*.toml")) for one in tomllib.loads(file.read_text("utf-8"))["clock"]]
HOLIDAYS = {one["date"] for one in tomllib.loads((PACK / "holidays.toml").read_text("utf-8"))["holiday"]}
ONE = timedelta(days=1)

STARTS = [
    "2024-02-28 10:00", "2024-02-29 23:30", "2024-12-24 16:00", "2025-01-31 09:00", "2025-03-29 13:00", "2025-06-14 12:00",
    "2025-10-25 12:30", "2025-12-31 18:00", "2026-03-28 22:00", "2026-06-12 15:00", "2026-08-01 08:00", "2026-10-31 11:11",
]
EARLIER = ["1996-02-29 10:00", "2013-12-31 12:00", "2014-06-08 09:00", "2014-06-09 09:00", "2020-04-06 23:59", "2020-04-07 00:00", "2021-09-30 23:59", "2021-10-01 00:00"]


def works(day, days):
    if day.weekday() >= 5:
        return False
    if days == "act_2011":
        return (day.month, day.day) not in ((1, 1), (1, 2), (12, 25), (12, 26))
    return day not in HOLIDAYS


def months_on(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    wanted = day.day
    while True:
        try:
            return date(year, month + 1, wanted)
        except ValueError:
            wanted -= 1


def last_day(clock, day):
    count, unit, inclusive = clock["count"], clock["unit"], clock.get("start") == "same_day"
    before = clock.get("before", False)
    if unit == "working_days":
        left, at = count, day if inclusive else day + ONE
        while True:
            if works(at, clock["days"]):
                left -= 1
                if left == 0:
                    return at
            at += ONE
    sign = -1 if before else 1
    if unit in ("days", "weeks"):
        end = day + sign * count * (7 if unit == "weeks" else 1) * ONE
    else:
        end = months_on(day, sign * count * (12 if unit == "years" else 1))
    if inclusive:
        end -= sign * ONE
    still = clock.get("standstill")
    if still and day <= still["last"] and end >= still["first"]:
        at = max(day, still["first"])
        while at <= still["last"]:
            end += ONE
            at += ONE
    return end


def late_from(clock, start):
    if clock["unit"] == "hours":
        return start.astimezone(timezone.utc) + timedelta(hours=clock["count"])
    end = last_day(clock, start.date()) + ONE
    return datetime(end.year, end.month, end.day, tzinfo=LONDON)


def main():
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["clock", "start", "late_from", "how"])
    for clock in CLOCKS:
        for text in STARTS + EARLIER:
            start = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)
            if clock.get("in_force_from", date.min) > start.date() or clock.get("in_force_to", date.max) < start.date():
                continue
            if clock["unit"] == "working_days" and clock["days"] != "act_2011" and start.year < 2024:
                continue  # holidays of those years are not loaded
            late = late_from(clock, start).astimezone(LONDON)
            out.writerow([clock["name"], text, late.strftime("%Y-%m-%d %H:%M"), "counted"])


main()
