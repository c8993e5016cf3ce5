//! Which organ an unknown name most likely means.
//!
//! # Why
//! By the distance of edits every bureau of a county is near every other: 县民政局 and 县财政局 differ in one
//! character of four, and are two organs. So a name is taken apart into what tells organs apart, its core, and the
//! frame that all share; the cores must be alike, and where those of two organs are, neither is named.

mod parts;
mod slip;

use parts::{Parts, home};
use slip::is_slip;

/// Characters of the longest name that is looked at.
const LONGEST: usize = 64;

/// The name of the one organ that is meant; `names` gives each organ's names with something that tells the organs apart.
#[must_use]
pub fn nearest_organ<'n, K: PartialEq>(
    wrong: &str,
    names: impl IntoIterator<Item = (K, &'n str)>,
) -> Option<&'n str> {
    let wrong = without_blanks(wrong);
    if wrong.chars().count() > LONGEST {
        return None;
    }
    let names: Vec<(K, &str)> = names.into_iter().collect();
    if wrong.is_ascii() {
        return nearest_id(&wrong, names.iter().map(|(_, name)| *name));
    }
    let home = names.iter().find_map(|(_, name)| home(name));
    let asked = Parts::of(&wrong, home);
    let like = names.iter().filter_map(|(organ, name)| {
        let known = Parts::of(&without_blanks(name), home);
        let likeness = likeness(&asked, &known)?;
        let distance = strsim::damerau_levenshtein(&wrong, name);
        Some((likeness, distance, organ, *name))
    });
    let like: Vec<(Likeness, usize, &K, &str)> = like.collect();
    let best = like
        .iter()
        .min_by_key(|(likeness, distance, ..)| (*likeness, *distance))?;
    let is_rival = |other: &(Likeness, usize, &K, &str)| other.0 == best.0 && other.2 != best.2;
    (!like.iter().any(is_rival)).then_some(best.3)
}

/// Ids are mostly initials, so that a slip in a short one is another organ's id.
fn nearest_id<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let wrong = wrong.to_ascii_lowercase();
    let allowed = usize::from(wrong.len() >= 5);
    let ids = names.filter(|name| name.is_ascii());
    let far = |id: &str| strsim::damerau_levenshtein(&wrong, &id.to_ascii_lowercase());
    let near = ids.map(|id| (far(id), id)).min()?;
    (near.0 <= allowed).then_some(near.1)
}

fn without_blanks(name: &str) -> String {
    name.chars().filter(|one| !one.is_whitespace()).collect()
}

/// How two names are alike, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// 天台县财政局 and 县财政局.
    Same,
    /// 财政 and 县财政局: one has no sort.
    Bare,
    /// 县发展和改革局 and 县发改局.
    Short,
    /// 县财证局 and 县财政局, 县市场监察局 and 县市场监管局.
    Slip,
}

fn likeness(asked: &Parts, known: &Parts) -> Option<Likeness> {
    let bare = asked.sort.is_none() || known.sort.is_none();
    let is_of_another = asked
        .level
        .zip(known.level)
        .is_some_and(|(one, other)| one != other);
    if is_of_another || !(bare || asked.sort == known.sort) {
        return None;
    }
    if asked.core == known.core {
        return match (asked.sort == known.sort, asked.is_government()) {
            (true, _) => Some(Likeness::Same),
            // 县府办 is not the government.
            (false, true) => None,
            (false, false) => Some(Likeness::Bare),
        };
    }
    if asked.is_government() || known.is_government() {
        return None;
    }
    if is_short_for(&asked.core, &known.core) || is_contraction(&known.core, &asked.core) {
        return Some(Likeness::Short);
    }
    is_slip(&asked.core, &known.core).then_some(Likeness::Slip)
}

/// Whether a core stands whole in a longer one, or contracts it: 环境 of 生态环境, 卫健 of 卫生健康.
fn is_short_for(short: &[char], long: &[char]) -> bool {
    short.len() > 1 && long.windows(short.len()).any(|part| part == short)
        || is_contraction(short, long)
}

/// Whether a core has the first character of a longer one and others of it in their order, with gaps.
///
/// Without a gap the longer name tells of something else: 教育考试中心 is no 教育局.
fn is_contraction(short: &[char], long: &[char]) -> bool {
    let mut left = long.iter();
    let is_ordered = short.iter().all(|one| left.any(|other| other == one));
    let is_begin = short.len() > 1 && short.len() < long.len() && short.first() == long.first();
    is_begin && is_ordered && !long.windows(short.len()).any(|part| part == short)
}

