//! The filters that templates have beyond Tera's own: Chinese dates, file sizes, addresses of assets.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Error, Kwargs, State, Tera, TeraResult};

use super::assets::Assets;
use super::range::range;

/// What a query parameter need not encode.
const PARAMETER: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Registers every filter, and `range`.
pub(super) fn register(tera: &mut Tera, assets: &Assets) {
    tera.register_filter("date_cn", date_cn);
    tera.register_filter("file_size", file_size);
    tera.register_filter("urlencode", urlencode);
    tera.register_function("range", range);
    let paths = assets.paths();
    tera.register_filter("asset", move |name: &str, _: Kwargs, _: &State| {
        asset(&paths, name)
    });
}

/// `2020-11-02` and `2020-11-02 15:30` as `2020年11月2日`.
fn date_cn(date: &str, _: Kwargs, _: &State) -> TeraResult<String> {
    let day = date.split(' ').next().unwrap_or_default();
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return Err(Error::message(format!("date_cn 不认识日期「{date}」")));
    };
    let plain = |number: &str| number.trim_start_matches('0').to_owned();
    Ok(format!("{year}年{}月{}日", plain(month), plain(day)))
}

/// Bytes as a reader counts them: `512 字节`, `12.3 KB`, `4.0 MB`.
fn file_size(bytes: u64, _: Kwargs, _: &State) -> String {
    const STEP: f64 = 1024.0;
    let size = bytes as f64;
    if bytes < 1024 {
        format!("{bytes} 字节")
    } else if size < STEP * STEP {
        format!("{:.1} KB", size / STEP)
    } else {
        format!("{:.1} MB", size / STEP / STEP)
    }
}

/// A value of a query string.
fn urlencode(text: &str, _: Kwargs, _: &State) -> String {
    utf8_percent_encode(text, PARAMETER).to_string()
}

/// The published path of one of the theme's files, below the site's root.
fn asset(paths: &BTreeMap<String, String>, name: &str) -> TeraResult<String> {
    paths.get(name).cloned().ok_or_else(|| {
        Error::message(format!(
            "主题的 assets 文件夹和 theme.yaml 里都没有「{name}」"
        ))
    })
}

#[cfg(test)]
mod tests {
    use tera::{Context, Kwargs, State};

    use super::{date_cn, file_size, urlencode};

    #[test]
    fn dates_lose_leading_zeros() {
        let context = Context::new();
        let state = State::new(&context);
        let cn = |date| date_cn(date, Kwargs::default(), &state).expect("a date");
        assert_eq!(cn("2020-11-02"), "2020年11月2日");
        assert_eq!(cn("2020-01-10 08:05"), "2020年1月10日");
        assert!(date_cn("昨天", Kwargs::default(), &state).is_err());
    }

    #[test]
    fn sizes_are_read_by_people() {
        let context = Context::new();
        let state = State::new(&context);
        let size = |bytes| file_size(bytes, Kwargs::default(), &state);
        assert_eq!(size(0), "0 字节");
        assert_eq!(size(1023), "1023 字节");
        assert_eq!(size(12_595), "12.3 KB");
        assert_eq!(size(4_194_304), "4.0 MB");
    }

    #[test]
    fn values_of_a_query_are_encoded() {
        let context = Context::new();
        let state = State::new(&context);
        let encode = |text| urlencode(text, Kwargs::default(), &state);
        assert_eq!(encode("a b&c"), "a%20b%26c");
        assert_eq!(encode("〔2020〕"), "%E3%80%942020%E3%80%95");
    }
}
