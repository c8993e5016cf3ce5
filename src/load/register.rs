//! `content/organs.yaml`: the register of disclosing organs.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::fault::{
    DUPLICATE_NAME, EMPTY_FILE, MISSING_FILE, WRONG_CODE, WRONG_DATE, WRONG_ID, WRONG_TYPE,
};
use super::fields::{Fields, Name, is_name};
use super::reading::Reading;
use super::source::{self, Root};
use super::yaml::{self, Node, Part, Value};
use crate::model::{Organ, OrganKind, Person, Place, Register, Span, Written, check_uscc};

/// Path of the register from the site's root.
pub(super) const PATH: &str = "content/organs.yaml";

const ORGAN: &[Name] = &[
    ("id", "编号"),
    ("name", "名称"),
    ("short", "简称"),
    ("aliases", "别名"),
    ("kind", "类别"),
    ("uscc", "统一社会信用代码"),
    ("leader", "分管负责人"),
    ("handler", "经办人"),
    ("address", "办公地址"),
    ("hours", "办公时间"),
    ("phone", "联系电话"),
    ("fax", "传真"),
    ("email", "电子邮箱"),
    ("prefixes", "机关代字"),
    ("since", "设立日期"),
    ("until", "撤销日期"),
];
const PERSON: &[Name] = &[("name", "姓名"), ("post", "职务")];

/// Folders and pages of the site's own, beside which no organ's folder can stand.
pub(super) const RESERVED: &[&str] = &[
    "columns",
    "assets",
    "search",
    "feeds",
    "files",
    "tables",
    "index",
    "directory",
    "organs",
    "sitemap",
    "404",
    "feed",
    "robots",
    "data",
    "fields",
    "normative-documents",
    "open-data",
    "zh-hant",
    "internal-audit",
];

/// Reads the register; an organ at fault is left out.
pub(super) fn read(root: &Root, reading: &Reading) -> Register {
    if !root.has(PATH) {
        let help =
            "新建 content/organs.yaml，登记每个公开信息的机构；可参照 gongkai init 生成的名录";
        reading.report_file(MISSING_FILE, "没有机构名录 content/organs.yaml", help);
        return Register::default();
    }
    let is_key = |key: &str| is_name(ORGAN, key) || is_name(PERSON, key);
    let text = source::text(root, reading);
    let node = text.and_then(|text| yaml::read(Part::whole(&text), &is_key, reading));
    let Some(node) = node else {
        return Register::default();
    };
    let Value::List(nodes) = &node.value else {
        let message = format!("机构名录应当是列表，现在是{}", node.sort());
        let help = "每个机构以“- id: …”开头，其余各键与 id 对齐";
        reading.report(WRONG_TYPE, node.span, message, help);
        return Register::default();
    };
    if nodes.is_empty() {
        let message = "机构名录里一个机构也没有，content/ 下的信息都不会发布";
        let help = "登记每个公开信息的机构，或从备份恢复这个文件；可参照 gongkai init 生成的名录";
        reading.report(EMPTY_FILE, node.span, message, help);
    }
    let organs = nodes.iter().filter_map(|node| read_organ(node, reading));
    let organs: Vec<Organ> = without_doubles(organs, reading);
    Register::new(organs)
}

fn read_organ(node: &Node, reading: &Reading) -> Option<Organ> {
    let fields = Fields::open(node, "机构", ORGAN, reading)?;
    let id = fields
        .required("id", "czj")
        .and_then(|id| check_id(id, reading));
    let name = fields.required("name", "天台县财政局");
    let kind = fields.required("kind", "department");
    let kind = kind.and_then(|_| fields.choice("kind", &OrganKind::ALL, OrganKind::key));
    let uscc = fields
        .text("uscc")
        .and_then(|code| check_code(code, reading));
    let person = |key, what| read_person(fields.node(key)?, what, reading);
    let leader = person("leader", "分管负责人");
    let handler = person("handler", "经办人");
    let (since, until) = lifetime(&fields, reading);
    // What is at fault has been said; the organ stays, so that its folder is not called unregistered.
    let id = id?;
    let name = name.map_or_else(|| id.value.clone(), |name| name.value);
    Some(Organ {
        short: fields.plain("short").unwrap_or_else(|| name.clone()),
        aliases: fields.plain_list("aliases"),
        kind: kind.map_or(OrganKind::Department, |kind| kind.value),
        uscc,
        leader,
        handler,
        address: fields.plain("address"),
        hours: fields.plain("hours"),
        phone: fields.plain("phone"),
        fax: fields.plain("fax"),
        email: fields.plain("email"),
        prefixes: fields.plain_list("prefixes"),
        since,
        until,
        written: Written::new((), id.span),
        id: id.value.into(),
        name,
    })
}