#[cfg(test)]
mod tests {
    use super::nearest_organ;

    const COUNTY: &[&[&str]] = &[
        &["xzf", "天台县人民政府", "县政府"],
        &["xfb", "天台县人民政府办公室", "县府办"],
        &["czj", "天台县财政局", "县财政局"],
        &["fgj", "天台县发展和改革局", "县发改局"],
        &["swj", "天台县税务局", "县税务局"],
        &[
            "rsj",
            "天台县人力资源和社会保障局",
            "县人力社保局",
            "县人社局",
        ],
        &["scj", "天台县市场监督管理局", "县市场监管局"],
        &["nyj", "天台县农业农村局", "县农业农村局"],
        &["wjj", "天台县卫生健康局", "县卫健局"],
        &["xcb", "中共天台县委宣传部", "县委宣传部"],
        &["bwb", "中共天台县委机构编制委员会办公室", "县委编办"],
        &["zfj", "天台县行政执法局", "县行政执法局"],
        &["spj", "天台县行政审批局", "县行政审批局"],
        &["hbj", "台州市生态环境局天台分局", "市生态环境局天台分局"],
        &["baihe", "天台县白鹤镇人民政府", "白鹤镇"],
        &["sanzhou", "天台县三州乡人民政府", "三州乡"],
        &["sanhe", "天台县三合镇人民政府", "三合镇"],
        &["chicheng", "天台县人民政府赤城街道办事处", "赤城街道"],
    ];

    fn meant(wrong: &str) -> Option<&'static str> {
        let names = COUNTY.iter().enumerate();
        nearest_organ(
            wrong,
            names.flat_map(|(organ, names)| names.iter().map(move |name| (organ, *name))),
        )
    }

    #[test]
    fn organs_that_share_no_more_than_their_frame_are_not_taken_for_each_other() {
        for other in [
            "县司法局",
            "县商务局",
            "县民政局",
            "县经信局",
            "县审计局",
            "县政协",
            "县政法委",
            "县委组织部",
            "县跑改办",
            "县财政所",
            "县教育考试中心",
            "县行政局",
            "市财政局",
            "省财政厅",
            "市农业农村局",
            "临海市财政局",
            "三门镇",
            "白鹤镇中心小学",
            "县采购中心",
            "县",
            "办公室",
            "县政府采购中心",
            "sfj",
            "czjj",
            "",
        ] {
            assert_eq!(meant(other), None, "{other}");
        }
    }

    #[test]
    fn another_frame_a_short_form_and_a_slip_in_a_long_name_are_understood() {
        for (wrong, organ) in [
            ("财政局", "县财政局"),
            ("天台县财政", "天台县财政局"),
            ("天台财政局", "天台县财政局"),
            ("浙江省台州市天台县财政局", "天台县财政局"),
            ("县 财政局", "县财政局"),
            ("县政财局", "县财政局"),
            ("县财证局", "县财政局"),
            ("三洲乡", "三州乡"),
            ("县发改委", "县发改局"),
            ("县发展改革局", "县发改局"),
            ("县社保局", "县人力社保局"),
            ("市场监管局", "县市场监管局"),
            ("县市场监察局", "县市场监管局"),
            ("县农业农材局", "县农业农村局"),
            ("县农业局", "县农业农村局"),
            ("县府办公室", "县府办"),
            ("县政府办", "县府办"),
            ("县府班", "县府办"),
            ("县财政居", "县财政局"),
            ("县人民政府", "天台县人民政府"),
            ("宣传部", "县委宣传部"),
            ("县编办", "县委编办"),
            ("白鹤乡", "白鹤镇"),
            ("白鹤镇政府", "白鹤镇"),
            ("赤城街道办", "赤城街道"),
            ("县生态环境局", "台州市生态环境局天台分局"),
            ("CZJ", "czj"),
            ("baihee", "baihe"),
        ] {
            assert_eq!(meant(wrong), Some(organ), "{wrong}");
        }
    }

    #[test]
    fn a_name_that_fits_two_organs_is_given_to_none() {
        let names = [(0, "县行政执法局"), (1, "县行政审批局"), (1, "审批局")];
        assert_eq!(nearest_organ("行政局", names), None);
        assert_eq!(nearest_organ("县审批局", names), Some("审批局"));
    }
}
