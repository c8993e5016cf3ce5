//! LNK004: `javascript:`, `data:`, a script or frame in the text, or plain `http:` to a government host.

use crate::audit::facts::Facts;
use crate::audit::markup::raw_html;
use crate::audit::rule::{Check, Rule, SITE_GUIDE};
use crate::model::{Diagnostic, Item, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "LNK004",
    name: "unsafe-link",
    severity: Severity::Error,
    basis: "国办发〔2017〕47号（安全防护）",
    since: Some(SITE_GUIDE),
    page: include_str!("unsafe_link.md"),
    check: Check::Item(check),
};

/// Elements that run or embed what another host decides.
const FOREIGN: [&str; 5] = ["<script", "<iframe", "<object", "<embed", "<frame"];

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let links = item
        .body
        .links
        .iter()
        .map(|link| (&link.destination, link.span));
    let images = item
        .body
        .images
        .iter()
        .map(|image| (&image.destination, image.span));
    links
        .chain(images)
        .filter_map(|(destination, span)| {
            let finding = of_scheme(destination.trim())?;
            Some(finding.with_place(item.at(span)))
        })
        .chain(embedded(item))
        .collect()
}

fn of_scheme(destination: &str) -> Option<Diagnostic> {
    // Browsers ignore spaces and control characters within a scheme.
    let plain: String = destination
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take(200)
        .collect::<String>()
        .to_ascii_lowercase();
    let (scheme, rest) = plain.split_once(':')?;
    match scheme {
        "javascript" | "vbscript" => Some(
            RULE.finding("链接里是脚本，不是地址")
                .with_help("请换成真正的网址；这样的链接不会输出到网页"),
        ),
        "data" => Some(
            RULE.finding("地址里直接写入了数据（data:），网页不会显示它")
                .with_help("请把图片或文件另存到这条信息所在的文件夹，再写文件名"),
        ),
        "http" if is_government(rest) => Some(
            RULE.milder(Severity::Info, "政府网站的地址用了不加密的 http")
                .with_help("对方网站支持的，请改用 https"),
        ),
        _ => None,
    }
}

fn is_government(rest: &str) -> bool {
    let host = rest.trim_start_matches('/');
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host == "gov.cn" || host.ends_with(".gov.cn")
}

/// Scripts and frames in raw HTML; what stands in code is only shown.
fn embedded(item: &Item) -> Vec<Diagnostic> {
    raw_html(&item.body)
        .into_iter()
        .filter_map(|(range, html)| {
            let lower = html.trim_start().to_ascii_lowercase();
            if lower.starts_with("<!--") {
                return None;
            }
            let element = FOREIGN.iter().find(|element| lower.contains(**element))?;
            let name = element.trim_start_matches('<');
            Some(
                RULE.finding(format!("正文里有 <{name}>，会执行或者嵌入别处的内容"))
                    .with_place(item.at(item.body.span(range.start, range.end)))
                    .with_help("请删去；视频、地图等请改为链接或附件，这样的代码不会输出到网页"),
            )
        })
        .collect()
}