/// The day from which the organ is there, and the last one of an organ that is no more.
fn lifetime(fields: &Fields<'_>, reading: &Reading) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let day = |key| fields.date(key).map(|day| day.value);
    let (since, until) = (day("since"), day("until"));
    if since > until && until.is_some() {
        let help = "核对两个日期：「until」是撤销前的最后一天，不早于「since」";
        let span = fields.place_of("until");
        reading.report(WRONG_DATE, span, "机构的撤销日期早于设立日期", help);
    }
    (since, until)
}

fn check_code(code: Written<String>, reading: &Reading) -> Option<String> {
    let Err(error) = check_uscc(&code) else {
        return Some(code.value);
    };
    let message = format!("「uscc」{}：{error}", code.value);
    let help = "请对照统一社会信用代码证书核对；暂时没有的不要填写";
    reading.report(WRONG_CODE, code.span, message, help);
    None
}

fn check_id(id: Written<String>, reading: &Reading) -> Option<Written<String>> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let (message, help) = if !id.bytes().all(plain) || id.starts_with('-') || id.len() > 40 {
        let message = format!("机构编号「{}」不能用作文件夹和网址", id.value);
        (message, "机构编号只用小写字母、数字和减号，不超过40个字符")
    } else if RESERVED.contains(&id.value.as_str()) {
        let message = format!("机构编号「{}」已被网站自己的页面占用", id.value);
        (message, "换一个编号，并把 content/ 下的文件夹改成同名")
    } else {
        return Some(id);
    };
    reading.report(WRONG_ID, id.span, message, help);
    None
}

fn read_person(node: &Node, what: &str, reading: &Reading) -> Option<Person> {
    let fields = Fields::open(node, what, PERSON, reading)?;
    let name = fields.required("name", "姓名");
    Some(Person {
        post: fields.plain("post").unwrap_or_default(),
        name: name?.value,
    })
}

/// Two organs cannot share a name: an item that bears it would fall to the first. The second of two with one id or
/// full name is left out; of two with one short name or alias both stay, for their folders are theirs.
fn without_doubles(organs: impl Iterator<Item = Organ>, reading: &Reading) -> Vec<Organ> {
    let mut taken: HashMap<Arc<str>, Span> = HashMap::new();
    let mut kept = Vec::new();
    for organ in organs {
        let names = [organ.id.clone(), Arc::from(organ.name.as_str())];
        let double = names
            .iter()
            .find_map(|name| taken.get(name).map(|span| (name, *span)));
        if let Some((name, span)) = double {
            report_double(name, &organ, span, reading);
            continue;
        }
        let others = std::iter::once(&organ.short).chain(&organ.aliases);
        let others: Vec<Arc<str>> = others.map(|name| Arc::from(name.as_str())).collect();
        for name in &others {
            if let Some(first) = taken.get(name) {
                report_double(name, &organ, *first, reading);
            }
        }
        for name in names.into_iter().chain(others) {
            taken.entry(name).or_insert(organ.written.span);
        }
        kept.push(organ);
    }
    kept
}

fn report_double(name: &str, organ: &Organ, first: Span, reading: &Reading) {
    let (message, help) = if name == &*organ.id || name == organ.name {
        let message = format!("机构「{name}」登记了两次");
        (message, "合为一个，或者改用不同的编号和全称")
    } else {
        let message = format!("「{}」的简称或别名「{name}」已是另一个机构的", organ.name);
        (
            message,
            "换一个简称，或者删去这个别名：写着它的信息只会归到先登记的机构",
        )
    };
    let place = |span| Place::at(reading.path.clone(), span);
    let fault = DUPLICATE_NAME
        .says(message)
        .with_place(place(organ.written.span))
        .with_also(place(first), "先登记在这里");
    reading.add(fault.with_help(help));
}
