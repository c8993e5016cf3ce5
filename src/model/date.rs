//! Dates as clerks write them: `2020-11-02`, `2020年11月2日`, `2020/11/2`, with or without a time.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};
use serde::{Deserialize, Serialize};

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not year, month and day in a known order.
    #[error("「{0}」不是日期")]
    Form(String),
    /// The day is not in the calendar: 30 February, month 13.
    #[error("日历上没有{year}年{month}月{day}日")]
    NoSuchDay {
        /// Year as written.
        year: i32,
        /// Month as written.
        month: u32,
        /// Day as written.
        day: u32,
    },
    /// The time of day is not `HH:MM`.
    #[error("「{0}」不是时刻")]
    Time(String),
}

/// When an item was published: a day, and the minute where the clerk gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The day, in China's time (UTC+8, without daylight saving).
    pub date: NaiveDate,
    /// The minute of the day; absent when only the day was written.
    pub time: Option<NaiveTime>,
}

impl Moment {
    /// Midnight stands in for a missing time, so that moments have an order.
    #[must_use]
    pub fn datetime(&self) -> NaiveDateTime {
        self.date.and_time(self.time.unwrap_or_default())
    }

    /// `YYYY-MM-DD HH:MM`, the form that the site norm demands of `PubDate`.
    #[must_use]
    pub fn minute(&self) -> String {
        let time = self.time.unwrap_or_default();
        format!("{} {:02}:{:02}", self.date, time.hour(), time.minute())
    }

    /// ISO 8601 as the clerk wrote it: a day alone is not given a false minute.
    #[must_use]
    pub fn written(&self) -> String {
        match self.time {
            Some(_) => self.rfc3339(),
            None => self.date.to_string(),
        }
    }

    /// `YYYY-MM-DD`, and ` HH:MM` where the clerk gave it: what a spreadsheet takes for a date, and a reader for true.
    #[must_use]
    pub fn shown(&self) -> String {
        match self.time {
            Some(_) => self.minute(),
            None => self.date.to_string(),
        }
    }

    /// RFC 3339 with China's offset, for feeds.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        let moment = self.datetime();
        format!("{}T{}+08:00", moment.date(), moment.time())
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.datetime(), self.time.is_some()).cmp(&(other.datetime(), other.time.is_some()))
    }
}

/// Reads a day.
///
/// # Errors
/// When the text has no year, month and day, or the calendar has no such day.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    let wrong = || DateError::Form(text.to_owned());
    let plain = half_width(text.trim());
    let plain = plain.strip_suffix('日').unwrap_or(&plain);
    let parts: Vec<&str> = plain
        .split(['-', '/', '.', '年', '月'])
        .map(str::trim)
        .collect();
    let [year, month, day] = parts.as_slice() else {
        return Err(wrong());
    };
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if year.len() != 4 || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return Err(wrong());
    }
    let number = |part: &str| part.parse::<u32>().map_err(|_| wrong());
    let (month, day) = (number(month)?, number(day)?);
    let year = i32::try_from(number(year)?).map_err(|_| wrong())?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay { year, month, day })
}

/// Reads a day, or a day and a minute.
///
/// # Errors
/// As [`parse_date`]; also when what follows the day is no `HH:MM`.
pub fn parse_moment(text: &str) -> Result<Moment, DateError> {
    let plain = half_width(text.trim());
    // `2020-11-02T15:30` is what many editors insert; `2020年11月2日 15:30` keeps its space.
    let (day, time) = plain
        .split_once(['T', ' '])
        .map_or((plain.as_str(), None), |(day, time)| {
            (day, Some(time.trim()))
        });
    let date = parse_date(day).map_err(|error| match error {
        DateError::Form(_) => DateError::Form(text.to_owned()),
        other => other,
    })?;
    let time = time
        .map(|time| {
            NaiveTime::parse_from_str(time, "%H:%M")
                .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M:%S"))
                .map_err(|_| DateError::Time(time.to_owned()))
        })
        .transpose()?;
    Ok(Moment { date, time })
}

/// Full-width digits, letters and punctuation as their half-width twins.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{DateError, parse_date, parse_moment};
    use chrono::NaiveDate;

    #[test]
    fn the_three_ways_of_writing_a_day_are_one_day() {
        let day = NaiveDate::from_ymd_opt(2020, 11, 2).expect("a day");
        for text in [
            "2020-11-02",
            "2020年11月2日",
            "2020/11/2",
            " ２０２０年１１月２日 ",
            "2020.11.2",
        ] {
            assert_eq!(parse_date(text), Ok(day), "{text}");
        }
    }

    #[test]
    fn a_day_that_the_calendar_lacks_is_named() {
        let error = DateError::NoSuchDay {
            year: 2020,
            month: 2,
            day: 30,
        };
        assert_eq!(parse_date("2020-02-30"), Err(error.clone()));
        assert_eq!(error.to_string(), "日历上没有2020年2月30日");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2020",
            "2020-11",
            "20-11-02",
            "2020-11-02-03",
            "去年",
            "2020-+1-02",
            "2020-011-02",
        ] {
            assert!(
                matches!(parse_date(text), Err(DateError::Form(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn a_moment_may_carry_its_minute() {
        assert_eq!(
            parse_moment("2020-11-02 15:30").expect("a moment").minute(),
            "2020-11-02 15:30"
        );
        assert_eq!(
            parse_moment("2020-11-02T15:30").expect("a moment").minute(),
            "2020-11-02 15:30"
        );
        assert_eq!(parse_moment("2020年11月2日").expect("a moment").time, None);
        assert!(matches!(
            parse_moment("2020-11-02 25:30"),
            Err(DateError::Time(_))
        ));
    }
}
