//! PRV004: a file that is offered and was not looked through for what must not be published of persons.

use super::mask_long_numbers;
use crate::audit::facts::Facts;
use crate::audit::passage::offered;
use crate::audit::rule::{Check, Rule};
use crate::model::{Diagnostic, Gap, Item, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "PRV004",
    name: "unchecked-attachment",
    severity: Severity::Info,
    basis: "《政府信息公开条例》第十五条（个人隐私）",
    // What is published cannot be called back, whatever day the site is built as of.
    since: None,
    page: include_str!("unchecked_attachment.md"),
    check: Check::Words(check),
};

/// How many parts of a file are named.
const NAMED: usize = 5;

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    offered(item)
        .filter(|(path, ..)| !is_read_as_table(item, path))
        .filter_map(|(path, title, named)| {
            let (what, help) = words(facts.attachments.gap(path)?);
            let message = format!("附件“{}”{what}", mask_long_numbers(title));
            Some(
                RULE.finding(message)
                    .with_place(item.at(named))
                    .with_help(help),
            )
        })
        .collect()
}

/// Every cell of a table is checked, however many there are; a CSV is nothing else.
fn is_read_as_table(item: &Item, path: &str) -> bool {
    let is_table = item.table.as_ref().is_some_and(|it| &*it.path == path);
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    is_table && ending.eq_ignore_ascii_case("csv")
}

fn words(gap: &Gap) -> (String, &'static str) {
    match gap {
        Gap::TooLarge(limit) => (
            format!("超过 {} MB，里面有没有个人信息没有检查", limit >> 20),
            "请人工检查，或者拆成几个小一些的文件；扫描的图片太大的，降低分辨率再存一次",
        ),
        Gap::Closed => (
            "打不开（加了密码、已经损坏，或者不是后缀所说的格式），里面有没有个人信息没有检查"
                .to_owned(),
            "请用原来的软件打开，去掉密码，另存一次；群众也要能打开",
        ),
        Gap::Parts(names) => {
            let named = names.iter().take(NAMED).map(String::as_str);
            let named = named.collect::<Vec<_>>().join("、");
            let more = match names.len() > NAMED {
                true => format!("等{}处", names.len()),
                false => String::new(),
            };
            (
                format!("的{named}{more}读不出来，里面有没有个人信息没有检查"),
                "请人工检查这些地方，或者用原来的软件另存一次，PDF 要嵌入字体",
            )
        }
        Gap::CutShort => (
            "文字太多，只检查了前面一部分，后面有没有个人信息没有检查".to_owned(),
            "请人工检查后面的部分，或者拆成几个小一些的文件",
        ),
    }
}
