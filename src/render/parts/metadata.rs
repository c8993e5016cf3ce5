//! The table of facts over a document: 索引号, 发布机构, 发文字号, 成文日期, 发布日期 …

use serde::Serialize;

use super::row::validity;
use crate::model::{Item, ItemIx, Validity};
use crate::render::ground::Ground;

/// One fact.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Fact {
    label: &'static str,
    value: String,
    href: Option<String>,
    /// Needs the whole width.
    wide: bool,
}

/// All facts of an item, in the order in which county platforms show them.
pub(in crate::render) fn facts(ground: &Ground<'_>, ix: ItemIx) -> Vec<Fact> {
    let item = &ground.portal[ix];
    let mut facts = Facts(Vec::new());
    identity(ground, item, &mut facts);
    days(item, &mut facts);
    classes(ground, ix, item, &mut facts);
    particulars(item, &mut facts);
    facts.in_pairs()
}

struct Facts(Vec<Fact>);

impl Facts {
    fn add(&mut self, label: &'static str, value: Option<impl Into<String>>) {
        let value = value.map(Into::into).filter(|value| !value.is_empty());
        self.0.extend(value.map(|value| Fact {
            label,
            value,
            href: None,
            wide: false,
        }));
    }

    /// Narrow facts first, two on a line; what is left of them alone, or is long, takes a whole line.
    fn in_pairs(self) -> Vec<Fact> {
        let (wide, mut narrow): (Vec<Fact>, Vec<Fact>) =
            self.0.into_iter().partition(|fact| fact.wide);
        if narrow.len() % 2 == 1
            && let Some(last) = narrow.last_mut()
        {
            last.wide = true;
        }
        narrow.extend(wide);
        narrow
    }

    fn add_wide(&mut self, label: &'static str, value: Option<impl Into<String>>) {
        let before = self.0.len();
        self.add(label, value);
        if let Some(fact) = self.0.get_mut(before) {
            fact.wide = true;
        }
    }
}

fn identity(ground: &Ground<'_>, item: &Item, facts: &mut Facts) {
    let register = &ground.portal.site.register;
    facts.add("索引号", item.index_number.as_deref());
    facts.add("统一编号", item.unified_number.as_deref());
    facts.0.push(Fact {
        label: "发布机构",
        value: register[item.organ].name.clone(),
        href: Some(ground.addresses.href(&ground.addresses.organ(item.organ))),
        wide: false,
    });
    let joint: Vec<&str> = item
        .joint_organs
        .iter()
        .map(|organ| register[*organ].name.as_str())
        .collect();
    facts.add("联合发文", Some(joint.join("、")));
    facts.add("发文字号", item.number_shown());
}

fn days(item: &Item, facts: &mut Facts) {
    facts.add(
        "成文日期",
        item.issued_on.as_ref().map(|day| day.to_string()),
    );
    // The line below the title has the minute even so: the site norm wants PubDate seen as it is stated.
    let published = item.published_at.as_ref().map(|moment| moment.shown());
    facts.add("发布日期", published);
    facts.add(
        "施行日期",
        item.effective_on.as_ref().map(|day| day.to_string()),
    );
    facts.add(
        "有效期至",
        item.expires_on.as_ref().map(|day| day.to_string()),
    );
    facts.add(
        "废止日期",
        item.repealed_on.as_ref().map(|day| day.to_string()),
    );
}

fn classes(ground: &Ground<'_>, ix: ItemIx, item: &Item, facts: &mut Facts) {
    let topics: Vec<String> = item
        .topics
        .iter()
        .map(|topic| topic.replace('/', "\\"))
        .collect();
    facts.add("主题分类", Some(topics.join("；")));
    facts.add("体裁分类", item.genre.as_deref());
    facts.add("公开方式", Some(item.openness.label()));
    let not_yet = ground
        .portal
        .takes_effect_on(ix)
        .map_or("", |_| "（尚未施行）");
    let validity = validity(ground, ix).map(Validity::label);
    facts.add("有效性", validity.map(|label| format!("{label}{not_yet}")));
    facts.add("关键词", Some(item.keywords.join("；")));
    facts.add_wide("内容概述", item.summary.as_deref());
}

fn particulars(item: &Item, facts: &mut Facts) {
    let forms: Vec<&str> = item.forms.iter().map(|form| form.label()).collect();
    facts.add("解读形式", Some(forms.join("、")));
    if let Some(interpreter) = &item.interpreter {
        let head = if interpreter.head {
            "（第一解读人）"
        } else {
            ""
        };
        let who = format!("{} {}{head}", interpreter.name, interpreter.post);
        facts.add("解读人", Some(who.trim().to_owned()));
    }
    facts.add(
        "所属期间",
        item.period.as_deref().map(|written| period(written)),
    );
    facts.add("试点领域", item.field.as_deref());
    facts.add("工作机制", item.mechanism.as_deref());
    facts.add("应急环节", item.part.as_deref());
    facts.add("六稳六保", item.aim.as_deref());
    facts.add("项目名称", item.project.as_deref());
    facts.add("项目阶段", item.stage.as_deref());
    facts.add("来源", item.origin.as_deref());
    facts.add("作者", item.author.as_deref());
}

/// `2020` as 2020年, `2020-Q3` as 2020年第三季度; other forms as they are.
fn period(period: &str) -> String {
    let (year, quarter) = match period.split_once("-Q") {
        Some((year, quarter)) => (year, Some(quarter)),
        None => (period, None),
    };
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    match (is_year, quarter) {
        (true, None) => format!("{year}年"),
        (true, Some("1")) => format!("{year}年第一季度"),
        (true, Some("2")) => format!("{year}年第二季度"),
        (true, Some("3")) => format!("{year}年第三季度"),
        (true, Some("4")) => format!("{year}年第四季度"),
        _ => period.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::period;

    #[test]
    fn periods_are_written_out() {
        for (written, shown) in [
            ("2020", "2020年"),
            ("2020-Q3", "2020年第三季度"),
            ("2020-Q5", "2020-Q5"),
            ("十三五", "十三五"),
        ] {
            assert_eq!(period(written), shown);
        }
    }
}
