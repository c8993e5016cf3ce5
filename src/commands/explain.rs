//! `gongkai explain`: a rule or error in full.

use anyhow::{Result, bail};
use clap::Args;

use super::Outcome;
use super::console::Console;
use super::meant::meant;
use crate::model::{PLAN_ALONE, RuleCard};
use crate::pipeline;

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// 代码或名称，如 SRC004、COL001、empty-column、空白栏目
    #[arg(value_name = "代码")]
    code: String,
}

pub(super) fn run(args: &ExplainArgs, console: &Console) -> Result<Outcome> {
    console.data(&page(&card(&args.code)?))?;
    Ok(Outcome::Done)
}

/// The card's page, with the day since which its basis is in force below that basis.
fn page(card: &RuleCard) -> String {
    const BELOW_BASIS: &str = "\n## 为什么\n";
    let Some(since) = card.since else {
        return card.page.to_owned();
    };
    let mut line = format!("\n自 {since} 起检查；检查日（--as-of）更早的，不查这一条。\n");
    if card.basis == PLAN_ALONE {
        line.push_str(
            "\n本县工作要点的条款写在 seeds/work-plans/ 下那个文件的 bases 里，报告就引用它；\
             本县没有这项要求的，在 gongkai.yaml 的 audit.off 里停用这一条。\n",
        );
    }
    card.page
        .replacen(BELOW_BASIS, &format!("{line}{BELOW_BASIS}"), 1)
}

/// A rule or error, asked for by its code, its name, or the title that reports print.
pub(super) fn card(asked: &str) -> Result<RuleCard> {
    let asked = asked.trim();
    let cards = pipeline::rule_cards();
    let found = cards.iter().find(|card| {
        card.code.eq_ignore_ascii_case(asked)
            || card.name.eq_ignore_ascii_case(asked)
            || card.title == asked
    });
    let Some(card) = found else {
        let names = cards
            .iter()
            .flat_map(|card| [card.code, card.name, card.title]);
        bail!(
            "没有「{asked}」这个代码或名称{}",
            meant(asked, names, "rules")
        );
    };
    Ok(*card)
}

#[cfg(test)]
mod tests {
    use super::{card, page};
    use crate::pipeline::rule_cards;

    #[test]
    fn a_page_tells_since_when_its_rule_speaks() {
        for card in rule_cards() {
            let said = page(&card);
            match card.since {
                Some(day) => assert!(
                    said.contains(&format!("\n自 {day} 起检查")),
                    "{}",
                    card.code
                ),
                None => assert_eq!(said, card.page),
            }
        }
    }

    #[test]
    fn every_rule_is_explained_by_code_name_and_title() {
        for wanted in rule_cards() {
            for asked in [wanted.code, wanted.name, wanted.title] {
                assert_eq!(card(asked).expect("a rule"), wanted, "{asked}");
            }
        }
    }

    #[test]
    fn only_what_is_near_is_offered() {
        let refused = |asked| card(asked).expect_err("no rule").to_string();
        for (asked, near) in [
            ("COL01", "「COL001」"),
            ("col01", "「COL001」"),
            ("empty-colum", "「empty-column」"),
            ("空白栏木", "「空白栏目」"),
        ] {
            assert!(refused(asked).contains(near), "{}", refused(asked));
        }
        for asked in ["xyz", "天气预报", ""] {
            let said = refused(asked);
            assert!(said.ends_with("，全部见 gongkai list rules"), "{said}");
        }
    }
}
