//! Statutory holidays and make-up working days (国务院办公厅关于节假日安排的通知), and arithmetic with them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

/// A year for which no decree has been entered: a deadline that crosses it cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("节假日表未收录{0}年，无法判定")]
pub struct Uncovered(pub i32);

/// No decree has ever made so many weekdays of one year free: the holidays are eleven to thirteen days, each
/// stretched to a week at most.
const MOST_WEEKDAYS_OFF: u32 = 30;

/// One year's decree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarYear {
    /// Days off, weekends within a holiday included.
    pub off: BTreeSet<NaiveDate>,
    /// Weekend days on which offices work.
    pub work: BTreeSet<NaiveDate>,
}

/// The decrees, by year.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    years: BTreeMap<i32, CalendarYear>,
}

impl Calendar {
    /// Holds the years given.
    #[must_use]
    pub fn new(years: BTreeMap<i32, CalendarYear>) -> Self {
        Self { years }
    }

    /// The years that are covered.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.keys().copied()
    }

    /// Whether offices work on the day.
    ///
    /// # Errors
    /// When the day's year is not covered.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, Uncovered> {
        let year = self.years.get(&day.year()).ok_or(Uncovered(day.year()))?;
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        Ok(year.work.contains(&day) || (!weekend && !year.off.contains(&day)))
    }

    /// The day on which the `count`-th working day after `start` falls; the start day does not count.
    ///
    /// # Errors
    /// When the way there crosses a year that is not covered.
    pub fn working_day_after(&self, start: NaiveDate, count: u32) -> Result<NaiveDate, Uncovered> {
        let mut day = start;
        let mut left = count;
        while left > 0 {
            day = day.succ_opt().ok_or(Uncovered(day.year()))?;
            left -= u32::from(self.is_working_day(day)?);
        }
        Ok(day)
    }

    /// Whether there are certainly more than `count` working days after `start` up to and including `end`, whatever
    /// the years that are not covered were like.
    #[must_use]
    pub fn surely_exceeds(&self, start: NaiveDate, end: NaiveDate, count: u32) -> bool {
        let mut sure = 0;
        let (mut year, mut maybe_off) = (start.year(), MOST_WEEKDAYS_OFF);
        for day in start.iter_days().skip(1).take_while(|day| *day <= end) {
            if day.year() != year {
                (year, maybe_off) = (day.year(), MOST_WEEKDAYS_OFF);
            }
            let is_weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            match self.is_working_day(day) {
                Ok(works) => sure += u32::from(works),
                Err(_) if is_weekday && maybe_off > 0 => maybe_off -= 1,
                Err(_) => sure += u32::from(is_weekday),
            }
            if sure > count {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, CalendarYear, Uncovered};
    use chrono::NaiveDate;
    use std::collections::{BTreeMap, BTreeSet};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn calendar() -> Calendar {
        let year = CalendarYear {
            off: BTreeSet::from([day("2020-10-01"), day("2020-10-02")]),
            work: BTreeSet::from([day("2020-10-10")]),
        };
        Calendar::new(BTreeMap::from([(2020, year)]))
    }

    #[test]
    fn twenty_working_days_after_the_notice_end_on_30_november() {
        assert_eq!(
            calendar().working_day_after(day("2020-11-02"), 20),
            Ok(day("2020-11-30"))
        );
    }

    #[test]
    fn make_up_days_work_and_holidays_do_not() {
        let calendar = calendar();
        assert_eq!(calendar.is_working_day(day("2020-10-10")), Ok(true));
        assert_eq!(calendar.is_working_day(day("2020-10-02")), Ok(false));
    }

    #[test]
    fn an_uncovered_year_is_said_never_guessed() {
        assert_eq!(
            calendar().working_day_after(day("2020-12-30"), 5),
            Err(Uncovered(2021))
        );
    }

    #[test]
    fn years_that_are_not_covered_have_working_days_too() {
        let exceeds = |start, end, count| calendar().surely_exceeds(day(start), day(end), count);
        // 2020 alone holds more than enough.
        assert!(exceeds("2019-12-31", "2020-03-02", 20));
        assert!(exceeds("2017-03-01", "2017-08-01", 20));
        // Eight weekdays of 2019 may all have been free, and the first of 2020 are too few.
        assert!(!exceeds("2019-12-20", "2020-01-20", 20));
        assert!(!exceeds("2017-03-01", "2017-05-01", 20));
        assert!(!exceeds("2020-11-02", "2020-11-30", 20));
        assert!(exceeds("2020-11-02", "2020-12-01", 20));
    }
}
