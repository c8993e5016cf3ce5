//! An organ's name taken apart: its place, its core, and the sort of organ that its end tells.

/// What sort of organ the end of a name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Bureau,
    Office,
    Township,
    Department,
    Centre,
}

/// Ends of names, the longer before those that they end with; 班 is written for 办, 居 and 具 for 局.
const ENDS: &[(&str, Sort)] = &[
    ("人民政府", Sort::Township),
    ("政府", Sort::Township),
    ("办事处", Sort::Township),
    ("街道", Sort::Township),
    ("镇", Sort::Township),
    ("乡", Sort::Township),
    ("办公室", Sort::Office),
    ("办", Sort::Office),
    ("班", Sort::Office),
    ("委员会", Sort::Bureau),
    ("分局", Sort::Bureau),
    ("局", Sort::Bureau),
    ("居", Sort::Bureau),
    ("具", Sort::Bureau),
    ("委", Sort::Bureau),
    ("部", Sort::Department),
    ("中心", Sort::Centre),
];

/// The core of every name of the county's government, which has no other.
const GOVERNMENT: &str = "政府";

/// A name taken apart.
#[derive(Debug)]
pub(super) struct Parts {
    /// 县 of 天台县财政局 and of 县财政局.
    pub(super) level: Option<char>,
    /// 财政
    pub(super) core: Vec<char>,
    pub(super) sort: Option<Sort>,
}

impl Parts {
    pub(super) fn of(name: &str, home: Option<&str>) -> Self {
        let (level, rest) = without_place(name, home);
        let (core, sort) = core(rest);
        // 县委宣传部 is 宣传部 where its county is not told.
        let party = core.strip_prefix('委').filter(|rest| !rest.is_empty());
        Self {
            level,
            core: party.unwrap_or(core).chars().collect(),
            sort,
        }
    }

    pub(super) fn is_government(&self) -> bool {
        self.core.iter().copied().eq(GOVERNMENT.chars())
    }
}

/// 天台县 of 天台县人民政府.
pub(super) fn home(name: &str) -> Option<&str> {
    let place = name.strip_suffix("人民政府")?;
    let is_place = place.ends_with(['县', '市', '区']) && place.chars().count() > 2;
    is_place.then_some(place)
}

/// The level of the organ's place, and the name without the place: 天台县, 浙江省台州市天台县, 天台, 县.
fn without_place<'n>(name: &'n str, home: Option<&str>) -> (Option<char>, &'n str) {
    if let Some(home) = home {
        let level = home.chars().last();
        let stem = home.trim_end_matches(['县', '市', '区']);
        if let Some((before, rest)) = name.split_once(home)
            && (before.is_empty() || before.ends_with(['省', '市', '共', '党']))
        {
            return (level, rest);
        }
        if let Some(rest) = name.strip_prefix(stem).filter(|rest| !rest.is_empty()) {
            return (level, rest);
        }
    }
    let mut characters = name.chars();
    let level = characters
        .next()
        .filter(|first| "省市县区".contains(*first));
    match level {
        // 市场监管局 is of no city.
        Some('市') if characters.as_str().starts_with('场') => (None, name),
        Some(level) if !characters.as_str().is_empty() => (Some(level), characters.as_str()),
        _ => (None, name),
    }
}

/// A name without its ends, and the innermost of them.
fn core(name: &str) -> (&str, Option<Sort>) {
    let (mut rest, mut sort) = (name, None);
    loop {
        if matches!(rest, "人民政府" | GOVERNMENT | "府") {
            return (GOVERNMENT, sort);
        }
        let mut stripped = ENDS.iter().filter_map(|(end, sort)| {
            let rest = rest.strip_suffix(end)?;
            (!rest.is_empty()).then_some((rest, *sort))
        });
        let Some((shorter, end)) = stripped.next() else {
            return (rest, sort);
        };
        (rest, sort) = (shorter, Some(end));
    }
}
